package finagent.planner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import finagent.planner.StrategyDag;
import finagent.planner.Task;
import org.junit.jupiter.api.Test;

class SpecCompilerTest {
  private static final String TWO =
      """
      name: two
      data: {set: demo}
      alphas:
        mom: {agent: momentum, post: [winsorize, zscore]}
        rev: mean-reversion
      combine: {mom: 0.7, rev: 0.3}
      portfolio: rank-long-short
      risk: {limits: {gross: 200%, adv: 5%}, volTarget: {annual: 10%}}
      """;

  @Test
  void theShortFormIsExpanded() {
    assertThat(Specs.dag(TWO).tasks())
        .extracting(Task::id)
        .containsExactlyInAnyOrder(
            "bars",
            "returns",
            "liquidity",
            "universe",
            "alphas.mom",
            "alphas.mom.1",
            "alphas.mom.2",
            "alphas.rev",
            "combine",
            "portfolio",
            "risk.volTarget",
            "risk.limits",
            "costs.commission",
            "costs.spread",
            "costs.impact",
            "costs.borrow",
            "costs.cash",
            "book",
            "attribution",
            "controls");
  }

  @Test
  void pipesAndWeightsFollowTheFile() {
    StrategyDag dag = Specs.dag(TWO);
    assertThat(task(dag, "alphas.mom.1").inputs())
        .containsEntry("score", new Task.Ref("alphas.mom", "score"));
    assertThat(task(dag, "alphas.mom.2").inputs())
        .containsEntry("score", new Task.Ref("alphas.mom.1", "score"));
    assertThat(task(dag, "combine").params()).containsEntry("weights", "mom=0.7,rev=0.3");
    assertThat(task(dag, "combine").inputs())
        .containsEntry("score.mom", new Task.Ref("alphas.mom.2", "score"))
        .containsEntry("score.rev", new Task.Ref("alphas.rev", "score"));
    assertThat(task(dag, "portfolio").inputs())
        .containsEntry("score", new Task.Ref("combine", "score"));
  }

  @Test
  void riskIsAppliedInTheOrderOfTheLanguageWhateverTheFileSays() {
    StrategyDag dag = Specs.dag(TWO);
    assertThat(task(dag, "risk.volTarget").inputs())
        .containsEntry("weights", new Task.Ref("portfolio", "weights"));
    assertThat(task(dag, "risk.limits").inputs())
        .containsEntry("weights", new Task.Ref("risk.volTarget", "weights"));
    assertThat(task(dag, "book").inputs())
        .containsEntry("weights", new Task.Ref("risk.limits", "weights"));
  }

  @Test
  void theLimitOnVolumeIsTheAccounts() {
    assertThat(task(Specs.dag(TWO), "book").params()).containsEntry("maxAdv", "0.05");
    assertThat(task(Specs.dag(TWO), "risk.limits").params()).doesNotContainKey("adv");
  }

  @Test
  void oneAlphaOfWeightOneNeedsNoCombination() {
    assertThat(Specs.dag(Specs.SMALL).task("combine")).isEmpty();
    assertThat(Specs.dag(Specs.SMALL + "combine: {mom: 2}\n").task("combine")).isPresent();
  }

  @Test
  void noDrawsNoControls() {
    assertThat(Specs.dag(Specs.SMALL + "controls: {draws: 0}\n").task("controls")).isEmpty();
  }

  @Test
  void aRateOverTheBillIsASpreadAndAFixedRateStandsAlone() {
    assertThat(task(Specs.dag(Specs.SMALL + "costs: {cash: tbill-25bps}\n"), "costs.cash").params())
        .containsEntry("spread", "-0.0025")
        .containsEntry("cashBase", "market");
    assertThat(
            task(Specs.dag(Specs.SMALL + "costs: {cash: 0%, margin: 8%}\n"), "costs.cash").params())
        .containsEntry("spread", "0.0")
        .containsEntry("cashBase", "none")
        .containsEntry("margin", "0.08")
        .containsEntry("marginBase", "none");
    assertThat(task(Specs.dag(Specs.SMALL + "costs: {margin: 8%}\n"), "costs.cash").params())
        .containsEntry("cashBase", "market")
        .containsEntry("marginBase", "none");
  }

  @Test
  void aFormationSaysWhatThePairsDoNot() {
    StrategyDag dag =
        Specs.dag(
            """
            name: pairs
            formation: {every: 1y, window: 126d, fdr: 20%}
            alphas: {spread: {agent: pairs, window: 63d}}
            portfolio: per-pair
            """);
    assertThat(task(dag, "alphas.spread").params())
        .containsEntry("every", "12")
        .containsEntry("fdr", "0.2")
        .containsEntry("window", "63");
    assertThat(task(dag, "portfolio").inputs())
        .containsEntry("pairs", new Task.Ref("alphas.spread", "pairs"));
  }

  @Test
  void aFormationIsForAgentsThatHaveAllOfItsKeys() {
    StrategySpec spec =
        Specs.parse(
            """
            name: mixed
            formation: {every: 1y, window: 126d}
            alphas: {rev: mean-reversion, spread: pairs}
            combine: {rev: 1, spread: 1}
            portfolio: per-pair
            """);
    assertThat(spec.resolved()).contains("rev: {agent: mean-reversion, window: 5d,");
    assertThat(spec.resolved()).contains("spread: {agent: pairs, every: 1y, window: 126d,");
  }

  @Test
  void theBookOfTheLongFormTradesTheLastWeights() {
    StrategyDag dag =
        Specs.dag(
            """
            name: long
            tasks:
              - {name: target, agent: equal-weight, inputs: {score: mom}}
              - {name: capped, agent: limits, inputs: {weights: "target:weights"}}
              - {name: mom, agent: momentum}
            """);
    assertThat(task(dag, "target").inputs()).containsEntry("score", new Task.Ref("mom", "score"));
    assertThat(task(dag, "book").inputs())
        .containsEntry("weights", new Task.Ref("capped", "weights"));
  }

  @Test
  void tasksThatWaitForEachOtherAreRefused() {
    assertLongRefused(
        """
          - {name: a, agent: zscore, inputs: {score: c}}
          - {name: b, agent: rank, inputs: {score: a}}
          - {name: c, agent: rank, inputs: {score: b}}
        """,
        "Strategy 'x' has a cycle: b -> c -> a -> b. Cut one of these inputs; a task can read only"
            + " what is done before it");
    assertLongRefused(
        "  - {name: a, agent: zscore, inputs: {score: a}}\n",
        "Strategy 'x' has a cycle: a -> a. Cut one of these inputs; a task can read only what is"
            + " done before it");
  }

  @Test
  void anUnknownSourceIsRefused() {
    assertLongRefused(
        """
          - {name: mom, agent: momentum}
          - {name: z, agent: zscore, inputs: {score: mon}}
        """,
        "Task 'z' of strategy 'x': input 'score' reads task 'mon', which does not exist. Tasks are:"
            + " attribution, bars, book, controls, costs.borrow, costs.cash, costs.commission,"
            + " costs.impact, costs.spread, liquidity, mom, returns, universe, w, z. Did you mean"
            + " 'mom'?");
  }

  @Test
  void aSourceOfAnotherTypeIsRefusedWithWhatFits() {
    assertLongRefused(
        """
          - {name: mom, agent: momentum}
          - {name: z, agent: zscore, inputs: {score: returns}}
        """,
        "Task 'z' of strategy 'x': input 'score' takes score, but 'returns:index' is series. Tasks"
            + " that give score: mom:score");
  }

  @Test
  void anUnknownPortIsRefused() {
    assertLongRefused(
        "  - {name: mom, agent: momentum, inputs: {indx: returns}}\n",
        "Task 'mom' of strategy 'x': agent 'momentum' has no input 'indx'. It reads: index"
            + " (series). Did you mean 'index'?");
    assertLongRefused(
        "  - {name: mom, agent: momentum, inputs: {index: \"returns:idx\"}}\n",
        "Task 'mom' of strategy 'x': input 'index' reads output 'idx' of task 'returns', which has"
            + " none of that name. It offers: index (series).");
  }

  @Test
  void aTaskWithoutWhatItNeedsIsRefused() {
    assertLongRefused(
        "  - {name: z, agent: zscore}\n",
        "Task 'z' of strategy 'x': input 'score' (score) is not connected. No task gives score; add"
            + " one that does");
  }

  @Test
  void aBookWithoutWeightsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Specs.dag("name: x\ntasks: [{name: mom, agent: momentum}]\n"))
        .withMessage(
            "Task 'book' of strategy 'x': input 'weights' (weights) is not connected. No task gives"
                + " weights; add one that does");
  }

  @Test
  void twoTasksOfOneNameAreRefused() {
    String twice = "Two tasks of strategy 'x' are called '%s'; give each a name of its own";
    assertLongRefused(
        "  - {name: m, agent: momentum}\n  - {name: m, agent: momentum}\n", twice.formatted("m"));
    assertLongRefused("  - {name: bars, agent: momentum}\n", twice.formatted("bars"));
    assertLongRefused("  - {name: book, agent: momentum}\n", twice.formatted("book"));
  }

  private static void assertLongRefused(String tasks, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Specs.dag("name: x\ntasks:\n" + tasks + "  - {name: w, agent: equal-weight}\n"))
        .withMessage(message);
  }

  private static Task task(StrategyDag dag, String id) {
    return dag.task(id).orElseThrow();
  }
}
