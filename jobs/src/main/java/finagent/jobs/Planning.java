package finagent.jobs;

import finagent.agents.KernelCheck;
import finagent.agents.Pools;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.StrategyDag;
import finagent.planner.Task;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.StrategySpec;
import finagent.sandbox.grid.Slice;
import finagent.tables.market.DataSet;
import finagent.tables.market.DeltaMarket;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Strategies made into one plan over a market: what every command that plans does. */
final class Planning {
  private final Pools pools;
  private final DeltaMarket market;
  private final boolean unsealed;
  private final TaskNeeds needs;
  private final KernelCheck kernels;
  private final Map<Task, Slice> slices = new HashMap<>();
  private final Map<Slice, List<LocalDate>> ranges = new HashMap<>();

  /**
   * Plans against one state of the market.
   *
   * @param unsealed whether holdout periods are opened
   */
  Planning(Pools pools, DeltaMarket market, boolean unsealed) {
    this.pools = pools;
    this.market = market;
    this.unsealed = unsealed;
    this.needs = new TaskNeeds(pools, market);
    this.kernels = new KernelCheck(pools);
  }

  ExecutionPlan plan(List<StrategySpec> specs, Memory memory) {
    List<StrategyDag> dags = specs.stream().map(this::dag).toList();
    Costs costs = new Costs(pools);
    return Planner.plan(dags, pools, this::fingerprint, memory, costs::seconds);
  }

  /**
   * The strategies as one plan that knows nothing of the bars: they are not looked at, and keys
   * cover what is asked of them instead.
   */
  ExecutionPlan outline(List<StrategySpec> specs) {
    List<StrategyDag> dags = specs.stream().map(this::outline).toList();
    Costs costs = new Costs(pools);
    return Planner.plan(dags, pools, Planning::asked, Memory.empty(), costs::seconds);
  }

  private static Digest asked(Task bars) {
    return Digest.of("any bars").map(bars.params()).build();
  }

  private StrategyDag dag(StrategySpec spec) {
    StrategyDag dag = outline(spec);
    for (Task task : dag.tasks()) {
      if (task.agent().equals("bars")) {
        check(slice(task), spec.value("period.from"));
      }
    }
    return dag;
  }

  private StrategyDag outline(StrategySpec spec) {
    long sealed =
        unsealed
            ? Long.MAX_VALUE
            : spec.holdout().map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE);
    StrategyDag dag = upTo(sealed, Warmup.settled(SpecCompiler.dag(spec, pools), pools));
    kernels.check(dag);
    needs.check(dag, spec.value("data.set"));
    for (Task task : dag.tasks()) {
      if (task.agent().equals("bars")) {
        Slice slice = Slices.of(task, market::barsVersion, sealed);
        slices.put(task, slice);
        market.dataSet(spec.value("data.set")).ifPresent(found -> check(spec, found));
      }
    }
    return dag;
  }

  /** Bars end before a holdout, so that no two strategies with different ones share them. */
  private StrategyDag upTo(long sealed, StrategyDag dag) {
    return sealed == Long.MAX_VALUE
        ? dag
        : StrategyDag.of(
            dag.name(),
            dag.tasks().stream()
                .map(task -> task.agent().equals("bars") ? upTo(sealed, task) : task)
                .toList(),
            pools);
  }

  private static Task upTo(long sealed, Task bars) {
    SortedMap<String, String> params = new TreeMap<>(bars.params());
    String last = LocalDate.ofEpochDay(sealed - 1).toString();
    params.merge(
        "to", last, (to, before) -> to.isEmpty() || to.compareTo(before) > 0 ? before : to);
    return new Task(bars.id(), bars.agent(), params, bars.inputs(), bars.keep());
  }

  /** Bars before a period only warm up: the period itself must have some. */
  private void check(Slice slice, String begins) {
    if (begins.isEmpty()) {
      return;
    }
    Slice before =
        new Slice(
            slice.dataSet(),
            slice.version(),
            slice.instruments(),
            slice.index(),
            slice.benchmark(),
            Slices.FIRST,
            slice.toDay());
    List<LocalDate> range = ranges.computeIfAbsent(before, market::range);
    if (LocalDate.parse(begins).isAfter(range.get(1))) {
      throw new IllegalArgumentException(
          "Data set '%s' has no bar in the period, which begins %s: it goes from %s to %s"
              .formatted(slice.dataSet(), begins, range.get(0), range.get(1)));
    }
  }

  private static void check(StrategySpec spec, DataSet data) {
    String currency = spec.value("currency");
    String calendar = spec.value("calendar");
    if (!currency.equals(data.currency()) || !calendar.equals(data.calendar().name())) {
      throw new IllegalArgumentException(
          "Strategy '%s' is in %s on calendar %s, data set '%s' in %s on %s; let them agree (currency: and calendar: in the strategy, or import the data anew)"
              .formatted(
                  spec.name(),
                  currency,
                  calendar,
                  data.name(),
                  data.currency(),
                  data.calendar().name()));
    }
  }

  /** Which trial a planned book is: what it keeps makes no difference. */
  Digest trial(ExecutionPlan.Planned book) {
    return Planner.keyWithDefault(book, "keep", pools);
  }

  /** The bars a source task of a planned strategy means. */
  Slice slice(Task bars) {
    Slice slice = slices.get(bars);
    if (slice == null) {
      throw new IllegalArgumentException("Task '%s' was not planned here".formatted(bars.id()));
    }
    return slice;
  }

  private Digest fingerprint(Task bars) {
    return market.fingerprint(slice(bars));
  }
}
