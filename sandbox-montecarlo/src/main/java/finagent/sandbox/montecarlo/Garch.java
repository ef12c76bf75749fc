package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Lane;
import java.util.Arrays;
import java.util.List;

/**
 * Volatility that clusters: GARCH(1,1) (Bollerslev 1986), {@code x = mean + sqrt(h) e}, {@code h' =
 * omega + alpha (x - mean)^2 + beta h}. Shocks e are normal, or drawn from the standardised
 * residuals of history, which keeps fat tails and skew: filtered historical simulation
 * (Barone-Adesi, Giannopoulos and Vosper 1999).
 *
 * @param mean of the log return per step
 * @param startVariance h of the first step
 * @param shocks standardised residuals; empty = normal
 */
public record Garch(
    double mean, double omega, double alpha, double beta, double startVariance, List<Double> shocks)
    implements PathModel {
  public Garch {
    Checks.finite("mean", mean);
    Checks.positive("omega", omega);
    Checks.notNegative("alpha", alpha);
    Checks.notNegative("beta", beta);
    Checks.positive("start variance", startVariance);
    if (!(alpha + beta < 1)) {
      throw new IllegalArgumentException(
          "Invalid alpha + beta: %s (must be below 1, else the variance has no mean)"
              .formatted(alpha + beta));
    }
    shocks = List.copyOf(shocks);
    shocks.forEach(shock -> Checks.within("shock", shock, -100, 100));
  }

  @Override
  public int instruments() {
    return 1;
  }

  /** Unconditional variance per step. */
  public double longVariance() {
    return omega / (1 - alpha - beta);
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random);
  }

  /**
   * Quasi maximum likelihood with normal shocks; variances start at the sample's. The mean is the
   * sample's, so that paths drift as history did: the likelihood's own mean weighs calm sessions
   * more, and where falls bring volatility (Black 1976) it is another one. The model starts at the
   * variance of the session after the last.
   *
   * @param filtered whether to keep the standardised residuals as shocks
   */
  public static Fit<Garch> fit(double[] logReturns, boolean filtered) {
    Sample sample = Sample.of(logReturns, 100);
    double variance = sample.variance();
    double[] off = Arrays.stream(logReturns).map(x -> x - sample.mean()).toArray();
    double[] start = {0.05, 0.08, 0.87};
    double[] step = {0.03, 0.05, -0.1};
    Likelihood.Best best =
        Likelihood.maximise(v -> logLikelihood(v, off, variance, NOTHING), start, step);
    double[] v = best.values();
    double[] e = best.errors();
    double[] standardised = new double[off.length + 1];
    logLikelihood(v, off, variance, standardised);
    double next = standardised[off.length];
    List<Double> shocks =
        filtered ? standardise(Arrays.copyOf(standardised, off.length)) : List.of();
    double mean = sample.mean();
    return new Fit<>(
        new Garch(mean, v[0] * variance, v[1], v[2], next, shocks),
        List.of("mean", "omega", "alpha", "beta"),
        List.of(mean, v[0] * variance, v[1], v[2]),
        List.of(Math.sqrt(variance / off.length), e[0] * variance, e[1], e[2]),
        best.logLikelihood());
  }

  /** The same with the standardised residuals it leaves of these log returns as shocks. */
  public Garch filtering(double[] logReturns) {
    double[] residuals = new double[logReturns.length];
    double h = Sample.of(logReturns, 20).variance();
    for (int t = 0; t < residuals.length; t++) {
      double d = logReturns[t] - mean;
      residuals[t] = d / Math.sqrt(h);
      h = omega + alpha * d * d + beta * h;
    }
    return new Garch(mean, omega, alpha, beta, startVariance, standardise(residuals));
  }

  private static final double[] NOTHING = {};

  /**
   * Of deviations from the mean, omega in units of the sample variance; leaves residuals and the
   * next variance in {@code out}.
   */
  private static double logLikelihood(double[] v, double[] off, double variance, double[] out) {
    if (!(v[0] > 1e-8 && v[1] >= 0 && v[2] >= 0 && v[1] + v[2] < 0.99999)) {
      return Double.NEGATIVE_INFINITY;
    }
    double h = variance;
    double sum = 0;
    for (int t = 0; t < off.length; t++) {
      double d = off[t];
      sum -= (StrictMath.log(2 * Math.PI * h) + d * d / h) / 2;
      if (out.length > 0) {
        out[t] = d / Math.sqrt(h);
      }
      h = v[0] * variance + v[1] * d * d + v[2] * h;
    }
    if (out.length > 0) {
      out[off.length] = h;
    }
    return sum;
  }

  /** Mean 0, variance 1. */
  private static List<Double> standardise(double[] residuals) {
    Sample sample = Sample.of(residuals, 2);
    double deviation = Math.sqrt(sample.variance());
    return Arrays.stream(residuals).mapToObj(r -> (r - sample.mean()) / deviation).toList();
  }

  private static final class Steps implements Walk {
    private final Garch model;
    private final PairedDraws draws;
    private final double[] pool;
    private final double[] variance = new double[Lane.STRIDE];
    private long first;
    private int lanes;
    private int step;

    Steps(Garch model, Blocks random) {
      this.model = model;
      pool = model.shocks.stream().mapToDouble(Double::doubleValue).toArray();
      draws = pool.length == 0 ? PairedDraws.normals(random, 0) : PairedDraws.uniforms(random, 1);
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      step = 0;
      Arrays.fill(variance, model.startVariance);
    }

    @Override
    public void next(double[] x) {
      double[] e = draws.at(first, lanes, step++);
      for (int p = 0; p < lanes; p++) {
        double shock = pool.length == 0 ? e[p] : pool[(int) (e[p] * pool.length)];
        double d = Math.sqrt(variance[p]) * shock;
        x[p] = model.mean + d;
        variance[p] = model.omega + model.alpha * d * d + model.beta * variance[p];
      }
    }
  }
}
