package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import java.util.List;

/**
 * Jump diffusion (Merton 1976): a Brownian motion plus a Poisson number of normal jumps, {@code x =
 * (drift - volatility^2 / 2 - intensity k) dt + volatility sqrt(dt) Z + N m + sqrt(N) s Y} with
 * {@code k = exp(m + s^2 / 2) - 1}, exact at every step. At most {@link #MOST_JUMPS} jumps a step.
 *
 * @param drift expected growth a year, jumps included
 * @param volatility of the diffusion, a year
 * @param intensity jumps a year
 * @param jumpMean m, mean log jump
 * @param jumpDeviation s, its standard deviation
 */
public record Merton(
    double drift,
    double volatility,
    double intensity,
    double jumpMean,
    double jumpDeviation,
    double stepsPerYear)
    implements PathModel {
  /** The intensity of one step must make more of them next to impossible. */
  public static final int MOST_JUMPS = 40;

  public Merton {
    Checks.finite("drift", drift);
    Checks.positive("volatility", volatility);
    Checks.positive("steps per year", stepsPerYear);
    Checks.notNegative("intensity", intensity);
    Checks.within("jumps per step", intensity / stepsPerYear, 0, 5);
    Checks.within("jump mean", jumpMean, -2, 2);
    Checks.within("jump deviation", jumpDeviation, 0, 2);
    Checks.perStep("volatility", volatility / Math.sqrt(stepsPerYear));
  }

  @Override
  public int instruments() {
    return 1;
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random);
  }

  /** Mean growth of one jump: {@code exp(m + s^2 / 2) - 1}. */
  public double jumpGrowth() {
    return StrictMath.expm1(jumpMean + jumpDeviation * jumpDeviation / 2);
  }

  /**
   * Maximum likelihood: a Poisson mixture of normals, up to ten jumps a step (Honore 1998). The
   * error of the drift, a function of all parameters, by the delta method.
   */
  public static Fit<Merton> fit(double[] logReturns, double stepsPerYear) {
    Sample sample = Sample.of(logReturns, 100);
    double sd = Math.sqrt(sample.variance());
    double[] start = {sample.mean(), 0.8 * sd, 0.05, 0, 2 * sd};
    double[] step = {sd / 10, sd / 10, 0.03, sd / 2, sd / 2};
    Likelihood.Best best = Likelihood.maximise(v -> logLikelihood(v, logReturns), start, step);
    double[] v = best.values();
    double[] e = best.errors();
    double root = Math.sqrt(stepsPerYear);
    double volatility = v[1] * root;
    double k = StrictMath.expm1(v[3] + v[4] * v[4] / 2);
    double drift = (v[0] + v[1] * v[1] / 2 + v[2] * k) * stepsPerYear;
    double grown = v[2] * (1 + k);
    double driftError = best.error(new double[] {1, v[1], k, grown, grown * v[4]}) * stepsPerYear;
    return new Fit<>(
        new Merton(drift, volatility, v[2] * stepsPerYear, v[3], v[4], stepsPerYear),
        List.of("drift", "volatility", "intensity", "jump-mean", "jump-deviation"),
        List.of(drift, volatility, v[2] * stepsPerYear, v[3], v[4]),
        List.of(driftError, e[1] * root, e[2] * stepsPerYear, e[3], e[4]),
        best.logLikelihood());
  }

  private static double logLikelihood(double[] v, double[] returns) {
    if (!(v[1] > 0 && v[2] > 0 && v[2] < 5 && v[4] > 0)) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (double x : returns) {
      double weight = StrictMath.exp(-v[2]);
      double density = 0;
      for (int n = 0; n <= 10; n++) {
        double variance = v[1] * v[1] + n * v[4] * v[4];
        double d = x - v[0] - n * v[3];
        density += weight * StrictMath.exp(-d * d / (2 * variance)) / Math.sqrt(variance);
        weight *= v[2] / (n + 1);
      }
      sum += StrictMath.log(density) - HALF_LOG_TWO_PI;
    }
    return sum;
  }

  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  private static final class Steps implements Walk {
    private final Merton model;
    private final double drift;
    private final double deviation;
    private final double[] cumulative = new double[MOST_JUMPS];
    private final PairedDraws normals;
    private final PairedDraws sizes;
    private final PairedDraws uniforms;
    private long first;
    private int lanes;
    private int step;

    Steps(Merton model, Blocks random) {
      this.model = model;
      double dt = 1 / model.stepsPerYear;
      double variance = model.volatility * model.volatility;
      drift = (model.drift - variance / 2 - model.intensity * model.jumpGrowth()) * dt;
      deviation = model.volatility * Math.sqrt(dt);
      normals = PairedDraws.normals(random, 0);
      uniforms = PairedDraws.uniforms(random, 1);
      sizes = PairedDraws.normals(random, 2);
      double mean = model.intensity * dt;
      double term = StrictMath.exp(-mean);
      double sum = 0;
      for (int n = 0; n < MOST_JUMPS; n++) {
        sum += term;
        cumulative[n] = sum;
        term *= mean / (n + 1);
      }
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      step = 0;
    }

    @Override
    public void next(double[] x) {
      double[] z = normals.at(first, lanes, step);
      double[] u = uniforms.at(first, lanes, step);
      double[] y = sizes.at(first, lanes, step);
      step++;
      for (int p = 0; p < lanes; p++) {
        x[p] = drift + deviation * z[p];
        if (u[p] > cumulative[0]) {
          int n = jumps(u[p]);
          x[p] += n * model.jumpMean + Math.sqrt(n) * model.jumpDeviation * y[p];
        }
      }
    }

    private int jumps(double u) {
      int n = 1;
      while (n < MOST_JUMPS && u > cumulative[n]) {
        n++;
      }
      return n;
    }
  }
}
