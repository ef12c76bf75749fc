package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Elementary;
import finagent.sandbox.vector.Lane;

/**
 * Stochastic volatility (Heston 1993): {@code dS/S = drift dt + sqrt(v) dW}, {@code dv = reversion
 * (longVariance - v) dt + volOfVol sqrt(v) dB}, {@code dW dB = correlation dt}, stepped by the
 * quadratic-exponential scheme QE-M of Andersen (2008, "Simple and efficient simulation of the
 * Heston stochastic volatility model", sections 3.2.4 and 4.3.2) with central weights and the
 * martingale correction: the mean of the price is exact at every step size.
 *
 * @param startVariance v at step 0, a year
 */
public record Heston(
    double drift,
    double startVariance,
    double reversion,
    double longVariance,
    double volOfVol,
    double correlation,
    double stepsPerYear)
    implements PathModel {
  /** Where the scheme changes from quadratic to exponential. */
  private static final double SWITCH = 1.5;

  public Heston {
    Checks.finite("drift", drift);
    Checks.positive("start variance", startVariance);
    Checks.positive("reversion", reversion);
    Checks.positive("long variance", longVariance);
    Checks.positive("vol of vol", volOfVol);
    Checks.within("correlation", correlation, -1, 1);
    Checks.positive("steps per year", stepsPerYear);
    Checks.perStep("volatility", Math.sqrt(Math.max(startVariance, longVariance) / stepsPerYear));
  }

  @Override
  public int instruments() {
    return 1;
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random);
  }

  /**
   * By moments: variance, decay of the autocovariance of squared returns, leverage; see {@link
   * HestonMoments}. Standard errors by a block jackknife, NaN for the start variance. Clustering is
   * seen only through squared returns, so the errors of reversion, vol of vol and correlation are
   * large: a third of the value and more on ten years of days.
   *
   * @throws IllegalArgumentException if there are fewer than 1,000 returns, or no clustering
   */
  public static Fit<Heston> fit(double[] logReturns, double stepsPerYear) {
    Sample.of(logReturns, 1000);
    return new HestonMoments(logReturns, stepsPerYear).fit();
  }

  private static final class Steps implements Walk {
    private final Heston model;
    private final Blocks random;
    private final double decay;
    private final double m0;
    private final double s1;
    private final double s2;
    private final double k1;
    private final double k2;
    private final double k3;
    private final double plain;
    private final double growth;
    private final double[] variance = new double[Lane.STRIDE];
    private final double[] zv = new double[Lane.STRIDE];
    private final double[] zx = new double[Lane.STRIDE];
    private final PairedDraws uniforms;
    private long first;
    private int lanes;
    private int step;
    private double correction;

    Steps(Heston h, Blocks random) {
      this.model = h;
      this.random = random;
      uniforms = PairedDraws.uniforms(random, 1);
      double dt = 1 / h.stepsPerYear;
      double e2 = h.volOfVol * h.volOfVol;
      double rest = -StrictMath.expm1(-h.reversion * dt);
      decay = 1 - rest;
      m0 = h.longVariance * rest;
      s1 = e2 * decay / h.reversion * rest;
      s2 = h.longVariance * e2 / (2 * h.reversion) * rest * rest;
      double tilt = h.correlation / h.volOfVol;
      k1 = dt / 2 * (h.reversion * tilt - 0.5) - tilt;
      k2 = dt / 2 * (h.reversion * tilt - 0.5) + tilt;
      k3 = dt / 2 * (1 - h.correlation * h.correlation);
      plain = -tilt * h.reversion * h.longVariance * dt;
      growth = h.drift * dt;
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      step = 0;
      java.util.Arrays.fill(variance, model.startVariance);
    }

    @Override
    public void next(double[] x) {
      random.at(first, lanes, step, 0, 0).normals(zv, 0, zx, 0);
      double[] u = uniforms.at(first, lanes, step++);
      for (int p = 0; p < lanes; p++) {
        double v = variance[p];
        double next = variance(v, zv[p], u[p]);
        double noise = Math.sqrt(k3 * (v + next));
        x[p] = growth + correction + k1 * v + k2 * next + noise * zx[p];
        variance[p] = next;
      }
    }

    /** The next variance; leaves the martingale correction behind. */
    private double variance(double v, double z, double u) {
      double m = m0 + v * decay;
      double psi = (s1 * v + s2) / (m * m);
      double a = k2 + k3 / 2;
      double tail = -(k1 + k3 / 2) * v;
      if (psi <= SWITCH) {
        double inverse = 2 / psi;
        double b2 = inverse - 1 + Math.sqrt(inverse * (inverse - 1));
        double scale = m / (1 + b2);
        double left = 1 - 2 * a * scale;
        correction = left > 0 ? -a * b2 * scale / left + Elementary.log(left) / 2 + tail : plain;
        double root = Math.sqrt(b2) + z;
        return scale * root * root;
      }
      double zero = (psi - 1) / (psi + 1);
      double rate = (1 - zero) / m;
      correction = a < rate ? -Elementary.log(zero + rate * (1 - zero) / (rate - a)) + tail : plain;
      return u <= zero ? 0 : Elementary.log((1 - zero) / (1 - u)) / rate;
    }
  }
}
