package finagent.agents;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.planner.StrategyDag;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.SpecReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelCheckTest {
  private static final String CROSS =
      """
      name: cross
      alphas: {trend: {agent: ma-cross, fast: %s, slow: 50d}}
      portfolio: equal-weight
      """;
  private static final String GUARDED =
      """
      name: guarded
      tasks:
        - {name: mom, agent: momentum}
        - {name: target, agent: equal-weight, inputs: {score: mom}}
        - {name: capped, agent: limits, inputs: {weights: %s}}
        - {name: guard, agent: drawdown-guard, inputs: {weights: %s}}
      """;

  private final Pools pools = Pools.shipped();
  private final KernelCheck check = new KernelCheck(pools);

  private StrategyDag dag(String yaml) {
    return SpecCompiler.dag(new SpecReader(pools, List.of()).parse(yaml), pools);
  }

  @Test
  void parametersThatDoNotGoTogetherAreRefusedEveryTime() {
    StrategyDag equal = dag(CROSS.formatted("50d"));
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> check.check(equal))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Task 'alphas.trend' of strategy 'cross': Invalid fast: 50 (must be >= 1 and less"
                  + " than slow, which is 50)");
    }
    assertThatCode(() -> check.check(dag(CROSS.formatted("49d")))).doesNotThrowAnyException();
  }

  @Test
  void whatIsComputedAheadReadsNothingOfTheLoop() {
    assertThatThrownBy(() -> check.check(dag(GUARDED.formatted("guard", "target"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Task 'capped' of strategy 'guarded': agent 'limits' is computed ahead and cannot read"
                + " 'guard', which decides in the loop; let it come before");
    assertThatCode(() -> check.check(dag(GUARDED.formatted("target", "capped"))))
        .doesNotThrowAnyException();
  }
}
