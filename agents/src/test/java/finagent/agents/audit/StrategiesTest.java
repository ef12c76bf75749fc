package finagent.agents.audit;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.agents.Pools;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.SpecReader;
import finagent.planner.spec.StrategySpec;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategiesTest {
  private static final Path CONF = Path.of(System.getProperty("finagent.root", ".."), "conf");
  private static final int TRIALS = 4;

  private static List<Finding> audit(Pools pools, Path file, List<String> overrides) {
    SpecReader reader = new SpecReader(pools, List.of(CONF));
    return audit(pools, plan(pools, reader.read(file, overrides)));
  }

  private static ExecutionPlan plan(Pools pools, StrategySpec spec) {
    return Planner.plan(
        List.of(SpecCompiler.dag(spec, pools)),
        pools,
        task -> Digest.of("toy").build(),
        Memory.empty(),
        task -> 1);
  }

  private static List<Finding> audit(Pools pools, ExecutionPlan plan) {
    return Audit.of(plan, pools, LeaksTest.market(3), 17, TRIALS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "momentum | alphas.mom.lookback=30d | alphas.mom.skip=3d",
        "mean-reversion | risk.volTarget.window=20d | schedule.rebalance=weekly",
        "pairs | formation.window=40d | formation.every=1mo",
      })
  void anExampleStrategyUsesNothingThatWasNotKnownYet(String name, String first, String second) {
    List<Finding> findings =
        audit(Pools.shipped(), CONF.resolve(name + ".yaml"), List.of(first, second));
    assertThat(findings)
        .allMatch(Finding::passed)
        .allMatch(finding -> finding.detail().startsWith("held in "))
        .noneMatch(finding -> finding.detail().contains("nothing but"))
        .anyMatch(finding -> finding.subject().equals("book of " + name))
        .anyMatch(finding -> finding.subject().startsWith(name + "/alphas."));
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void theLeakingTaskOfAStrategyIsNamedAndNoOther(
      @ForAll @IntRange(min = 1, max = 12) int horizon) {
    String yaml =
        """
        name: mixed
        data: {set: toy}
        alphas:
          good: {agent: mean-reversion, window: 10d, post: [zscore]}
          bad: {agent: planted, post: [zscore]}
        combine: {good: 0.5, bad: 0.5}
        portfolio: {agent: rank-long-short, long: 30%, short: 30%}
        """;
    Pools pools =
        Pools.shipped()
            .with(List.of(new Planted("planted", Kind.SHIFT, false, "series", "ahead", horizon)));
    List<Finding> findings =
        audit(pools, plan(pools, new SpecReader(pools, List.of()).parse(yaml)));
    assertThat(findings)
        .filteredOn(finding -> !finding.passed())
        .isNotEmpty()
        .allMatch(finding -> finding.subject().equals("mixed/alphas.bad"));
  }

  @Test
  void anAgentThatStopsWhenTheMarketEndsEarlierFails() {
    Pools pools = Pools.shipped().with(List.of(new Planted.Brittle()));
    List<Finding> findings =
        Bench.audit(pools, new Planted.Brittle(), LeaksTest.market(4), 4, TRIALS);
    assertThat(findings)
        .filteredOn(finding -> finding.check().equals("prefix"))
        .singleElement()
        .matches(finding -> !finding.passed())
        .extracting(Finding::detail)
        .asString()
        .contains("it stops with java.lang.ArrayIndexOutOfBoundsException");
  }
}
