package finagent.agents.audit;

import finagent.agents.Compiler;
import finagent.agents.Pools;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
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
 * All comparisons are to the bit. Nothing is assumed about how an agent is written. A step is
 * blamed only where it answers differently although all it reads from other steps is the same, so
 * the step that leaks is named and those behind it are not. A step that throws in one of the other
 * markets fails that check.
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

  /**
   * Runs all checks on the strategies of a plan, each with its book. Subjects are the ids of the
   * plan's tasks, {@code momentum/alphas.mom}, and {@code book of momentum}.
   *
   * @param trials cuts, futures and orders tried per check
   */
  public static List<Finding> of(
      ExecutionPlan plan, Pools pools, Panel panel, long seed, int trials) {
    Map<String, String> ids = new TreeMap<>();
    plan.tasks().forEach(task -> ids.put(task.key().hex(), task.id()));
    Set<Digest> books = new LinkedHashSet<>(plan.books().values());
    Program program = Compiler.books(plan, pools, books, Set.of());
    return of(program, pools.kernels(), panel, seed, trials).stream()
        .map(finding -> finding.about(ids.getOrDefault(finding.subject(), finding.subject())))
        .toList();
  }

  private List<Finding> barByBar() {
    Verdicts verdicts = new Verdicts("bar by bar", whole.subjects());
    String what = "one bar at a time";
    attempt(verdicts, what, panel, 1, other -> verdicts.compare(whole, other, bars(), what));
    return verdicts.findings();
  }

  private List<Finding> prefix() {
    Verdicts verdicts = new Verdicts("prefix", whole.subjects());
    for (int k = 0; k < trials; k++) {
      int last = cut(k);
      String what = "market that ends at " + panel.time().date(last);
      attempt(
          verdicts,
          what,
          worlds.prefix(last),
          last + 1,
          other -> verdicts.compare(whole, other, last + 1, what));
    }
    return verdicts.findings();
  }

  private List<Finding> future() {
    Verdicts verdicts = new Verdicts("future", whole.subjects());
    for (int k = 0; k < trials; k++) {
      int last = cut(k);
      String what = "another future after " + panel.time().date(last);
      attempt(
          verdicts,
          what,
          worlds.otherFuture(last, k),
          bars(),
          other -> verdicts.compare(whole, other, last + 1, what));
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
      int kept = worlds.order(k)[0];
      String what = "other neighbours of " + panel.instruments().id(kept);
      attempt(
          verdicts,
          what,
          worlds.otherNeighbours(kept, k),
          bars(),
          other -> verdicts.compareOne(whole, other, kept, what));
    }
    return verdicts.findings();
  }

  private List<Finding> order() {
    Verdicts verdicts = new Verdicts("order", whole.steps());
    String what = "other order of instruments";
    for (int k = 0; k < trials; k++) {
      int[] order = worlds.order(k);
      attempt(
          verdicts,
          what,
          worlds.reordered(order),
          bars(),
          other -> verdicts.compareReordered(whole, other, order, what));
    }
    return verdicts.findings();
  }

  private void attempt(
      Verdicts verdicts, String what, Panel world, int maxRows, Consumer<Answers> comparison) {
    try {
      comparison.accept(Answers.of(program, kernels, world, maxRows));
    } catch (Stopped e) {
      verdicts.stopped(e, what);
    }
  }

  private int bars() {
    return panel.time().size();
  }

  /** Cuts spread over the history, none at its very end. */
  private int cut(int k) {
    int bars = bars();
    long spread = Math.floorMod(k * 0x9E3779B97F4A7C15L + seed, (long) Math.max(1, bars / 8));
    return Math.min(bars - 2, bars * (k + 1) / (trials + 1) + (int) spread);
  }
}
