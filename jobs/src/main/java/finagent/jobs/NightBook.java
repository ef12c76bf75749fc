package finagent.jobs;

import finagent.agents.Compiler;
import finagent.agents.Pools;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.spec.StrategySpec;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.program.Program;
import finagent.tables.market.DeltaMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A strategy as a night sees it.
 *
 * @param name of the strategy
 * @param line what its nights have in common, however far they go: digest of the strategy, its
 *     agents and their versions, the data set and the program; states are kept under it
 * @param slice the bars up to the night's session
 * @param program its book alone
 */
record NightBook(String name, String line, Slice slice, Program program) {
  /**
   * The books of a night, in the order of the strategies.
   *
   * @param asWritten the strategies as their files have them
   * @param tonight the same with the night's session as the last of their period
   */
  static List<NightBook> of(Strategies asWritten, Strategies tonight, DeltaMarket market) {
    Pools pools = tonight.pools();
    Planning planning = new Planning(pools, market, false);
    ExecutionPlan plan = planning.outline(tonight.specs());
    ExecutionPlan written =
        new Planning(asWritten.pools(), market, false).outline(asWritten.specs());
    List<NightBook> books = new ArrayList<>();
    for (StrategySpec spec : tonight.specs()) {
      Digest key = key(plan, spec.name());
      Slice slice = planning.slice(StressJob.bars(plan, key));
      books.add(
          new NightBook(
              spec.name(),
              line(key(written, spec.name()), slice),
              slice,
              Compiler.books(plan, pools, List.of(key), Set.of())));
    }
    return books;
  }

  private static Digest key(ExecutionPlan plan, String strategy) {
    Digest key = plan.books().get(strategy);
    if (key == null) {
      throw new IllegalStateException("The plan lost the book of " + strategy);
    }
    return key;
  }

  private static String line(Digest written, Slice slice) {
    return Digest.of("nights")
        .text(Main.VERSION)
        .digest(written)
        .text(slice.dataSet())
        .text(String.join("\n", slice.instruments()))
        .text(slice.index())
        .text(slice.benchmark())
        .integer(slice.fromDay())
        .build()
        .hex();
  }
}
