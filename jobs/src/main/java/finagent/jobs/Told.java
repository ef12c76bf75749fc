package finagent.jobs;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.sandbox.backtest.Metric;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.DataSet;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to tell, read back from the tables.
 *
 * @param warnings known biases and gaps of the data
 */
record Told(List<Strategy> strategies, List<String> warnings) {
  private static final List<String> COSTS = List.of("commission", "spread", "impact", "borrow");

  /**
   * One strategy.
   *
   * @param controlKey key of its controls; empty = it has none
   * @param account parameters of the book, e.g. its currency and when orders are filled
   * @param metrics of the book, its attribution and its controls
   */
  record Strategy(
      String name,
      String key,
      String controlKey,
      Map<String, String> account,
      List<Metric> metrics,
      Trying.@Nullable Worth worth) {
    Metric metric(String scope, String item, String metric) {
      return metrics.stream()
          .filter(m -> m.scope().equals(scope) && m.item().equals(item) && m.name().equals(metric))
          .findFirst()
          .orElse(new Metric(scope, item, metric, Double.NaN, Double.NaN));
    }

    double number(String metric) {
      return metric("portfolio", "", metric).value();
    }

    double control(String control, String metric) {
      return metric("control", control, metric).value();
    }

    /** When orders are filled. */
    String fill() {
      return account.getOrDefault("fill", "");
    }

    /** Of the account, ISO 4217. */
    String currency() {
      return account.getOrDefault("currency", "");
    }

    /** All costs paid, account currency. */
    double costs() {
      return COSTS.stream().mapToDouble(cost -> metric("cost", cost, "amount").value()).sum();
    }
  }

  /**
   * The best strategies by Sharpe ratio, best first; all of them in their order if they are few.
   */
  Told best(int most) {
    if (strategies.size() <= most) {
      return this;
    }
    List<Strategy> sorted = new ArrayList<>(strategies);
    sorted.sort(
        Comparator.comparingDouble(
                (Strategy s) -> Double.isNaN(s.number("sharpe")) ? -1e9 : s.number("sharpe"))
            .reversed());
    return new Told(sorted.subList(0, most), warnings);
  }

  /** The same with more to be aware of. */
  Told warning(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Told(strategies, all);
  }

  /** When orders are filled; more than one where strategies differ. */
  String fills() {
    return distinct(Strategy::fill);
  }

  /** What amounts are in; more than one where strategies differ. */
  String currencies() {
    return distinct(Strategy::currency);
  }

  private String distinct(Function<Strategy, String> value) {
    return strategies.stream().map(value).distinct().sorted().collect(Collectors.joining(" or "));
  }

  static Told of(Warehouse warehouse, RunJob.Outcome outcome) {
    Map<Digest, Digest> controls = readers(outcome.plan(), "controls");
    Map<Digest, Digest> attributions = readers(outcome.plan(), "attribution");
    TreeSet<String> keys = new TreeSet<>(outcome.run().books().values());
    controls.values().forEach(key -> keys.add(key.hex()));
    attributions.values().forEach(key -> keys.add(key.hex()));
    SortedMap<String, List<Metric>> metrics = new Results(warehouse).metrics(keys);
    List<Strategy> strategies = new ArrayList<>();
    outcome
        .run()
        .books()
        .forEach(
            (name, key) -> {
              Digest book = new Digest(key);
              String control = hex(controls.get(book));
              List<Metric> all = new ArrayList<>(metrics.getOrDefault(key, List.of()));
              all.addAll(metrics.getOrDefault(control, List.of()));
              all.addAll(metrics.getOrDefault(hex(attributions.get(book)), List.of()));
              strategies.add(
                  new Strategy(
                      name,
                      key,
                      control,
                      outcome.plan().task(book).orElseThrow().task().params(),
                      all,
                      outcome.worth().get(name)));
            });
    List<String> warnings = warnings(warehouse, outcome);
    warnings.addAll(Cautions.gaps(strategies));
    return new Told(strategies, warnings);
  }

  private static String hex(@Nullable Digest key) {
    return key == null ? "" : key.hex();
  }

  /** The task of an agent that reads each book. */
  private static Map<Digest, Digest> readers(ExecutionPlan plan, String agent) {
    Map<Digest, Digest> readers = new HashMap<>();
    for (Planned task : plan.tasks()) {
      if (task.task().agent().equals(agent)) {
        Optional.ofNullable(task.inputs().get("book"))
            .ifPresent(book -> readers.put(book, task.key()));
      }
    }
    return readers;
  }

  private static List<String> warnings(Warehouse warehouse, RunJob.Outcome outcome) {
    List<String> warnings = new ArrayList<>();
    Long known = outcome.run().versions().get(Tables.DATASETS.name());
    OptionalLong version = known == null ? OptionalLong.empty() : OptionalLong.of(known);
    for (String set : sets(outcome)) {
      DataSet.find(warehouse, set, version)
          .ifPresent(found -> found.warnings().forEach(text -> warnings.add(set + ": " + text)));
    }
    DeltaMarket market = DeltaMarket.at(warehouse, outcome.run().versions());
    warnings.addAll(Cautions.sectors(outcome.plan(), market));
    return warnings;
  }

  /** Names of the data sets a run reads. */
  static List<String> sets(RunJob.Outcome outcome) {
    return outcome.plan().tasks().stream()
        .filter(task -> task.task().agent().equals("bars"))
        .map(task -> task.task().params().getOrDefault("set", ""))
        .distinct()
        .sorted()
        .toList();
  }
}
