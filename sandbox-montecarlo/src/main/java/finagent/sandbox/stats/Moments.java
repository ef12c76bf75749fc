package finagent.sandbox.stats;

/**
 * Mean, spread and shape of a sample, in two passes over the values; O(n). NaN where undefined: the
 * mean of nothing, the deviation of one value, the shape of values that do not differ.
 *
 * @param count number of values
 * @param deviation sample standard deviation (divisor n - 1)
 * @param skew {@code m3 / m2^1.5} with central moments of divisor n
 * @param kurtosis raw (3 for a normal sample): {@code m4 / m2^2}
 */
public record Moments(int count, double mean, double deviation, double skew, double kurtosis) {
  /** Values that differ by less than this, relative to their size or to 1, are all the same. */
  private static final double ROUNDING = 1e-14;

  public static Moments of(double[] values) {
    int n = values.length;
    double mean = n == 0 ? Double.NaN : Sum.of(values) / n;
    Sum second = new Sum();
    Sum third = new Sum();
    Sum fourth = new Sum();
    for (double value : values) {
      double d = value - mean;
      second.add(d * d);
      third.add(d * d * d);
      fourth.add(d * d * d * d);
    }
    double deviation = n < 2 ? Double.NaN : Math.sqrt(second.value() / (n - 1));
    if (!(deviation > ROUNDING * Math.max(1, Math.abs(mean)))) {
      boolean flat = deviation >= 0;
      return new Moments(n, mean, flat ? 0 : Double.NaN, Double.NaN, Double.NaN);
    }
    double m2 = second.value() / n;
    return new Moments(
        n,
        mean,
        deviation,
        third.value() / n / (m2 * Math.sqrt(m2)),
        fourth.value() / n / (m2 * m2));
  }

  /** Standard error of the mean: deviation / sqrt(n). */
  public double meanError() {
    return deviation / Math.sqrt(count);
  }

  /**
   * Standard error of the deviation as a share of it: {@code sqrt((kurtosis - 1) / (4 n))} (Cramer
   * 1946, by the delta method), for independent values; {@code 1 / sqrt(2 n)} is its value for
   * normal ones.
   */
  public double relativeError() {
    return Math.sqrt((kurtosis - 1) / (4.0 * count));
  }
}
