package finagent.jobs;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.sandbox.backtest.Metric;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.stats.SharpeTests;
import finagent.tables.Warehouse;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.Trial;
import finagent.tables.results.Trials;
import finagent.tables.results.Universe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts what has been tried. A trial is a distinct book, whatever is kept of it; its family is
 * everything tried on a universe like its own ({@link Universe#isLike}) over an overlapping period,
 * by whatever name.
 */
final class Trying {
  private Trying() {}

  /** Adds the books of a run that nobody has tried before. */
  static void record(
      Warehouse warehouse, Warehouse results, ExecutionPlan plan, Run run, Planning planning) {
    Trials trials = new Trials(warehouse);
    SortedMap<String, List<Metric>> metrics = new Results(results).metrics(run.books().values());
    Map<Family, Set<String>> known = new HashMap<>();
    List<Trial> fresh = new ArrayList<>();
    for (String key : new TreeSet<>(run.books().values())) {
      Planned book = plan.task(new Digest(key)).orElseThrow();
      String trial = planning.trial(book).hex();
      Family family = family(plan, book, planning);
      Set<String> tried = known.computeIfAbsent(family, asked -> keys(trials, asked));
      Map<String, Double> numbers = numbers(metrics.getOrDefault(key, List.of()));
      if (numbers.containsKey("sharpe-per-bar") && tried.add(trial)) {
        fresh.add(trial(run, trial, family, numbers));
      }
    }
    if (!fresh.isEmpty()) {
      trials.append(fresh);
    }
  }

  private static Set<String> keys(Trials trials, Family family) {
    return trials.overlapping(family.universe(), family.from(), family.to()).stream()
        .map(Trial::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Trial trial(Run run, String key, Family family, Map<String, Double> numbers) {
    return new Trial(
        key,
        Digest.of("family").text(family.universe().text()).build().brief(),
        family.universe().text(),
        family.from(),
        family.to(),
        run.id(),
        run.user(),
        run.project(),
        run.at(),
        numbers.getOrDefault("sharpe-per-bar", Double.NaN),
        Math.round(numbers.getOrDefault("bars", 0.0)),
        numbers.getOrDefault("excess-skew", Double.NaN),
        numbers.getOrDefault("excess-kurtosis", Double.NaN));
  }

  /** What a hypothesis is about. */
  record Family(Universe universe, LocalDate from, LocalDate to) {}

  private static Family family(ExecutionPlan plan, Planned book, Planning planning) {
    Planned source = source(plan, book);
    Slice slice = planning.slice(source.task());
    return new Family(
        new Universe(slice.dataSet(), slice.index(), slice.instruments()),
        LocalDate.ofEpochDay(slice.fromDay()),
        LocalDate.ofEpochDay(slice.toDay()));
  }

  private static Planned source(ExecutionPlan plan, Planned task) {
    Planned at = task;
    while (!at.inputs().isEmpty()) {
      at = plan.task(at.inputs().values().iterator().next()).orElseThrow();
    }
    return at;
  }

  /** Portfolio metrics by name. */
  static Map<String, Double> numbers(List<Metric> metrics) {
    Map<String, Double> numbers = new TreeMap<>();
    for (Metric metric : metrics) {
      if (metric.scope().equals("portfolio")) {
        numbers.put(metric.name(), metric.value());
      }
    }
    return numbers;
  }

  /**
   * What a book's Sharpe ratio is worth in the light of all that was tried.
   *
   * @param trials distinct books tried, this one included
   * @param probabilistic probability that the true Sharpe ratio is above 0
   * @param luck what the best of so many trials is expected to show by luck, per observation
   * @param deflated probability that it is above what the best of so many trials shows by luck
   */
  record Worth(int trials, double probabilistic, double luck, double deflated) {}

  /** The worth of each strategy of a run that has traded, by name. */
  static Map<String, Worth> worth(
      Warehouse warehouse, ExecutionPlan plan, Run run, Planning planning) {
    Trials trials = new Trials(warehouse);
    Map<Family, List<Trial>> tried = new HashMap<>();
    Map<String, Worth> worth = new TreeMap<>();
    run.books()
        .forEach(
            (name, key) -> {
              Planned book = plan.task(new Digest(key)).orElseThrow();
              String own = planning.trial(book).hex();
              Family family = family(plan, book, planning);
              List<Trial> all =
                  tried.computeIfAbsent(
                      family, f -> trials.overlapping(f.universe(), f.from(), f.to()));
              double[] sharpes =
                  all.stream()
                      .mapToDouble(Trial::sharpe)
                      .filter(sharpe -> !Double.isNaN(sharpe))
                      .toArray();
              all.stream()
                  .filter(trial -> trial.key().equals(own))
                  .findFirst()
                  .ifPresent(trial -> worth.put(name, worth(trial, all.size(), variance(sharpes))));
            });
    return worth;
  }

  private static Worth worth(Trial trial, int count, double variance) {
    int bars = (int) trial.observations();
    double spread = Double.isNaN(variance) ? 1.0 / (bars - 1) : variance;
    return new Worth(
        count,
        SharpeTests.probabilistic(trial.sharpe(), 0, bars, trial.skew(), trial.kurtosis()),
        SharpeTests.expectedMaximum(count, spread),
        SharpeTests.deflated(trial.sharpe(), bars, trial.skew(), trial.kurtosis(), count, spread));
  }

  private static double variance(double[] values) {
    if (values.length < 2) {
      return Double.NaN;
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }
}
