package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.stats.Moments;
import java.util.List;

/**
 * Geometric Brownian motion (Samuelson 1965): log returns {@code (drift - volatility^2 / 2) dt +
 * volatility sqrt(dt) Z}, exact at every step.
 *
 * @param drift expected growth a year, continuously compounded
 * @param volatility a year, > 0
 * @param stepsPerYear 1 / dt
 */
public record Gbm(double drift, double volatility, double stepsPerYear) implements PathModel {
  public Gbm {
    Checks.finite("drift", drift);
    Checks.positive("volatility", volatility);
    Checks.positive("steps per year", stepsPerYear);
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

  /**
   * Maximum likelihood from log returns: {@code volatility^2 = B m2}, {@code drift = B mean +
   * volatility^2 / 2} (Campbell, Lo and MacKinlay 1997, 9.3); standard errors, which hold for
   * returns that are not normal, {@code volatility sqrt((k - 1) / (4 n))} and {@code
   * sqrt(volatility^2 B / n + volatility^4 (k - 1) / (4 n))} with the kurtosis k (Cramer 1946).
   */
  public static Fit<Gbm> fit(double[] logReturns, double stepsPerYear) {
    Sample sample = Sample.of(logReturns, 10);
    double volatility = Math.sqrt(sample.variance() * stepsPerYear);
    double n = logReturns.length;
    double v2 = volatility * volatility;
    double drift = sample.mean() * stepsPerYear + v2 / 2;
    double relative = Moments.of(logReturns).relativeError();
    double driftError = Math.sqrt(v2 * stepsPerYear / n + v2 * v2 * relative * relative);
    return new Fit<>(
        new Gbm(drift, volatility, stepsPerYear),
        List.of("drift", "volatility"),
        List.of(drift, volatility),
        List.of(driftError, volatility * relative),
        -n / 2 * (StrictMath.log(2 * Math.PI * sample.variance()) + 1));
  }

  private static final class Steps implements Walk {
    private final double drift;
    private final double deviation;
    private final PairedDraws normals;
    private long first;
    private int lanes;
    private int step;

    Steps(Gbm model, Blocks random) {
      double dt = 1 / model.stepsPerYear;
      drift = (model.drift - model.volatility * model.volatility / 2) * dt;
      deviation = model.volatility * Math.sqrt(dt);
      normals = PairedDraws.normals(random, 0);
    }

    @Override
    public void start(long first, int lanes) {
      this.first = first;
      this.lanes = lanes;
      step = 0;
    }

    @Override
    public void next(double[] x) {
      double[] z = normals.at(first, lanes, step++);
      double drift = this.drift;
      double deviation = this.deviation;
      for (int p = 0; p < lanes; p++) {
        x[p] = drift + deviation * z[p];
      }
    }
  }
}
