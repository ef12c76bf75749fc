package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Lane;
import java.util.List;

/**
 * Markov regime switching (Hamilton 1989): in regime k the log return of a step is normal with mean
 * m(k) and deviation s(k); the regime of the next step is drawn from row k of the transition
 * matrix.
 *
 * @param means per step, by regime
 * @param deviations per step, by regime
 * @param transition row-major: probability of regime j after regime i at {@code i * n + j}
 * @param start probabilities of the regime of the first step
 */
public record Regimes(
    List<Double> means, List<Double> deviations, List<Double> transition, List<Double> start)
    implements PathModel {
  public Regimes {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    transition = List.copyOf(transition);
    start = List.copyOf(start);
    int n = means.size();
    if (n < 1 || deviations.size() != n || transition.size() != n * n || start.size() != n) {
      throw new IllegalArgumentException(
          "Invalid regimes: %d means, %d deviations, %d transitions, %d starts (n, n, n x n, n)"
              .formatted(n, deviations.size(), transition.size(), start.size()));
    }
    means.forEach(mean -> Checks.finite("mean", mean));
    deviations.forEach(d -> Checks.perStep("deviation", Checks.positive("deviation", d)));
    distribution("start", start);
    for (int i = 0; i < n; i++) {
      distribution("transition from regime " + i, transition.subList(i * n, i * n + n));
    }
  }

  private static void distribution(String name, List<Double> probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      sum += Checks.within(name, p, 0, 1);
    }
    if (Math.abs(sum - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "Invalid %s: probabilities %s sum to %s (must be 1)".formatted(name, probabilities, sum));
    }
  }

  @Override
  public int instruments() {
    return 1;
  }

  @Override
  public Walk walk(Blocks random) {
    return new Steps(this, random);
  }

  /** Two regimes, calm first, by maximum likelihood (Hamilton's filter; O(n) a step). */
  public static Fit<Regimes> fitTwo(double[] logReturns) {
    Sample sample = Sample.of(logReturns, 100);
    double sd = Math.sqrt(sample.variance());
    double[] start = {sample.mean(), sample.mean(), 0.7 * sd, 1.6 * sd, 0.97, 0.93};
    double[] step = {sd / 10, sd / 5, sd / 5, sd / 5, -0.03, -0.05};
    double[] filtered = new double[2];
    Likelihood.Best best = Likelihood.maximise(v -> filter(v, logReturns, filtered), start, step);
    double[] v = best.values();
    filter(v, logReturns, filtered);
    double calm = filtered[0] * v[4] + filtered[1] * (1 - v[5]);
    Regimes model =
        new Regimes(
            List.of(v[0], v[1]),
            List.of(v[2], v[3]),
            List.of(v[4], 1 - v[4], 1 - v[5], v[5]),
            List.of(calm, 1 - calm));
    double[] e = best.errors();
    return new Fit<>(
        model,
        List.of("mean-calm", "mean-wild", "sd-calm", "sd-wild", "stay-calm", "stay-wild"),
        List.of(v[0], v[1], v[2], v[3], v[4], v[5]),
        List.of(e[0], e[1], e[2], e[3], e[4], e[5]),
        best.logLikelihood());
  }

  private static double filter(double[] v, double[] x, double[] filtered) {
    boolean inside = v[2] > 0 && v[3] > v[2] && v[4] > 0 && v[4] < 1 && v[5] > 0 && v[5] < 1;
    if (!inside) {
      return Double.NEGATIVE_INFINITY;
    }
    double calm = (1 - v[5]) / (2 - v[4] - v[5]);
    double sum = 0;
    for (double value : x) {
      double a = calm * density(value, v[0], v[2]);
      double b = (1 - calm) * density(value, v[1], v[3]);
      sum += StrictMath.log(a + b);
      filtered[0] = a / (a + b);
      filtered[1] = b / (a + b);
      calm = filtered[0] * v[4] + filtered[1] * (1 - v[5]);
    }
    return sum;
  }

  private static double density(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return StrictMath.exp(-z * z / 2) / (deviation * ROOT_TWO_PI) + Double.MIN_NORMAL;
  }

  private static final double ROOT_TWO_PI = 2.5066282746310002;

  private static final class Steps implements Walk {
    private final int n;
    private final double[] means;
    private final double[] deviations;
    private final double[] transition;
    private final double[] start;
    private final int[] regime = new int[Lane.WIDTH];
    private final PairedDraws normals;
    private final PairedDraws uniforms;
    private long first;
    private int lanes;
    private int step;

    Steps(Regimes model, Blocks random) {
      n = model.means.size();
      means = array(model.means);
      deviations = array(model.deviations);
      transition = array(model.transition);
      start = array(model.start);
      normals = PairedDraws.normals(random, 0);
      uniforms = PairedDraws.uniforms(random, 1);
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
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
      for (int p = 0; p < lanes; p++) {
        regime[p] = step == 0 ? draw(start, 0, u[p]) : draw(transition, regime[p] * n, u[p]);
        x[p] = means[regime[p]] + deviations[regime[p]] * z[p];
      }
      step++;
    }

    private int draw(double[] probabilities, int at, double u) {
      double sum = probabilities[at];
      int k = 0;
      while (k < n - 1 && u > sum) {
        k++;
        sum += probabilities[at + k];
      }
      return k;
    }
  }
}
