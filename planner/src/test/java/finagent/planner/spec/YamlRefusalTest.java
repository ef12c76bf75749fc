package finagent.planner.spec;

import static finagent.planner.spec.Specs.SMALL;
import static finagent.planner.spec.Specs.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** What is refused before a key is looked at. */
class YamlRefusalTest {
  @Test
  void aKeyStandsOnce() {
    assertRefused(
        SMALL + "name: again\n",
        "specification:4:1: duplicate key 'name' (first in line 1); keep one");
  }

  @Test
  void anEmptyFileIsRefused() {
    String message =
        "specification:1:1: the file is empty. A strategy needs at least name, data.set and"
            + " portfolio";
    assertRefused("", message);
    assertRefused("# nothing but a comment\n", message);
  }

  @Test
  void aFileIsOneMap() {
    assertRefused("- name: x\n", "specification:1:1: a strategy is a map (name: ..), not a list");
    assertRefused(
        "name: x\n---\nname: y\n",
        "specification:2:1: a second document starts here; one file is one strategy");
  }

  @Test
  void brokenYamlIsRefusedWhereItBreaks() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> Specs.parse("name: x\nalphas: {mom: [momentum}\n"))
        .withMessageStartingWith("specification:2:24: this is not YAML: ");
  }

  @Test
  void aBombOfAliasesIsRefusedBeforeItGoesOff() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level <= 9; level++) {
      String below = "*a" + (level - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(level, level, (below + ", ").repeat(4) + below));
    }
    assertRefused(
        bomb.toString(),
        "specification:7:10: stands for more than %,d values once aliases are followed"
            .formatted(50_000));
  }

  @Test
  void manyAliasesAreRefused() {
    assertRefused(
        "a: &a x\nb: [" + "*a, ".repeat(60) + "*a]\n",
        "specification:2:205: more than 50 aliases; write the values out");
  }

  @Test
  void anAliasCannotNameWhatIsNotDone() {
    assertRefused(
        "a: &a [*a]\n", "specification:1:8: alias *a names nothing that is complete here");
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused("a: " + "[".repeat(10_000), "specification:1:54: nested deeper than 50 levels");
  }

  @Test
  void aHugeTextIsRefused() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> Specs.parse("#".repeat((1 << 20) + 1)))
        .withMessage(
            "specification:1:1: %,d characters; at most %,d are read"
                .formatted((1 << 20) + 1, 1 << 20));
  }

  @Test
  void tagsThatBuildObjectsAreRefused() {
    assertRefused(
        "name: !!javax.script.ScriptEngineManager [x]\n",
        "specification:1:7: tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' is not"
            + " allowed; !replace is the only tag");
    assertRefused(
        "name: !replace x\n",
        "specification:1:7: !replace is for maps; lists and values replace anyway");
  }

  @Test
  void mergeKeysAreRefused() {
    assertRefused(
        "a: &a {b: c}\nd:\n  <<: *a\n",
        "specification:3:3: merge keys (<<) are not read; use 'extends: file.yaml'");
  }

  @Test
  void noTypeIsGuessed() {
    StrategySpec spec =
        Specs.parse("name: NO\nalphas: {on: momentum}\nportfolio: equal-weight\nbenchmark: 1e3\n");
    assertThat(spec.name()).isEqualTo("NO");
    assertThat(spec.alphas()).containsOnlyKeys("on");
    assertThat(spec.value("benchmark")).isEqualTo("1e3");
  }
}
