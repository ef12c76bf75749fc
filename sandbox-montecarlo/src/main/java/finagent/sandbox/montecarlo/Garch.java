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
   * <p>Standard errors hold for shocks that are not normal (Bollerslev and Wooldridge 1992) and
   * count in that the mean is estimated first: each score has {@code C (x - mean) / n} added, C the
   * derivative of the sum of scores by the mean.
   *
   * @param filtered whether to keep the standardised residuals as shocks
   */
  public static Fit<Garch> fit(double[] logReturns, boolean filtered) {
    Sample sample = Sample.of(logReturns, 100);
    double mean = sample.mean();
    double variance = sample.variance();
    double[] off = Arrays.stream(logReturns).map(x -> x - mean).toArray();
    double[] start = {0.05, 0.08, 0.87};
    double[] step = {0.03, 0.05, -0.1};
    Likelihood.Best best =
        Likelihood.maximise(v -> logLikelihood(v, off, variance, NOTHING), start, step);
    double[] v = best.values();
    double[] e = best.robust(scores(v, off, variance, step)).errors();
    double[] h = new double[off.length + 1];
    logLikelihood(v, off, variance, h);
    double[] residuals = new double[off.length];
    Arrays.setAll(residuals, t -> off[t] / Math.sqrt(h[t]));
    List<Double> shocks = filtered ? standardise(residuals) : List.of();
    return new Fit<>(
        new Garch(mean, v[0] * variance, v[1], v[2], h[off.length], shocks),
        List.of("mean", "omega", "alpha", "beta"),
        List.of(mean, v[0] * variance, v[1], v[2]),
        List.of(Math.sqrt(variance / off.length), e[0] * variance, e[1], e[2]),
        best.logLikelihood());
  }

  private static double[] scores(double[] v, double[] off, double variance, double[] step) {
    double shift = Math.sqrt(variance) / 100;
    double[] scores = Likelihood.scores(at -> terms(at, off, variance, 0), v, step);
    double[] less = Likelihood.scores(at -> terms(at, off, variance, -shift), v, step);
    double[] more = Likelihood.scores(at -> terms(at, off, variance, shift), v, step);
    double[] slope = new double[v.length];
    for (int k = 0; k < scores.length; k++) {
      slope[k % v.length] += (more[k] - less[k]) / (2 * shift);
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] += slope[k % v.length] * off[k / v.length] / off.length;
    }
    return scores;
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
   * Of deviations from the mean, omega in units of the sample variance; leaves the variances, and
   * the next, in {@code variances}.
   */
  private static double logLikelihood(
      double[] v, double[] off, double variance, double[] variances) {
    if (!(v[0] > 1e-8 && v[1] >= 0 && v[2] >= 0 && v[1] + v[2] < 0.99999)) {
      return Double.NEGATIVE_INFINITY;
    }
    double h = variance;
    double sum = 0;
    for (int t = 0; t < off.length; t++) {
      double d = off[t];
      sum += term(d, h);
      if (variances.length > 0) {
        variances[t] = h;
      }
      h = v[0] * variance + v[1] * d * d + v[2] * h;
    }
    if (variances.length > 0) {
      variances[off.length] = h;
    }
    return sum;
  }

  private static double term(double d, double h) {
    return -(StrictMath.log(2 * Math.PI * h) + d * d / h) / 2;
  }

  /** The terms of the log likelihood were the mean larger by {@code shift}; NaN outside. */
  private static double[] terms(double[] v, double[] off, double variance, double shift) {
    double[] d = Arrays.stream(off).map(x -> x - shift).toArray();
    double[] h = new double[off.length + 1];
    boolean inside = logLikelihood(v, d, variance, h) > Double.NEGATIVE_INFINITY;
    double[] terms = new double[off.length];
    Arrays.setAll(terms, t -> inside ? term(d[t], h[t]) : Double.NaN);
    return terms;
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
