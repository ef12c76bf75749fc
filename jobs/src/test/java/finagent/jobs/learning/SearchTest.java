package finagent.jobs.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.planner.spec.YamlMap;
import finagent.rl.training.Algorithm;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static YamlMap file(String search) {
    return YamlMap.parse("file", "search: {" + search + "}\n");
  }

  private static List<SortedMap<String, String>> drawn(String search) {
    YamlMap file = file(search);
    return Search.of(file, List.of(Algorithm.TD3)).orElseThrow().drawn(file, new TreeMap<>());
  }

  @Test
  void noSettingsAreDrawnTwice() {
    assertThat(drawn("kind: random, samples: 6, over: {batch: [64, 128, 256], hidden: [64, 128]}"))
        .hasSize(6)
        .doesNotHaveDuplicates();
    assertThatThrownBy(() -> drawn("kind: halving, over: {batch: [64, 128]}"))
        .hasMessageContaining("samples: 8, but over gives only 2 different settings");
    assertThat(drawn("kind: population, over: {tau: [0.01, 0.02, 0.03]}")).hasSize(8);
  }

  @Test
  void aNumberIsNeverOutsideItsRange() {
    Range narrow = new Range(List.of(), 0.99, 0.99996);
    for (double uniform : new double[] {0, 0.3, 0.7, 1 - 0x1p-53}) {
      assertThat(Double.parseDouble(narrow.at(uniform))).isBetween(0.99, 0.99996);
    }
    assertThat(narrow.at(0.97)).startsWith("0.9996");
    assertThat(narrow.at(0.5)).isEqualTo("0.995");
    assertThat(narrow.moved("0.99", true)).isEqualTo("0.99996");
    assertThat(new Range(List.of(), 1e-4, 1e-2).at(0.5)).isEqualTo("0.00100");
  }

  @Test
  void aRungHasTheShareThatWasMeant() {
    String text = "kind: halving, rungs: 3, over: {tau: [0.1, 0.2]}";
    Search search = Search.of(file(text), List.of(Algorithm.TD3)).orElseThrow();
    assertThat(search.steps(0, 9000, 1000)).isEqualTo(1000);
    assertThat(search.steps(1, 9000, 1000)).isEqualTo(3000);
    assertThat(search.steps(2, 9000, 1000)).isEqualTo(9000);
  }
}
