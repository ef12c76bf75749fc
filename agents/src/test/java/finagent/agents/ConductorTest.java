package finagent.agents;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Memory;
import finagent.planner.Planner;
import finagent.planner.StrategyDag;
import finagent.planner.spec.SpecCompiler;
import finagent.planner.spec.SpecReader;
import finagent.planner.spec.StrategySpec;
import finagent.sandbox.backtest.BookResult;
import finagent.sandbox.backtest.Metric;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.ResultStore;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConductorTest {
  private static final String MOMENTUM =
      """
      name: %s
      data: {set: toy}
      alphas: {mom: {agent: momentum, lookback: 60d, skip: 5d, post: [zscore]}}
      portfolio: {agent: rank-long-short, long: %s, short: 20%%}
      schedule: {rebalance: month-end}
      controls: {draws: 20}
      """;
  private static final String REVERSION =
      """
      name: reversion
      data: {set: toy}
      alphas: {rev: {agent: mean-reversion, window: 10d}}
      portfolio: {agent: equal-weight, side: long-short}
      risk: {volTarget: {annual: 10%}, limits: {gross: 150%, name: 20%}, drawdownGuard: {limit: 15%}}
      schedule: {band: 20bps}
      controls: {draws: 20}
      """;
  private static final String PAIRS =
      """
      name: pairs
      data: {set: toy}
      formation: {every: 3mo, window: 60d, fdr: 50%, top: 5}
      alphas: {spread: {agent: pairs, enter: 1.5, exit: 0.5, stop: 4, maxHold: 30d}}
      portfolio: {agent: per-pair, gross: 10%}
      controls: {draws: 20}
      """;

  /** A synthetic market, whole or in part. */
  record Toy() implements Market {
    static final Panel PANEL =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                24, 400, LocalDate.of(2014, 1, 2), 7, SyntheticMarket.Kind.STANDARD));

    @Override
    public List<String> instruments(Slice slice) {
      return PANEL.instruments().ids();
    }

    @Override
    public Panel read(Slice slice, List<String> only) {
      int bars = PANEL.time().size();
      int[] from = only.stream().mapToInt(PANEL.instruments()::indexOf).toArray();
      Map<String, double[]> columns = new LinkedHashMap<>();
      PANEL
          .bars()
          .columns()
          .forEach(
              (name, values) -> {
                double[] part = new double[bars * from.length];
                for (int c = 0; c < part.length; c++) {
                  part[c] = values[c / from.length * PANEL.width() + from[c % from.length]];
                }
                columns.put(name, part);
              });
      List<Actions.Action> actions = new ArrayList<>();
      for (int k = 0; k < PANEL.actions().size(); k++) {
        Actions.Action action = PANEL.actions().at(k);
        int to = only.indexOf(action.instrumentId());
        if (to >= 0) {
          actions.add(
              new Actions.Action(
                  action.bar(), to, action.instrumentId(), action.kind(), action.amount()));
        }
      }
      Map<String, String> sectors = new TreeMap<>();
      for (int i = 0; i < PANEL.width(); i++) {
        sectors.put(PANEL.instruments().id(i), PANEL.sectors().get(PANEL.sector(i)));
      }
      return Panel.of(
          "toy",
          Frame.of(PANEL.time(), InstrumentAxis.of(only), columns),
          Actions.of(actions),
          sectors,
          PANEL.perSession(),
          List.of());
    }
  }

  /** Keeps results of this JVM. */
  static final class Kept implements ResultStore {
    static final Map<String, BookResult> BY_KEY = Collections.synchronizedMap(new TreeMap<>());

    @Override
    public void write(Stamp stamp, List<BookResult> results) {
      results.forEach(result -> BY_KEY.put(result.key(), result));
    }
  }

  private static ExecutionPlan plan(Memory memory, String... specs) {
    Pools pools = Pools.shipped();
    SpecReader reader = new SpecReader(pools, List.of());
    List<StrategyDag> dags = new ArrayList<>();
    for (String yaml : specs) {
      StrategySpec spec = reader.parse(yaml);
      dags.add(SpecCompiler.dag(spec, pools));
    }
    return Planner.plan(dags, pools, task -> Digest.of("toy").build(), memory, task -> 1);
  }

  private static Map<String, BookResult> run(Grid grid, ExecutionPlan plan) {
    return run(grid, plan, 0);
  }

  private static Map<String, BookResult> run(Grid grid, ExecutionPlan plan, int parts) {
    List<String> moves = new ArrayList<>();
    RunWatch watch =
        new RunWatch() {
          @Override
          public void moved(List<Planned> tasks, Status to, double seconds, String message) {
            tasks.forEach(task -> moves.add(task.id() + " " + to));
          }

          @Override
          public void progress(String what, long done, long total) {
            assertThat(done).isBetween(0L, total);
          }
        };
    Kept.BY_KEY.clear();
    try (grid) {
      Conductor.execute(
          new Conductor.Setup(
              "run",
              plan,
              Pools.shipped(),
              grid,
              new Toy(),
              task -> new Slice("toy", 0, List.of(), "", "", 0, 0),
              new Kept(),
              parts,
              watch,
              System::nanoTime));
    }
    for (Planned task : plan.tasks()) {
      assertThat(moves)
          .contains(task.id() + " " + (task.fate() == Fate.TODO ? "COMPLETED" : task.fate()));
    }
    return new TreeMap<>(Kept.BY_KEY);
  }

  @Test
  void everyGridGivesTheSameBitsAndEveryTaskEndsWhereItShould() {
    String[] specs = {
      MOMENTUM.formatted("momentum", "20%"), MOMENTUM.formatted("wide", "30%"), REVERSION, PAIRS
    };
    ExecutionPlan plan = plan(Memory.empty(), specs);
    Map<String, BookResult> here = run(Here.here(1), plan);
    Map<String, BookResult> remote = run(Here.asIfRemote(2), plan, 7);
    assertThat(remote.keySet()).isEqualTo(here.keySet());
    here.forEach(
        (key, result) -> {
          BookResult other = remote.get(key);
          assertThat(other.metrics()).as(result.name()).isEqualTo(result.metrics());
          assertThat(other.journal().equity().copies())
              .usingRecursiveComparison()
              .isEqualTo(result.journal().equity().copies());
        });
    for (Digest book : plan.books().values()) {
      BookResult result = here.get(book.hex());
      assertThat(metric(result, "turnover")).as(result.name() + " trades").isGreaterThan(0);
    }
  }

  @Test
  void controlsChooseFromTheUniverseOfTheStrategy() {
    ExecutionPlan plan =
        plan(
            Memory.empty(),
            MOMENTUM.formatted("all", "20%"),
            MOMENTUM.formatted("dear", "20%") + "universe: {where: price > 40 and adv20 > 0}\n");
    Map<String, BookResult> here = run(Here.here(1), plan);
    Map<String, BookResult> remote = run(Here.asIfRemote(2), plan, 3);
    List<double[]> held = new ArrayList<>();
    for (Planned control : controls(plan)) {
      Digest universe = control.inputs().get("mask");
      assertThat(plan.task(universe).orElseThrow().task().agent()).isEqualTo("universe");
      String key = control.key().hex();
      held.add(here.get(key + "/buy-and-hold").journal().equity().column("equity"));
      assertThat(remote.get(key).metrics()).isEqualTo(here.get(key).metrics());
    }
    assertThat(held).hasSize(2);
    assertThat(held.get(0)).isNotEqualTo(held.get(1));
  }

  private static List<Planned> controls(ExecutionPlan plan) {
    return plan.tasks().stream().filter(t -> t.task().agent().equals("controls")).toList();
  }

  private static double metric(BookResult result, String name) {
    return result.metrics().stream()
        .filter(metric -> metric.scope().equals("portfolio") && metric.name().equals(name))
        .mapToDouble(Metric::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoHundredStrategiesShareOneMomentum() {
    String[] specs = new String[200];
    for (int k = 0; k < specs.length; k++) {
      specs[k] = MOMENTUM.formatted("variant-" + k, (10 + 0.1 * k) + "%");
    }
    ExecutionPlan plan = plan(Memory.empty(), specs);
    assertThat(plan.tasks().stream().filter(task -> task.task().agent().equals("momentum")))
        .hasSize(1)
        .allMatch(task -> task.strategies().size() == 200);
    assertThat(plan.books().values()).doesNotHaveDuplicates().hasSize(200);
  }

  @Test
  void whatIsKnownIsNotDoneAgain() {
    ExecutionPlan first = plan(Memory.empty(), MOMENTUM.formatted("momentum", "20%"));
    Map<String, BookResult> known = run(Here.here(1), first);
    ExecutionPlan second =
        plan(
            keys ->
                keys.stream()
                    .filter(key -> known.containsKey(key.hex()))
                    .collect(java.util.stream.Collectors.toSet()),
            MOMENTUM.formatted("by another name", "20%"));
    assertThat(second.count(Fate.TODO)).isZero();
    assertThat(run(Here.here(1), second)).isEmpty();
  }
}
