package finagent.planner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlMapTest {
  @Test
  void valuesAreReadAsTheyAreAskedFor() {
    YamlMap map =
        YamlMap.parse(
            "f.yaml", "a: -15%\nb: 2.5\nday: 2020-03-02\nword: NO\nin: {c: 1}\nlist: [{d: 2}, {}]");
    assertThat(map.keys()).containsExactly("a", "b", "day", "word", "in", "list");
    assertThat(map.number("a")).hasValue(-0.15);
    assertThat(map.number("b")).hasValue(2.5);
    assertThat(map.number("absent")).isEmpty();
    assertThat(map.date("day")).contains(LocalDate.of(2020, 3, 2));
    assertThat(map.text("word")).contains("NO");
    assertThat(map.map("in").orElseThrow().number("c")).hasValue(1);
    assertThat(map.maps("list")).hasSize(2);
    assertThat(map.maps("absent")).isEmpty();
  }

  @Test
  void anUnknownKeyIsRefusedWithItsPlaceAndTheNearestKnown() {
    YamlMap map = YamlMap.parse("f.yaml", "in:\n  volatilty: 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> map.map("in").orElseThrow().only(List.of("move", "volatility")))
        .withMessage(
            "f.yaml:2:3: in.volatilty: unknown key; there are move, volatility. Did you mean"
                + " 'volatility'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | f.yaml: the file is empty",
        "[1] | f.yaml:1:1: must be a map (key: value), not a list",
        "a: !!js 1 | is not allowed",
        "a: 1e400 | f.yaml:1:1: a: invalid number '1e400' (e.g. -0.15 or -15%)",
        "a: .nan | invalid number '.nan'",
        "a: | a: must be one value, not null",
        "a: [1] | a: must be one value, not a list",
      })
  void whatIsNoNumberIsRefused(String yaml, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlMap.parse("f.yaml", yaml).number("a"))
        .withMessageContaining(message);
  }

  @Test
  void aListOfAnythingButMapsIsRefused() {
    YamlMap map = YamlMap.parse("f.yaml", "a: 1\nb: [{c: 1}, 2]\nday: 2020-02-30");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> map.maps("a"))
        .withMessageContaining("a: must be a list of maps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> map.maps("b"))
        .withMessageContaining("b[1]: must be a map");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> map.date("day"))
        .withMessageContaining("invalid date '2020-02-30'");
  }

  @Test
  void aFileIsRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f.yaml"), "a: 3");
    assertThat(YamlMap.read(file).number("a")).hasValue(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlMap.read(folder.resolve("g.yaml")))
        .withMessageContaining("No file can be read at");
  }
}
