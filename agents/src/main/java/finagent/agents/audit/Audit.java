package finagent.agents.audit;

import finagent.sandbox.market.Panel;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Experiments on every step of a program and on its books:
 *
 * <ul>
 *   <li><b>bar by bar</b>: shown one bar at a time it answers what it answers for the whole history
 *   <li><b>prefix</b>: the answer at bar t is the same when the market ends at t
 *   <li><b>future</b>: the answer up to t is the same whatever comes after t
 *   <li><b>neighbours</b> (column steps): the answer for an instrument does not depend on others
 *   <li><b>order</b>: reordering the instruments reorders the answer
 * </ul>
 *
 * All comparisons are to the bit. Nothing is assumed about how an agent is written.
 */
public final class Audit {
  private final Program program;
  private final Kernels kernels;
  private final Panel panel;
  private final Worlds worlds;
  private final int trials;
  private final long seed;
  private final Answers whole;

  private Audit(Program program, Kernels kernels, Panel panel, long seed, int trials) {
    this.program = program;
    this.kernels = kernels;
    this.panel = panel;
    this.worlds = new Worlds(panel, seed);
    this.trials = trials;
    this.seed = seed;
    this.whole = Answers.of(program, kernels, panel, panel.time().size());
  }

  /**
   * Runs all checks.
   *
   * @param trials cuts, futures and orders tried per check
   */
  public static List<Finding> of(
      Program program, Kernels kernels, Panel panel, long seed, int trials) {
    Audit audit = new Audit(program, kernels, panel, seed, trials);
    List<Finding> findings = new ArrayList<>();
    List<Supplier<List<Finding>>> checks =
        List.of(audit::barByBar, audit::prefix, audit::future, audit::neighbours, audit::order);
    checks.forEach(check -> findings.addAll(check.get()));
    return findings;
  }

  private List<Finding> barByBar() {
    Verdicts verdicts = new Verdicts("bar by bar", whole.subjects());
    verdicts.compare(
        whole, Answers.of(program, kernels, panel, 1), panel.time().size(), "one bar at a time");
    return verdicts.findings();
  }

  private List<Finding> prefix() {
    Verdicts verdicts = new Verdicts("prefix", whole.subjects());
    for (int k = 0; k < trials; k++) {
      int last = cut(k);
      Panel cut = worlds.prefix(last);
      verdicts.compare(
          whole,
          Answers.of(program, kernels, cut, cut.time().size()),
          last + 1,
          "market that ends at " + panel.time().date(last));
    }
    return verdicts.findings();
  }

  private List<Finding> future() {
    Verdicts verdicts = new Verdicts("future", whole.subjects());
    for (int k = 0; k < trials; k++) {
      int last = cut(k);
      verdicts.compare(
          whole,
          Answers.of(program, kernels, worlds.otherFuture(last, k), panel.time().size()),
          last + 1,
          "another future after " + panel.time().date(last));
    }
    return verdicts.findings();
  }

  private List<Finding> neighbours() {
    List<String> columns = new ArrayList<>();
    for (Step step : program.steps()) {
      if (kernels.create(step) instanceof ColumnKernel) {
        columns.add(step.key());
      }
    }
    Verdicts verdicts = new Verdicts("neighbours", columns);
    for (int k = 0; k < trials; k++) {
      int kept = (int) ((k * 2654435761L + seed) % panel.width());
      Panel other = worlds.otherNeighbours(Math.abs(kept), k);
      verdicts.compareOne(
          whole,
          Answers.of(program, kernels, other, panel.time().size()),
          Math.abs(kept),
          "other neighbours of " + panel.instruments().id(Math.abs(kept)));
    }
    return verdicts.findings();
  }

  private List<Finding> order() {
    Verdicts verdicts = new Verdicts("order", whole.steps());
    for (int k = 0; k < trials; k++) {
      int[] order = worlds.order(k);
      verdicts.compareReordered(
          whole,
          Answers.of(program, kernels, worlds.reordered(order), panel.time().size()),
          order,
          "other order of instruments");
    }
    return verdicts.findings();
  }

  /** Cuts spread over the history, none at its very end. */
  private int cut(int k) {
    int bars = panel.time().size();
    long spread = Math.floorMod(k * 0x9E3779B97F4A7C15L + seed, (long) Math.max(1, bars / 8));
    return Math.min(bars - 2, bars * (k + 1) / (trials + 1) + (int) spread);
  }
}
