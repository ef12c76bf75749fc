package finagent.jobs;

import finagent.agents.Compiler;
import finagent.jobs.stress.Recipe;
import finagent.jobs.stress.StressMatrix;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Memory;
import finagent.planner.Task;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Program;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Strategies through scenarios: planned and compiled once, each market read once, then one cell of
 * the matrix per strategy and scenario on the grid.
 */
final class StressJob {
  private final DeltaMarket market;
  private final Strategies strategies;
  private final Console console;
  private final Planning planning;

  StressJob(Warehouse warehouse, Strategies strategies, Console console) {
    this.market = new DeltaMarket(warehouse);
    this.strategies = strategies.with(warehouse);
    this.console = console;
    this.planning = new Planning(strategies.pools(), market, false);
  }

  /**
   * What came of it.
   *
   * @param warnings known biases of the data
   * @param versions of the tables read
   */
  record Outcome(
      List<StressMatrix.Entry> entries,
      List<StressMatrix.Left> left,
      List<String> warnings,
      SortedMap<String, Long> versions) {}

  /**
   * Runs them.
   *
   * @param strict whether a scenario the market has no room for is refused, not left out
   */
  Outcome run(String master, int parts, List<Recipe> recipes, boolean strict) {
    return strategies.within(() -> ran(master, parts, recipes, strict));
  }

  private Outcome ran(String master, int parts, List<Recipe> recipes, boolean strict) {
    ExecutionPlan plan = planning.plan(strategies.specs(), Memory.empty());
    List<StressMatrix.Entry> entries = new ArrayList<>();
    Set<StressMatrix.Left> left = new HashSet<>();
    List<StressMatrix.Left> leftInOrder = new ArrayList<>();
    Set<String> warnings = new TreeSet<>();
    try (Grid grid = Grids.open(master, strategies.jars())) {
      for (Map.Entry<Slice, List<Digest>> group : groups(plan).entrySet()) {
        Panel panel = market.read(group.getKey());
        Program program =
            Compiler.books(plan, strategies.pools(), group.getValue(), Collections.emptySet());
        long cells = (long) program.books().size() * (recipes.size() + 1);
        StressMatrix matrix =
            StressMatrix.of(
                grid,
                panel,
                program,
                strategies.pools().kernels(),
                recipes,
                strict,
                parts,
                done -> console.progress("stress", done, cells));
        entries.addAll(matrix.entries());
        matrix.left().stream().filter(left::add).forEach(leftInOrder::add);
        panel.warnings().forEach(text -> warnings.add(group.getKey().dataSet() + ": " + text));
      }
    }
    return new Outcome(entries, leftInOrder, List.copyOf(warnings), market.versions());
  }

  /** Books by the bars they read, each in the order of the strategies. */
  private Map<Slice, List<Digest>> groups(ExecutionPlan plan) {
    Map<Slice, List<Digest>> groups = new LinkedHashMap<>();
    strategies.specs().stream()
        .map(spec -> plan.books().get(spec.name()))
        .distinct()
        .forEach(
            book ->
                groups
                    .computeIfAbsent(planning.slice(bars(plan, book)), slice -> new ArrayList<>())
                    .add(book));
    return groups;
  }

  /** The task that reads the bars a book rests on. */
  static Task bars(ExecutionPlan plan, Digest book) {
    Deque<Digest> open = new ArrayDeque<>(List.of(book));
    Set<Digest> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Digest key = open.pop();
      Planned planned = plan.task(key).orElseThrow();
      if (planned.task().agent().equals("bars")) {
        return planned.task();
      }
      planned.inputs().values().stream().filter(seen::add).forEach(open::push);
    }
    throw new IllegalStateException("The plan lost the bars of " + book.brief());
  }
}
