package finagent.sandbox.stats;

/**
 * Variance of sqrt(n) times the mean of a dependent series, by the quadratic spectral kernel with
 * the bandwidth of an AR(1) fit (Andrews 1991, "Heteroskedasticity and autocorrelation consistent
 * covariance matrix estimation", equations 2.7, 6.2 and 6.4). O(n^2).
 */
public final class LongRun {
  private static final double MOST = 0.97;

  private LongRun() {}

  /** Of values whose mean is 0. */
  public static double variance(double[] x) {
    double width = bandwidth(x);
    Sum sum = new Sum();
    sum.add(autocovariance(x, 0));
    for (int j = 1; j < x.length && width > 0; j++) {
      sum.add(2 * kernel(j / width) * autocovariance(x, j));
    }
    return Math.max(0, sum.value());
  }

  private static double bandwidth(double[] x) {
    double lagged = 0;
    double square = 0;
    for (int t = 1; t < x.length; t++) {
      lagged += x[t] * x[t - 1];
      square += x[t - 1] * x[t - 1];
    }
    double rho = square == 0 ? 0 : Math.max(-MOST, Math.min(MOST, lagged / square));
    double alpha = 4 * rho * rho / StrictMath.pow(1 - rho, 4);
    return 1.3221 * StrictMath.pow(alpha * x.length, 0.2);
  }

  private static double autocovariance(double[] x, int lag) {
    double sum = 0;
    for (int t = lag; t < x.length; t++) {
      sum += x[t] * x[t - lag];
    }
    return sum / x.length;
  }

  private static double kernel(double x) {
    double z = 6 * Math.PI * x / 5;
    return 3 / (z * z) * (StrictMath.sin(z) / z - StrictMath.cos(z));
  }
}
