package finagent.sandbox.stats;

import finagent.sandbox.backtest.Metric;
import finagent.sandbox.random.Normal;
import java.util.List;

/**
 * How far a Sharpe ratio can be believed. All ratios here are per bar, not annualised; kurtosis is
 * raw (3 for a normal sample).
 */
public final class SharpeTests {
  private static final double EULER = 0.5772156649015329;

  private SharpeTests() {}

  /**
   * Standard error of a Sharpe ratio: {@code sqrt((1 - skew S + (kurtosis - 1) / 4 S^2) / n)}
   * (Mertens 2002; with skew 0 and kurtosis 3 it is Lo 2002). Holds for independent returns.
   */
  public static double error(double sharpe, Moments returns) {
    double spread = spread(sharpe, returns.skew(), returns.kurtosis());
    return spread / Math.sqrt(returns.count());
  }

  /**
   * Probabilistic Sharpe ratio: the probability that the true ratio exceeds {@code benchmark},
   * {@code N((S - S*) sqrt(n - 1) / sqrt(1 - skew S + (kurtosis - 1) / 4 S^2))} (Bailey and Lopez
   * de Prado 2012, "The Sharpe ratio efficient frontier").
   */
  public static double probabilistic(
      double sharpe, double benchmark, int bars, double skew, double kurtosis) {
    double z = (sharpe - benchmark) * Math.sqrt(bars - 1.0) / spread(sharpe, skew, kurtosis);
    return bars < 2 ? Double.NaN : Normal.cdf(z);
  }

  private static double spread(double sharpe, double skew, double kurtosis) {
    return Math.sqrt(1 - skew * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe);
  }

  /**
   * The Sharpe ratio the best of so many worthless trials is expected to show: {@code sqrt(V) ((1 -
   * g) Z(1 - 1/N) + g Z(1 - 1/(N e)))}, g the Euler-Mascheroni constant, Z the normal quantile
   * (Bailey and Lopez de Prado 2014, "The deflated Sharpe ratio"); 0 for a single trial.
   *
   * @param trials number N of independent trials
   * @param variance V of the ratios over the trials
   */
  public static double expectedMaximum(long trials, double variance) {
    if (trials < 1) {
      throw new IllegalArgumentException(
          "Invalid number of trials: %d (must be >= 1; the strategy itself is one)"
              .formatted(trials));
    }
    if (trials == 1) {
      return 0;
    }
    double high = Normal.quantile(1 - 1.0 / trials);
    double higher = Normal.quantile(1 - 1.0 / (trials * Math.E));
    return Math.sqrt(variance) * ((1 - EULER) * high + EULER * higher);
  }

  /**
   * Deflated Sharpe ratio: the probabilistic one against what the best of all trials would show by
   * luck (Bailey and Lopez de Prado 2014).
   */
  public static double deflated(
      double sharpe, int bars, double skew, double kurtosis, long trials, double variance) {
    return probabilistic(sharpe, expectedMaximum(trials, variance), bars, skew, kurtosis);
  }

  /**
   * The tests of one curve as metrics: number of trials, {@code probabilistic-sharpe} against 0,
   * {@code expected-max-sharpe} (annualised) and {@code deflated-sharpe}.
   *
   * @param trials distinct strategies tried on the same hypothesis, this one included
   * @param variance of their Sharpe ratios per bar; NaN = not known, then {@code 1 / (n - 1)}, what
   *     it would be if none of them had any skill
   */
  public static List<Metric> metrics(
      Performance curve, double barsPerYear, long trials, double variance) {
    Moments excess = curve.excess();
    double spread = Double.isNaN(variance) ? 1.0 / (excess.count() - 1) : variance;
    double luck = expectedMaximum(trials, spread);
    double sharpe = curve.sharpePerBar();
    return List.of(
        metric("trials", (double) trials),
        metric("probabilistic-sharpe", test(sharpe, 0, excess)),
        metric("expected-max-sharpe", luck * Math.sqrt(barsPerYear)),
        metric("deflated-sharpe", test(sharpe, luck, excess)));
  }

  private static double test(double sharpe, double benchmark, Moments excess) {
    return probabilistic(sharpe, benchmark, excess.count(), excess.skew(), excess.kurtosis());
  }

  private static Metric metric(String name, double value) {
    return new Metric("trial", "", name, value, Double.NaN);
  }
}
