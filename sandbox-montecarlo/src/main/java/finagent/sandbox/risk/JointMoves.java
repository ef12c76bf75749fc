package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import finagent.sandbox.random.Philox;
import java.util.Arrays;

/**
 * Joint log moves of a book's instruments over a horizon, path by path: {@code x = L z}, z standard
 * normal, times {@code sqrt((v - 2) / chi2_v)} per session for Student's t, so that the covariance
 * is that of L either way. Draws are addressed by (path, session, instrument id). With a tilt, z of
 * the first session is shifted against the book and the path carries the ratio of densities.
 */
final class JointMoves {
  private static final long MIXING = Philox.instrument("mixing");
  private static final int ATTEMPTS = 1_000;

  private final Exposures book;
  private final Simulation simulation;
  private final int horizon;
  private final Philox random;
  private final long[] ids;
  private final double[] root;

  /** {@code L' money}: the profit's slope in each z. */
  private final double[] slope;

  private final double deviation;
  private final double tilt;
  private final double[] z;
  final double[] move;
  double weight;

  /** Linear profit of the path, {@code sum(money x)}. */
  double linear;

  JointMoves(
      Exposures book, Covariance covariance, Simulation simulation, double level, int horizon) {
    this.book = book;
    this.simulation = simulation;
    this.horizon = horizon;
    random = Philox.of(simulation.seed(), "risk-monte-carlo");
    int n = book.size();
    ids = new long[n];
    root = new double[n * n];
    slope = new double[n];
    z = new double[n];
    move = new double[n];
    deviation = covariance.deviation(book.toArray());
    for (int i = 0; i < n; i++) {
      ids[i] = Philox.instrument(book.instruments().id(i));
      for (int j = 0; j <= i; j++) {
        root[i * n + j] = covariance.root(i, j);
        slope[j] += covariance.root(i, j) * book.money(i);
      }
    }
    tilt = simulation.technique().tilts() ? Normal.quantile(level) : 0;
  }

  /** Profit of a path; {@link #move}, {@link #weight} and {@link #linear} then belong to it. */
  double profit(long path) {
    Arrays.fill(move, 0);
    weight = 1;
    if (simulation.isNormal()) {
      session(path, 0, Math.sqrt(horizon));
    } else {
      for (int s = 0; s < horizon; s++) {
        session(path, s, mixing(path, s));
      }
    }
    double profit = 0;
    linear = 0;
    for (int i = 0; i < move.length; i++) {
      profit += book.money(i) * StrictMath.expm1(move[i]);
      linear += book.money(i) * move[i];
    }
    return profit;
  }

  private void session(long path, int s, double scale) {
    int n = z.length;
    double along = 0;
    for (int i = 0; i < n; i++) {
      z[i] = random.normal(path, s, ids[i], 0);
      along += z[i] * slope[i] / deviation;
    }
    if (tilt > 0 && s == 0) {
      weight = StrictMath.exp(tilt * along - tilt * tilt / 2);
      for (int i = 0; i < n; i++) {
        z[i] -= tilt * slope[i] / deviation;
      }
    }
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += root[i * n + j] * z[j];
      }
      move[i] += scale * sum;
    }
  }

  /** {@code sqrt((v - 2) / chi2_v)}, chi2 by Marsaglia and Tsang (2000). */
  private double mixing(long path, int s) {
    double shape = simulation.degrees() / 2;
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    for (int k = 0; k < ATTEMPTS; k++) {
      double x = random.normal(path, s, MIXING, 2 * k);
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      double u = random.uniform(path, s, MIXING, 2 * k + 1);
      if (v > 0 && StrictMath.log(u) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return Math.sqrt((simulation.degrees() - 2) / (2 * d * v));
      }
    }
    throw new IllegalStateException("No chi-square draw in " + ATTEMPTS + " attempts");
  }

  /** Standard deviation of the linear profit over the horizon. */
  double deviation() {
    return deviation * Math.sqrt(horizon);
  }
}
