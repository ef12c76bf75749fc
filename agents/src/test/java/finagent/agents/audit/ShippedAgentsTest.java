package finagent.agents.audit;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.agents.ComputingAgent;
import finagent.agents.Pools;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ShippedAgentsTest {
  private static final Panel PANEL =
      SyntheticMarket.of(
          new SyntheticMarket.Config(
              12, 160, LocalDate.of(2015, 1, 2), 11, SyntheticMarket.Kind.STANDARD));

  @TestFactory
  Stream<DynamicTest> noShippedAgentUsesWhatWasNotKnownYet() {
    Pools pools = Pools.shipped();
    return Bench.subjects(pools).stream()
        .map(agent -> DynamicTest.dynamicTest(agent.card().name(), () -> passes(pools, agent)));
  }

  private static void passes(Pools pools, ComputingAgent agent) {
    List<Finding> findings = Bench.audit(pools, agent, PANEL, 5, 6);
    assertThat(findings)
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(Finding::passed)
        .allMatch(finding -> finding.detail().startsWith("held in "))
        .noneMatch(finding -> finding.detail().contains("nothing but"));
  }
}
