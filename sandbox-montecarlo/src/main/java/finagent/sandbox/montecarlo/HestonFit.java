package finagent.sandbox.montecarlo;

import java.util.List;

/**
 * Heston's parameters from daily log returns, by way of the GARCH(1,1) whose diffusion limit they
 * are (Nelson 1990), matched at the long variance: {@code reversion = (1 - a - b) B}, {@code long
 * variance = B omega / (1 - a - b)}, {@code volOfVol = a sqrt((k - 1) longVariance B)}, k the
 * kurtosis of the standardised residuals. The correlation is the leverage effect of 20 lags over
 * what the model expects of a correlation of 1 (Bouchaud, Matacz and Potters 2001). Standard errors
 * by the delta method from those of the GARCH, each parameter taken alone; the correlation has
 * none.
 */
final class HestonFit {
  private static final int LAGS = 20;

  private HestonFit() {}

  static Fit<Heston> of(double[] logs, double barsPerYear) {
    Fit<Garch> garch = Garch.fit(logs, true);
    double b = barsPerYear;
    double a = Math.max(1e-4, garch.value("alpha"));
    double gap = Math.max(1e-4, 1 - a - garch.value("beta"));
    Sample sample = Sample.of(logs, 100);
    double reversion = gap * b;
    double longVariance = b * sample.variance();
    double kurtosis = kurtosis(garch.model().shocks());
    double volOfVol = a * Math.sqrt((kurtosis - 1) * longVariance * b);
    double correlation = correlation(logs, sample.mean(), reversion, longVariance, volOfVol, b);
    double drift = b * sample.mean() + longVariance / 2;
    double start = b * garch.model().startVariance();
    double gapError =
        Math.sqrt(
            garch.error("alpha") * garch.error("alpha")
                + garch.error("beta") * garch.error("beta"));
    return new Fit<>(
        new Heston(drift, start, reversion, longVariance, volOfVol, correlation, b),
        List.of(
            "drift", "start-variance", "reversion", "long-variance", "vol-of-vol", "correlation"),
        List.of(drift, start, reversion, longVariance, volOfVol, correlation),
        List.of(
            Math.sqrt(longVariance * b / logs.length),
            Double.NaN,
            gapError * b,
            longVariance * Math.sqrt((kurtosis(logs, sample) - 1) / logs.length),
            volOfVol * garch.error("alpha") / a,
            Double.NaN),
        Double.NaN);
  }

  private static double kurtosis(List<Double> shocks) {
    double fourth = 0;
    for (double e : shocks) {
      fourth += e * e * e * e / shocks.size();
    }
    return fourth;
  }

  private static double kurtosis(double[] x, Sample sample) {
    double fourth = 0;
    for (double value : x) {
      double d = value - sample.mean();
      fourth += d * d * d * d / x.length;
    }
    return fourth / (sample.variance() * sample.variance());
  }

  /**
   * {@code sum_k E[x_t x_(t+k)^2]} over {@code volOfVol longVariance dt^2 sum_k e^(-reversion k
   * dt)}.
   */
  private static double correlation(
      double[] x, double mean, double reversion, double longVariance, double volOfVol, double b) {
    double leverage = 0;
    double expected = 0;
    for (int k = 1; k <= LAGS; k++) {
      double sum = 0;
      for (int t = 0; t + k < x.length; t++) {
        double later = x[t + k] - mean;
        sum += (x[t] - mean) * later * later;
      }
      leverage += sum / (x.length - k);
      expected += volOfVol * longVariance / (b * b) * StrictMath.exp(-reversion * (k - 0.5) / b);
    }
    return Math.max(-0.95, Math.min(0.95, leverage / expected));
  }
}
