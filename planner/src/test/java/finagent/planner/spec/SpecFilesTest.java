package finagent.planner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import finagent.planner.TestCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, what they extend, and what is laid over them. */
class SpecFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void aBaseAndAStrategy() throws IOException {
    write(
        "base/common.yaml",
        """
        capital: 10e6
        schedule: {rebalance: weekly, band: 20bps}
        universe: {instruments: [A, B, C]}
        alphas:
          mom: {agent: momentum, lookback: 126d, skip: 5d}
        """);
    write(
        "own.yaml",
        """
        name: own
        extends: base/common.yaml
        schedule: {band: 50bps}
        universe: {instruments: [D]}
        alphas:
          mom: {lookback: 60d}
        portfolio: equal-weight
        """);
  }

  @Test
  void mapsMergeAndListsReplace() {
    StrategySpec spec = read("own.yaml");
    assertThat(spec.value("capital")).isEqualTo("1.0E7");
    assertThat(spec.value("schedule.rebalance")).isEqualTo("weekly");
    assertThat(spec.value("schedule.band")).isEqualTo("0.005");
    assertThat(spec.value("universe.instruments")).isEqualTo("D");
    assertThat(spec.alphas().get("mom").params())
        .containsEntry("lookback", "60")
        .containsEntry("skip", "5");
  }

  @Test
  void aReplacedMapKeepsNothingOfTheOneBelow() throws IOException {
    write(
        "replaced.yaml",
        """
        name: replaced
        extends: own.yaml
        schedule: !replace {tranches: 2}
        alphas: !replace {rev: mean-reversion}
        """);
    StrategySpec spec = read("replaced.yaml");
    assertThat(spec.value("schedule.rebalance")).isEqualTo("daily");
    assertThat(spec.value("schedule.tranches")).isEqualTo("2");
    assertThat(spec.alphas()).containsOnlyKeys("rev");
    assertThat(spec.combine()).containsOnlyKeys("rev");
  }

  @Test
  void whatIsReplacedOnceMergesWithTheNextFile() throws IOException {
    write(
        "middle.yaml",
        "name: middle\nextends: own.yaml\nalphas: !replace {rev: {agent: mean-reversion}}\n");
    write("top.yaml", "name: top\nextends: middle.yaml\nalphas: {rev: {window: 9d}}\n");
    assertThat(read("top.yaml").alphas().get("rev").params()).containsEntry("window", "9");
  }

  @Test
  void extendsLooksInTheOtherFoldersToo() throws IOException {
    write("elsewhere/far.yaml", "name: far\nextends: common.yaml\nportfolio: equal-weight\n");
    StrategySpec spec =
        new SpecReader(TestCatalogue.cards(), List.of(folder.resolve("base")))
            .read(folder.resolve("elsewhere/far.yaml"), List.of());
    assertThat(spec.value("capital")).isEqualTo("1.0E7");
  }

  @Test
  void anOverrideStandsOverTheFile() {
    StrategySpec spec =
        read(
            "own.yaml",
            "alphas.mom.lookback=20d",
            "universe.instruments=[X, Y]",
            "schedule.tranches=3");
    assertThat(spec.alphas().get("mom").params())
        .containsEntry("lookback", "20")
        .containsEntry("skip", "5");
    assertThat(spec.value("universe.instruments")).isEqualTo("X,Y");
    assertThat(spec.value("schedule.tranches")).isEqualTo("3");
    assertThat(spec.value("schedule.band")).isEqualTo("0.005");
  }

  @Test
  void theLastOverrideOfAPathCounts() {
    assertThat(read("own.yaml", "capital=1e6", "capital=2e6").value("capital"))
        .isEqualTo("2000000.0");
  }

  @Test
  void aWrongOverrideIsRefusedInItsOwnName() {
    assertRefused(
        "own.yaml",
        "--set capital=0: capital: 0 is out of range: capital must be between 1 and"
            + " 1000000000000000",
        "capital=0");
    assertRefused(
        "own.yaml", "--set capital: write path=value, e.g. schedule.rebalance=weekly", "capital");
    assertRefused(
        "own.yaml",
        "--set a..b=1: a part of the path is empty; write e.g. alphas.mom.lookback=126d",
        "a..b=1");
    assertRefused(
        "own.yaml",
        "--set portfolio.side=long-only: 'portfolio' is the text 'equal-weight', so nothing can be"
            + " set inside it; set it whole",
        "portfolio.side=long-only");
  }

  @Test
  void aMistakeInABaseIsRefusedAtItsPlaceThere() throws IOException {
    write("bad.yaml", "capital: many\n");
    write("child.yaml", "name: c\nextends: bad.yaml\nalphas: {m: momentum}\nportfolio: x\n");
    assertRefused(
        "child.yaml",
        folder.resolve("bad.yaml") + ":1:10: capital: 'many' is not an amount of money, e.g. 10e6");
  }

  @Test
  void aMissingFileIsRefused() {
    Path file = folder.resolve("nowhere.yaml");
    assertRefused(
        "nowhere.yaml", "No strategy file can be read at '%s' (%s)".formatted(file, file));
  }

  @Test
  void aMissingBaseIsRefusedWithThePlacesLookedAt() throws IOException {
    write("lost.yaml", "name: lost\nextends: gone.yaml\n");
    assertRefused(
        "lost.yaml",
        "%s:2:10: extends: no file 'gone.yaml'. Looked for [%s]"
            .formatted(folder.resolve("lost.yaml"), folder.resolve("gone.yaml")));
  }

  @Test
  void aCircleOfFilesIsRefused() throws IOException {
    write("a.yaml", "name: a\nextends: b.yaml\n");
    write("b.yaml", "extends: a.yaml\n");
    assertRefused(
        "a.yaml",
        folder.resolve("b.yaml")
            + ":1:1: extends: files extend each other in a circle: a.yaml -> b.yaml -> a.yaml");
  }

  @Test
  void extendsNamesOneFile() throws IOException {
    write("two.yaml", "name: two\nextends: [a.yaml, b.yaml]\n");
    assertRefused(
        "two.yaml",
        folder.resolve("two.yaml")
            + ":2:1: extends: names one file, e.g. base/us-equity.yaml, not a list");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(folder.resolve("raw.yaml"), new byte[] {'n', (byte) 0xff, (byte) 0xfe});
    assertRefused("raw.yaml", folder.resolve("raw.yaml") + ":1:1: the file is not UTF-8 text");
  }

  @Test
  void pluginsAreFoundBeforeTheirAgentsAreKnown() throws IOException {
    write(
        "plug.yaml",
        "name: p\nalphas: {x: unheard-of}\nplugins: [{jar: a.jar, classes: [my.Agent]}]\n");
    assertThat(SpecReader.plugins(folder.resolve("plug.yaml"), List.of(), List.of()))
        .containsExactly(
            new StrategySpec.Plugin(folder.resolve("a.jar").toString(), List.of("my.Agent")));
  }

  private void write(String name, String yaml) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  private StrategySpec read(String name, String... overrides) {
    return Specs.reader().read(folder.resolve(name), List.of(overrides));
  }

  private void assertRefused(String name, String message, String... overrides) {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> read(name, overrides))
        .withMessage(message);
  }
}
