package finagent.jobs;

import finagent.jobs.EvaluateJob.Fold;
import finagent.rl.judging.Walk;
import finagent.sandbox.stats.Moments;
import finagent.sandbox.stats.SharpeTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One training or baseline in all tests one after the other: returns over cash, mean over seeds.
 *
 * @param excess their moments, per session
 */
record JoinedTests(Moments excess, double barsPerYear) {
  static JoinedTests of(List<Fold> folds, String name) {
    List<Double> excess = new ArrayList<>();
    for (Fold fold : folds) {
      List<Walk> walks = fold.walks().getOrDefault(name, List.of());
      double[] mean = new double[fold.cash().returns().size()];
      for (Walk walk : walks) {
        double[] own = walk.excess(fold.cash());
        for (int t = 0; t < own.length; t++) {
          mean[t] += own[t] / walks.size();
        }
      }
      Arrays.stream(mean).forEach(excess::add);
    }
    return new JoinedTests(
        Moments.of(excess.stream().mapToDouble(x -> x).toArray()), folds.get(0).barsPerYear());
  }

  /** Per session; NaN where nothing moves. */
  private double sharpe() {
    return excess.deviation() > 0 ? excess.mean() / excess.deviation() : Double.NaN;
  }

  /**
   * Standard error of the annual Sharpe ratio from the number of sessions ({@link
   * SharpeTests#error}); NaN where nothing moves.
   */
  double error() {
    return SharpeTests.error(sharpe(), excess) * Math.sqrt(barsPerYear);
  }

  /** Probability of skill beyond the luck of so many trials; NaN where nothing moves. */
  double deflated(long trials) {
    double variance = 1.0 / (excess.count() - 1);
    return SharpeTests.deflated(
        sharpe(), excess.count(), excess.skew(), excess.kurtosis(), trials, variance);
  }
}
