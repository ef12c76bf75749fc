package finagent.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyDagTest {
  private static final Task BARS = Task.of("bars", "bars", Map.of("set", "demo"), Map.of());
  private static final Task RETURNS =
      Task.of("returns", "returns", Map.of(), Map.of("bars", new Task.Ref("bars", "bars")));

  @Test
  void tasksComeInAnOrderInWhichTheyCanBeDone() {
    StrategyDag dag = dag(RETURNS, BARS, momentum("b", Map.of()), momentum("a", Map.of()));
    assertThat(dag.tasks()).extracting(Task::id).containsExactly("bars", "returns", "a", "b");
    assertThat(dag.levels())
        .extracting(level -> level.stream().map(Task::id).toList())
        .containsExactly(List.of("bars"), List.of("returns"), List.of("a", "b"));
  }

  @Test
  void defaultsAreFilledInAndValuesMadeCanonical() {
    assertThat(dag(BARS, RETURNS, momentum("m", Map.of("lookback", "0126"))).task("m"))
        .hasValueSatisfying(
            task ->
                assertThat(task.params())
                    .containsExactlyInAnyOrderEntriesOf(
                        Map.of("lookback", "126", "skip", "21", "mode", "cross-sectional")));
  }

  @Test
  void aMissingInputIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dag(BARS, Task.of("r", "returns", Map.of(), Map.of())))
        .withMessage(
            "Task 'r' of strategy 'x': input 'bars' (bars) is not connected. Tasks that give bars:"
                + " bars:bars");
  }

  @Test
  void anUnknownAgentIsRefusedWithThePoolOfTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dag(BARS, RETURNS, Task.of("m", "momentun", Map.of(), Map.of())))
        .withMessage(
            "Task 'm' of strategy 'x': No agent offers 'momentun'. Alpha pool offers: ma-cross,"
                + " mean-reversion, momentum, pairs. Did you mean 'momentum'?");
  }

  @Test
  void aParameterIsCheckedAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dag(BARS, RETURNS, momentum("m", Map.of("skip", "-1"))))
        .withMessage("Task 'm' of strategy 'x': Invalid skip: -1 (must be >= 0 and <= 2519)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dag(BARS, RETURNS, momentum("m", Map.of("mode", "sideways"))))
        .withMessage(
            "Task 'm' of strategy 'x': Invalid mode: 'sideways' (must be one of cross-sectional,"
                + " time-series).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dag(Task.of("bars", "bars", Map.of(), Map.of())))
        .withMessage(
            "Task 'bars' of strategy 'x': parameter 'set' of agent 'bars' is missing and has no"
                + " default (name of the data set)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dag(BARS, RETURNS, momentum("m", Map.of("skp", "1"))))
        .withMessage(
            "Task 'm' of strategy 'x': agent 'momentum' has no parameter 'skp'. It takes: lookback,"
                + " skip, mode. Did you mean 'skip'?");
  }

  @Test
  void twoTasksOfOneIdAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dag(BARS, BARS))
        .withMessage("Two tasks of strategy 'x' are called 'bars'; give each a name of its own");
  }

  @Test
  void twoAgentsOfOneNameAreRefused() {
    Card card = TestCatalogue.card("rank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogue.of(List.of(card, card)))
        .withMessage("Two agents are called 'rank'; give each a name of its own");
  }

  /** Kitten and sitting are three edits apart (the textbook example of Levenshtein 1966). */
  @Test
  void theNearestWordIsByEditDistance() {
    assertThat(DidYouMean.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
    assertThat(DidYouMean.nearest("MOMENTUM", List.of("momentum"))).contains("momentum");
    assertThat(DidYouMean.nearest("xyz", List.of("momentum", "rank"))).isEmpty();
    assertThat(DidYouMean.nearest("b", List.of("d", "c"))).contains("c");
  }

  private static Task momentum(String id, Map<String, String> params) {
    return Task.of(id, "momentum", params, Map.of("index", new Task.Ref("returns", "index")));
  }

  private static StrategyDag dag(Task... tasks) {
    return StrategyDag.of("x", List.of(tasks), TestCatalogue.cards());
  }
}
