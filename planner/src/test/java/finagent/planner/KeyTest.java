package finagent.planner;

import static finagent.planner.Plans.ROWS;
import static finagent.planner.Plans.momentum;
import static finagent.planner.Plans.plan;
import static finagent.planner.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key covers, and what it does not. */
class KeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "capital: 5e6",
        "schedule: {rebalance: weekly}",
        "costs: {borrow: 31bps}",
        "fill: {at: close}",
        "risk: {limits: {gross: 150%}}",
        "universe: {where: price > 5}",
        "schedule: {tranches: 2}",
        "keep: [equity]"
      })
  void aParameterChangesTheKeyOfTheBook(String line) {
    assertThat(book(momentum("s", line))).isNotEqualTo(book(momentum("s")));
  }

  @Test
  void theKeyWithADefaultIsThatOfATaskThatHasIt() {
    ExecutionPlan plain = plan(momentum("s", "keep: [equity, trades, positions]"));
    ExecutionPlan brief = plan(momentum("s", "keep: [equity]"));
    assertThat(ofTrial(plain)).isEqualTo(task(plain, "book").key());
    assertThat(ofTrial(brief)).isEqualTo(task(plain, "book").key());
    assertThat(task(brief, "book").key()).isNotEqualTo(task(plain, "book").key());
    assertThat(ofTrial(plan(momentum("s", "keep: [equity]", "capital: 5e6"))))
        .isNotEqualTo(task(plain, "book").key());
    ExecutionPlan.Planned book = task(plain, "book");
    assertThatThrownBy(() -> Planner.keyWithDefault(book, "kept", TestCatalogue.cards()))
        .hasMessage("Agent 'backtest' has no default of 'kept'");
  }

  private static Digest ofTrial(ExecutionPlan plan) {
    return Planner.keyWithDefault(task(plan, "book"), "keep", TestCatalogue.cards());
  }

  @Test
  void aParameterChangesTheKeysBelowItAndNoOthers() {
    ExecutionPlan plain = plan(momentum("s"));
    ExecutionPlan dearer = plan(momentum("s", "costs: {borrow: 31bps}"));
    Set<Digest> changed = keys(dearer);
    changed.removeAll(keys(plain));
    assertThat(changed)
        .containsExactlyInAnyOrder(
            task(dearer, "costs.borrow").key(),
            task(dearer, "book").key(),
            task(dearer, "attribution").key(),
            task(dearer, "controls").key());
  }

  @Test
  void aVersionOfAnAgentChangesItsKeyAndThoseBelow() {
    Card old = TestCatalogue.card("momentum");
    Card raised =
        new Card(
            old.name(),
            old.pool(),
            2,
            old.shape(),
            old.summary(),
            old.source(),
            old.params(),
            old.inputs(),
            old.outputs());
    ExecutionPlan before = plan(momentum("s"));
    ExecutionPlan after =
        Planner.plan(
            List.of(momentum("s")),
            TestCatalogue.with(raised),
            source -> ROWS,
            Memory.empty(),
            task -> 1);
    assertThat(task(after, "alphas.mom").key()).isNotEqualTo(task(before, "alphas.mom").key());
    assertThat(task(after, "book").key()).isNotEqualTo(task(before, "book").key());
    assertThat(task(after, "universe").key()).isEqualTo(task(before, "universe").key());
  }

  @Test
  void whatIsReadFromWhichPortChangesTheKey() {
    Catalogue cards = TestCatalogue.with(twoScores());
    assertThat(key("two:first", cards)).isNotEqualTo(key("two:second", cards));
  }

  private static Card twoScores() {
    return TestCatalogue.card(
        "momentum",
        "alpha",
        Shape.COLUMN,
        List.of(),
        List.of(Card.Port.of("index", "series")),
        List.of(Card.Port.of("first", "score"), Card.Port.of("second", "score")));
  }

  private static Digest key(String source, Catalogue cards) {
    StrategyDag dag =
        Plans.dag(
            """
            name: s
            tasks:
              - {name: two, agent: momentum}
              - {name: target, agent: equal-weight, inputs: {score: "%s"}}
            """
                .formatted(source),
            cards);
    return task(Planner.plan(List.of(dag), cards, s -> ROWS, Memory.empty(), t -> 1), "target")
        .key();
  }

  @Test
  void otherRowsChangeEveryKeyButThoseOfSettings() {
    ExecutionPlan before = plan(momentum("s"));
    ExecutionPlan after =
        Planner.plan(
            List.of(momentum("s")),
            TestCatalogue.cards(),
            source -> Digest.of("other rows").build(),
            Memory.empty(),
            task -> 1);
    Set<Digest> same = keys(before);
    same.retainAll(keys(after));
    assertThat(same)
        .hasSize(5)
        .allMatch(k -> after.task(k).orElseThrow().task().id().startsWith("costs."));
  }

  @Test
  void theNameOfAStrategyOrOfItsDataChangesNoKey() {
    StrategyDag renamed =
        Plans.dag(
            "name: other\ndata: {set: moved, pin: 7}\nalphas: {m: momentum}\n"
                + "portfolio: rank-long-short\n",
            TestCatalogue.cards());
    assertThat(keys(plan(renamed))).isEqualTo(keys(plan(momentum("s"))));
    assertThat(plan(momentum("s"), renamed).tasks()).hasSize(14);
  }

  @Test
  void aDescriptionOrAVariationChangesNoKey() {
    assertThat(keys(plan(momentum("s", "description: new", "vary: {capital: [1e6]}"))))
        .isEqualTo(keys(plan(momentum("s"))));
  }

  @Test
  void aValueWrittenDifferentlyChangesNoKey() {
    assertThat(keys(plan(momentum("s", "capital: 1.0E+6", "costs: {borrow: 0.30%}"))))
        .isEqualTo(keys(plan(momentum("s"))));
  }

  /** Typed parts hashed outside this code; a change of it makes all that is known unknown. */
  @Test
  void keysAreThoseOfTheFirstDay() {
    ExecutionPlan plan = plan(momentum("s"));
    assertThat(task(plan, "bars").key().hex())
        .isEqualTo("398413f4a1e485f34718408afd2b6f2464f91416aceaa83100029c55e01d5392");
    assertThat(task(plan, "alphas.mom").key().hex())
        .isEqualTo("b04b5834a03330475b164eec9a1d147cdc62e7b44e929defc9ad273fa2a568ce");
  }

  private static Digest book(StrategyDag dag) {
    return plan(dag).books().get(dag.name());
  }

  private static Set<Digest> keys(ExecutionPlan plan) {
    return new TreeSet<>(plan.tasks().stream().map(ExecutionPlan.Planned::key).toList());
  }
}
