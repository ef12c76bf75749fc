package finagent.sandbox.scenario;

import finagent.sandbox.risk.Covariance;
import finagent.sandbox.risk.Exposures;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The most plausible way to lose a given amount: the shock s of least Mahalanobis distance {@code
 * sqrt(s' C^-1 s)} with {@code sum(money s) = -loss}, which is {@code s = -loss C money / (money' C
 * money)} at distance {@code loss / deviation} (Breuer, Jandacka, Rheinberger and Summer 2009).
 * Immutable.
 */
public final class ReverseStress implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double loss;
  private final double distance;
  private final double[] shocks;
  private final boolean[] bound;

  private ReverseStress(double loss, double distance, double[] shocks, boolean[] bound) {
    this.loss = loss;
    this.distance = distance;
    this.shocks = shocks;
    this.bound = bound;
  }

  /**
   * Finds it. Where the plain answer would let an instrument fall by more than everything, the fall
   * is held at 100 % and the others are moved further (an active set, each step the same closed
   * form given the falls held so far).
   *
   * @param loss above 0, in the unit of the exposures
   */
  public static ReverseStress of(Exposures book, Covariance covariance, double loss) {
    if (!(loss > 0 && loss < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid loss: %s (must be > 0 and finite)".formatted(loss));
    }
    double[] money = book.toArray();
    checkPossible(money, loss);
    double deviation = covariance.deviation(money);
    double[] product = covariance.times(money);
    double[] shocks = new double[money.length];
    for (int i = 0; i < shocks.length; i++) {
      shocks[i] = -loss * product[i] / (deviation * deviation);
    }
    boolean[] bound = new boolean[shocks.length];
    if (holds(shocks, bound)) {
      return new ReverseStress(loss, loss / deviation, shocks, bound);
    }
    while (!holds(shocks, bound)) {
      for (int i = 0; i < shocks.length; i++) {
        bound[i] |= shocks[i] < -1;
      }
      shocks = conditional(money, covariance, loss, bound);
    }
    return new ReverseStress(loss, distance(covariance, shocks), shocks, bound);
  }

  private static void checkPossible(double[] money, double loss) {
    double most = 0;
    for (double amount : money) {
      most += amount < 0 ? Double.POSITIVE_INFINITY : amount;
    }
    if (loss >= most) {
      throw new IllegalArgumentException(
          "A loss of %s cannot happen: the book is long %s and cannot lose more than that; ask for a"
                  .formatted(loss, most)
              + " smaller one");
    }
  }

  private static boolean holds(double[] shocks, boolean[] bound) {
    for (int i = 0; i < shocks.length; i++) {
      if (!bound[i] && shocks[i] < -1) {
        return false;
      }
    }
    return true;
  }

  /** {@code s = C A' (A C A')^-1 b}, rows of A: the loss, and one per fall that is held at -1. */
  private static double[] conditional(
      double[] money, Covariance covariance, double loss, boolean[] bound) {
    int n = money.length;
    int held = 0;
    for (boolean one : bound) {
      held += one ? 1 : 0;
    }
    double[][] rows = new double[held + 1][n];
    double[] wanted = new double[held + 1];
    double unit = 0;
    for (double amount : money) {
      unit = Math.max(unit, Math.abs(amount));
    }
    for (int i = 0; i < n; i++) {
      rows[0][i] = money[i] / unit;
    }
    wanted[0] = -loss / unit;
    int row = 1;
    for (int i = 0; i < n; i++) {
      if (bound[i]) {
        rows[row][i] = 1;
        wanted[row++] = -1;
      }
    }
    double[][] products = new double[rows.length][];
    double[][] system = new double[rows.length][rows.length];
    for (int a = 0; a < rows.length; a++) {
      products[a] = covariance.times(rows[a]);
      for (int b = 0; b < rows.length; b++) {
        for (int i = 0; i < n; i++) {
          system[a][b] += products[a][i] * rows[b][i];
        }
      }
    }
    double[] multipliers = Linear.solve(system, wanted);
    double[] shocks = new double[n];
    for (int a = 0; a < rows.length; a++) {
      for (int i = 0; i < n; i++) {
        shocks[i] += multipliers[a] * products[a][i];
      }
    }
    for (int i = 0; i < n; i++) {
      shocks[i] = bound[i] ? -1 : shocks[i];
    }
    return shocks;
  }

  /** The root of {@code s' C^-1 s}, by forward substitution in C = L L'. */
  private static double distance(Covariance covariance, double[] shocks) {
    int n = shocks.length;
    double[] z = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double rest = shocks[i];
      for (int j = 0; j < i; j++) {
        rest -= covariance.root(i, j) * z[j];
      }
      z[i] = covariance.root(i, i) == 0 ? 0 : rest / covariance.root(i, i);
      sum += z[i] * z[i];
    }
    return Math.sqrt(sum);
  }

  public double loss() {
    return loss;
  }

  /** Mahalanobis distance: how many standard deviations away the shock lies. */
  public double distance() {
    return distance;
  }

  /** Simple return of instrument i. */
  public double at(int i) {
    return shocks[i];
  }

  /** Whether the fall of instrument i was held at 100 %. */
  public boolean held(int i) {
    return bound[i];
  }

  public double[] toArray() {
    return Arrays.copyOf(shocks, shocks.length);
  }
}
