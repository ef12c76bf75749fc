package finagent.jobs;

import finagent.jobs.EvaluateJob.Fold;
import finagent.rl.judging.Baseline;
import finagent.rl.judging.Runs;
import finagent.rl.judging.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints an evaluation: every training and every baseline on the same sessions. */
final class EvaluateTables {
  private static final long SEED = 1;

  private final List<Fold> folds;
  private final long trials;
  private final EvaluateCurves curves;

  /**
   * Tells of folds.
   *
   * @param trials policies and strategies tried on these data: what the best of them owes to luck
   */
  EvaluateTables(List<Fold> folds, long trials) {
    this.folds = List.copyOf(folds);
    this.trials = trials;
    curves = new EvaluateCurves(folds);
  }

  /**
   * One training or baseline.
   *
   * @param sharpe annual, over cash; interquartile mean over folds and seeds; its interval is from
   *     the seeds alone
   * @param median total return of a test, over folds and seeds
   * @param error standard error of the annual Sharpe ratio of the mean over seeds, from the length
   *     of the tests
   * @param deflated probability that the mean over seeds has skill beyond the luck of all trials
   * @param better chance to beat each baseline on the same test
   * @param degenerate how many walks were constant or saturated, by word
   */
  record Line(
      String name,
      int runs,
      Runs.Interval sharpe,
      double median,
      double error,
      double deflated,
      Map<String, Runs.Interval> better,
      SortedMap<String, Integer> degenerate) {}

  private Line line(String name) {
    Runs sharpes = sharpes(name);
    JoinedTests joined = JoinedTests.of(folds, name);
    Map<String, Runs.Interval> better = new LinkedHashMap<>();
    SortedMap<String, Integer> degenerate = new TreeMap<>();
    int runs = 0;
    List<Double> totals = new ArrayList<>();
    for (Fold fold : folds) {
      for (Walk walk : fold.walks().getOrDefault(name, List.of())) {
        runs++;
        totals.add(walk.total());
        if (!walk.degenerate().isEmpty()) {
          degenerate.merge(walk.degenerate(), 1, Integer::sum);
        }
      }
    }
    if (!isBaseline(name)) {
      for (Baseline baseline : Baseline.values()) {
        better.put(baseline.word(), sharpes.improvement(sharpes(baseline.word()), SEED));
      }
    }
    double median = Runs.of(totals.stream().mapToDouble(x -> x).toArray()).median();
    return new Line(
        name,
        runs,
        sharpes.iqm(SEED),
        median,
        joined.error(),
        joined.deflated(trials),
        better,
        isBaseline(name) ? new TreeMap<>() : degenerate);
  }

  static boolean isBaseline(String name) {
    return Arrays.stream(Baseline.values()).anyMatch(b -> b.word().equals(name));
  }

  private Runs sharpes(String name) {
    return Runs.of(
        folds.stream()
            .map(
                fold ->
                    fold.walks().getOrDefault(name, List.of()).stream()
                        .mapToDouble(walk -> walk.sharpe(fold.cash(), fold.barsPerYear()))
                        .toArray())
            .toArray(double[][]::new));
  }

  /** Every training, then every baseline. */
  List<Line> lines() {
    return folds.get(0).walks().keySet().stream().map(this::line).toList();
  }

  void print(Console console, String title, Path page) {
    List<Line> lines = lines();
    console.say(
        "%s: %d tests from %s to %s, each after its own training; net of all costs",
        title, folds.size(), folds.get(0).from(), folds.get(folds.size() - 1).to());
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "who",
            "runs",
            "Sharpe (IQM)",
            "95 % interval, seeds",
            "\u00b1 tests",
            "median return",
            "deflated",
            "degenerate"));
    for (Line line : lines) {
      table.add(
          List.of(
              line.name(),
              Integer.toString(line.runs()),
              number(line.sharpe().value()),
              interval(line.sharpe()),
              number(line.error()),
              String.format(Locale.ROOT, "%.2f %%", 100 * line.median()),
              number(line.deflated()),
              line.degenerate().isEmpty() ? "-" : line.degenerate().toString()));
    }
    console.table(table);
    List<List<String>> chances = new ArrayList<>();
    chances.add(List.of("who", "against", "chance to be better", "95 % interval, seeds"));
    for (Line line : lines) {
      line.better()
          .forEach(
              (baseline, chance) ->
                  chances.add(
                      List.of(line.name(), baseline, number(chance.value()), interval(chance))));
    }
    console.say("");
    console.table(chances);
    console.say("");
    console.table(curves.table());
    console.say("");
    console.say(
        "Sharpe: annual, over cash. IQM: mean of the middle half of all runs, interval by drawing"
            + " seeds anew within each test (Agarwal et al. 2021): of the seeds alone, n/a where"
            + " there is one; what other sessions would have given is in no interval. \u00b1 tests:"
            + " standard error of the Sharpe ratio, mean over seeds, from the length of the tests"
            + " (Lo 2002, Mertens 2002). deflated: probability of skill"
            + " beyond the luck of %,d trials (Bailey and Lopez de Prado 2014). gain at the end: return of an"
            + " episode in the training window, mean of the last third of the curve less that of"
            + " the third before, of what the last third has over the start; rising or falling"
            + " from two standard errors on.",
        trials);
    console.say("page    %s", page);
    console.answer(json(title, lines, page));
  }

  /** Interquartile mean of the Sharpe ratios by name and multiple. */
  Map<String, Map<Double, Runs.Interval>> rungs(EvaluateRungs.Kind kind) {
    Map<String, Map<Double, Runs.Interval>> told = new LinkedHashMap<>();
    EvaluateRungs.byName(kind, folds.stream().map(Fold::rungs).toList())
        .forEach(
            (name, multiples) -> {
              Map<Double, Runs.Interval> own = new LinkedHashMap<>();
              multiples.forEach((at, scores) -> own.put(at, Runs.of(scores).iqm(SEED)));
              told.put(name, own);
            });
    return told;
  }

  /** Returns of the training windows on the way. */
  Map<String, Map<Double, Runs.Interval>> learning() {
    return curves.learning(SEED);
  }

  /** What was spent on each training, and whether its curves had flattened. */
  List<EvaluateCurves.Effort> efforts() {
    return curves.efforts();
  }

  private static String interval(Runs.Interval interval) {
    return Double.isNaN(interval.low())
        ? "n/a"
        : number(interval.low()) + " to " + number(interval.high());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static Map<String, Object> json(EvaluateCurves.Effort effort) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", effort.name());
    told.put("policies", effort.policies());
    told.put("steps", effort.steps());
    effort.updates().ifPresent(updates -> told.put("updates", updates));
    effort.plateau().ifPresent(plateau -> told.put("plateau", plateau));
    told.put("curve", effort.word());
    return told;
  }

  private Map<String, Object> json(String title, List<Line> lines, Path page) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("title", title);
    answer.put("trials", trials);
    List<Map<String, Object>> tests = new ArrayList<>();
    for (Fold fold : folds) {
      tests.add(
          Map.of(
              "from", fold.from().toString(),
              "to", fold.to().toString(),
              "instruments", fold.instruments()));
    }
    answer.put("tests", tests);
    answer.put("results", lines);
    answer.put("training", efforts().stream().map(EvaluateTables::json).toList());
    for (EvaluateRungs.Kind kind : EvaluateRungs.Kind.values()) {
      answer.put(kind.name().toLowerCase(Locale.ROOT), rungs(kind));
    }
    answer.put("page", page.toString());
    return answer;
  }
}
