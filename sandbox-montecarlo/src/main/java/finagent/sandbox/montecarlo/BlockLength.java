package finagent.sandbox.montecarlo;

import java.util.Arrays;

/**
 * Block lengths a series asks for: Politis and White (2004, "Automatic block-length selection for
 * the dependent bootstrap") with the correction of Patton, Politis and White (2009). O(n sqrt(n)).
 *
 * @param stationary mean length for the stationary bootstrap
 * @param circular length for the circular bootstrap
 */
public record BlockLength(double stationary, double circular) {
  /** Of one series, at least 10 long and not constant. */
  public static BlockLength of(double[] series) {
    Sample sample = Sample.of(series, 10);
    int n = series.length;
    double[] x = Arrays.stream(series).map(v -> v - sample.mean()).toArray();
    double log10 = StrictMath.log10(n);
    int run = Math.max(5, (int) log10);
    int most = (int) Math.ceil(Math.sqrt(n)) + run;
    double band = 2 * Math.sqrt(log10 / n);
    double[] covariance = new double[most + 1];
    for (int k = 0; k <= most && k < n; k++) {
      covariance[k] = autocovariance(x, k);
    }
    int m = Math.min(2 * Math.max(1, lastSignificant(x, covariance, run, most, band)), most);
    double g = 0;
    double spectrum = covariance[0];
    for (int k = 1; k <= m; k++) {
      double flatTop = 2 * k <= m ? 1 : 2 * (1 - (double) k / m);
      g += 2 * flatTop * k * covariance[k];
      spectrum += 2 * flatTop * covariance[k];
    }
    double longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
    return new BlockLength(
        bounded(2 * spectrum * spectrum, g, n, longest),
        bounded(4.0 / 3 * spectrum * spectrum, g, n, longest));
  }

  private static double bounded(double d, double g, int n, double longest) {
    double length = StrictMath.cbrt(2 * g * g / d) * StrictMath.cbrt(n);
    return length >= 1 ? Math.min(length, longest) : 1;
  }

  /** The smallest lag after which {@code run} autocorrelations in a row are within the band. */
  private static int lastSignificant(
      double[] x, double[] covariance, int run, int most, double band) {
    int quiet = 0;
    for (int k = 1; k <= most && k < x.length; k++) {
      quiet = Math.abs(covariance[k] / covariance[0]) < band ? quiet + 1 : 0;
      if (quiet == run) {
        return k - run;
      }
    }
    return most;
  }

  private static double autocovariance(double[] x, int lag) {
    double sum = 0;
    for (int t = lag; t < x.length; t++) {
      sum += x[t] * x[t - lag];
    }
    return sum / x.length;
  }

  /**
   * Of a panel: the mean over instruments of the lengths that their absolute returns ask for,
   * because volatility, not direction, is what clusters.
   */
  public static BlockLength ofAbsolute(RowReturns returns) {
    double stationary = 0;
    double circular = 0;
    for (int i = 0; i < returns.instruments(); i++) {
      double[] series = new double[returns.rows()];
      for (int t = 0; t < series.length; t++) {
        series[t] = Math.abs(returns.at(t, i));
      }
      BlockLength one = of(series);
      stationary += one.stationary / returns.instruments();
      circular += one.circular / returns.instruments();
    }
    return new BlockLength(stationary, circular);
  }
}
