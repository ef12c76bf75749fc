package finagent.sandbox.kernel.alpha;

import finagent.sandbox.random.Normal;

/**
 * How unlikely an Engle-Granger statistic is without cointegration, for two series, a constant in
 * the cointegrating regression and no trend. P-values: MacKinnon 1994, tables 3 and 4 (response
 * surfaces; accurate where it matters, p = 0.0001 to 0.99). Critical values: MacKinnon 2010, table
 * 2. Both are what {@code statsmodels.tsa.stattools.coint} reports. Cost O(1).
 */
final class MacKinnon {
  private static final double LEFT_TAIL = -2.62;
  private static final double MIN = -18.86;
  private static final double MAX = 0.92;

  private MacKinnon() {}

  /** Asymptotic p-value of a statistic; NaN for NaN. */
  static double pValue(double tau) {
    if (tau > MAX) {
      return 1;
    }
    if (tau < MIN) {
      return 0;
    }
    return Normal.cdf(
        tau <= LEFT_TAIL
            ? (0.039796 * tau + 1.5012) * tau + 2.92
            : ((-0.042377 * tau - 0.29198) * tau + 0.64695) * tau + 2.1945);
  }

  /**
   * Critical value of a test with n observations.
   *
   * @param percent size of the test: 1, 5 or 10
   */
  static double critical(int percent, int n) {
    double x = 1.0 / n;
    return switch (percent) {
      case 1 -> -3.89644 + (-10.9519 - 33.527 * x) * x;
      case 5 -> -3.33613 + (-6.1101 - 6.823 * x) * x;
      case 10 -> -3.04445 + (-4.2412 - 2.720 * x) * x;
      default ->
          throw new IllegalArgumentException(
              "Invalid size of a test: %d %% (must be 1, 5 or 10)".formatted(percent));
    };
  }
}
