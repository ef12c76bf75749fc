package finagent.jobs;

import finagent.planner.Card;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.spec.SpecCompiler;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;

/** What an audit works on: a made market, long enough, and strategies planned without any data. */
final class Audits {
  /** Bars that a single agent needs, its horizons scaled down. */
  static final int SESSIONS = 160;

  private static final int INSTRUMENTS = 12;

  private Audits() {}

  static Panel market(int sessions, long seed) {
    return SyntheticMarket.of(
        new SyntheticMarket.Config(
            INSTRUMENTS, sessions, LocalDate.of(2015, 1, 2), seed, SyntheticMarket.Kind.STANDARD));
  }

  static ExecutionPlan plan(Strategies strategies) {
    return Planner.plan(
        strategies.specs().stream()
            .map(spec -> SpecCompiler.dag(spec, strategies.pools()))
            .toList(),
        strategies.pools(),
        task -> Digest.of("audit").build(),
        Memory.empty(),
        task -> 0);
  }

  /** The longest horizon of any task, sessions. */
  static int longest(ExecutionPlan plan, Strategies strategies) {
    double longest = 0;
    for (Planned task : plan.tasks()) {
      for (Card.Param param : strategies.pools().agent(task.task().agent()).card().params()) {
        if (param.unit() == Card.Unit.SESSIONS) {
          String value = task.task().params().getOrDefault(param.name(), "0");
          longest = Math.max(longest, Double.parseDouble(value));
        }
      }
    }
    return (int) longest;
  }
}
