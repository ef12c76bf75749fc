package finagent.jobs.montecarlo;

import finagent.sandbox.montecarlo.Estimate;
import finagent.sandbox.montecarlo.Histogram;
import finagent.sandbox.montecarlo.Reduction;
import finagent.tables.montecarlo.McResult;
import finagent.tables.montecarlo.Tally.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The numbers of a simulation, each with both of its errors. The simulation error is that of the
 * number of paths. The estimation error is that of the length of the history: each world is a
 * history drawn from the history in blocks (stationary bootstrap), the market's model fitted to it
 * anew, one chunk of paths run; the spread of a number over worlds, less the part that the 512
 * paths of a world explain, is its estimation error: {@code sqrt(var(worlds) - mean(se^2))}. NaN
 * where the worlds differ by no more than that part, and where the model is a calibration's.
 */
final class Summary {
  /** More strategies than these have no fan charts. */
  static final int MOST_FANS = 8;

  static final String MEAN = "mean";
  static final String HISTORY = "history";
  static final String WORST = "worst-path";
  static final int WORST_KEPT = 8;

  /** Numbers that are whole. */
  private static final Set<String> WHOLE =
      Set.of(Score.RUIN.word(), Score.DRAWDOWN_SESSIONS.word());

  /** Numbers that are at most 1, and 1 on many paths. */
  private static final Set<String> UP_TO_ONE =
      Set.of(Score.LOWEST_EQUITY.word(), Score.UNDER_WATER.word());

  private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

  private Summary() {}

  /** All measures of a distribution, in order. */
  static Map<String, Estimate> measures(Subject subject, Reduction reduction) {
    Map<String, Estimate> measures = new LinkedHashMap<>();
    if (subject.statistic().equals(Score.RUIN.word())) {
      measures.put(MEAN, reduction.share());
      return measures;
    }
    measures.put(MEAN, reduction.mean());
    if (subject.step() == 0) {
      measures.put("deviation", reduction.deviation());
    }
    for (double share : SHARES) {
      measures.put(String.format(Locale.ROOT, "q%02.0f", 100 * share), reduction.quantile(share));
    }
    if (subject.statistic().equals(Score.TOTAL_RETURN.word())) {
      measures.put("var95", reduction.valueAtRisk(0.95));
      measures.put("var99", reduction.valueAtRisk(0.99));
      measures.put("es95", reduction.expectedShortfall(0.95));
      measures.put("es99", reduction.expectedShortfall(0.99));
      measures.put("loss-probability", reduction.below(0));
    }
    return measures;
  }

  /**
   * The results of one number.
   *
   * @param worlds the same number in each world; empty = estimation error not known
   * @param history its value on the history itself; NaN = none
   */
  static List<McResult> of(
      Subject subject, Reduction reduction, List<Reduction> worlds, double history) {
    List<Map<String, Estimate>> others =
        worlds.stream().map(world -> measures(subject, world)).toList();
    List<McResult> results = new ArrayList<>();
    measures(subject, reduction)
        .forEach(
            (measure, estimate) ->
                results.add(result(subject, measure, estimate, estimationError(measure, others))));
    if (!Double.isNaN(history)) {
      Estimate value = new Estimate(history, Double.NaN, 1);
      results.add(result(subject, HISTORY, value, Double.NaN));
      results.add(
          result(
              subject, "history-rank", rank(subject.statistic(), reduction, history), Double.NaN));
    }
    return results;
  }

  /** Share of the paths at or below what the history gave. */
  private static Estimate rank(String statistic, Reduction reduction, double history) {
    double rounding = 1e-9 * Math.max(1, Math.abs(history));
    if (WHOLE.contains(statistic)) {
      return reduction.below(history + 1);
    }
    if (reduction.deviation().value() <= rounding
        && Math.abs(reduction.mean().value() - history) <= rounding) {
      return new Estimate(1, 0, reduction.count());
    }
    if (history == 0) {
      return reduction.below(Histogram.upper(Histogram.bin(0)));
    }
    return reduction.below(UP_TO_ONE.contains(statistic) && history >= 1 ? 1.01 : history);
  }

  private static McResult result(
      Subject subject, String measure, Estimate estimate, double estimationError) {
    return new McResult(
        subject.strategy(),
        subject.statistic(),
        subject.step(),
        measure,
        estimate.value(),
        estimate.error(),
        estimationError,
        estimate.count());
  }

  private static double estimationError(String measure, List<Map<String, Estimate>> worlds) {
    double sum = 0;
    double within = 0;
    int n = 0;
    for (Map<String, Estimate> world : worlds) {
      Estimate estimate = world.get(measure);
      if (estimate != null && !Double.isNaN(estimate.value())) {
        sum += estimate.value();
        within += Double.isNaN(estimate.error()) ? 0 : estimate.error() * estimate.error();
        n++;
      }
    }
    double between = 0;
    for (Map<String, Estimate> world : worlds) {
      Estimate estimate = world.get(measure);
      if (estimate != null && !Double.isNaN(estimate.value())) {
        double d = estimate.value() - sum / n;
        between += d * d;
      }
    }
    double variance = n < 2 ? Double.NaN : between / (n - 1) - within / n;
    return variance > 0 ? Math.sqrt(variance) : Double.NaN;
  }

  /** The paths with the lowest total return, worst first. */
  static List<McResult> worst(SortedMap<Subject, Reduction> reductions) {
    List<McResult> results = new ArrayList<>();
    reductions.forEach(
        (subject, reduction) -> {
          if (subject.statistic().equals(Score.TOTAL_RETURN.word())) {
            for (int k = 0; k < reduction.worst().size(); k++) {
              results.add(
                  new McResult(
                      subject.strategy(),
                      WORST,
                      0,
                      String.format(Locale.ROOT, "%02d", k + 1),
                      reduction.worst().get(k),
                      Double.NaN,
                      Double.NaN,
                      1));
            }
          }
        });
    return results;
  }
}
