package finagent.sandbox.montecarlo;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Maximum likelihood of a few parameters: the simplex of Nelder and Mead (1965), restarted twice
 * from where it stopped, and their covariance from the inverse of the observed information (central
 * second differences).
 */
final class Likelihood {
  private static final int RESTARTS = 3;
  private static final int STEPS = 400;

  /** Differences are taken over this share of the first simplex. */
  private static final double WIDTH = 0.02;

  private Likelihood() {}

  /** Where the likelihood is largest; the covariance is NaN if it is flat there. */
  static final class Best {
    private final double[] values;

    /** Of the estimates, row-major. */
    private final double[] covariance;

    private final double logLikelihood;

    private Best(double[] values, double[] covariance, double logLikelihood) {
      this.values = values;
      this.covariance = covariance;
      this.logLikelihood = logLikelihood;
    }

    double[] values() {
      return values;
    }

    /** Standard errors of the parameters. */
    double[] errors() {
      int n = values.length;
      double[] errors = new double[n];
      Arrays.setAll(errors, i -> Math.sqrt(covariance[i * n + i]));
      return errors;
    }

    /** Standard error of a function of the parameters, by its gradient (delta method). */
    double error(double[] gradient) {
      int n = values.length;
      double variance = 0;
      for (int k = 0; k < n * n; k++) {
        variance += gradient[k / n] * covariance[k] * gradient[k % n];
      }
      return Math.sqrt(variance);
    }

    double logLikelihood() {
      return logLikelihood;
    }

    /**
     * The same where data need not follow the density: covariance {@code C (sum s s') C}, C the
     * inverse information (White 1982; Bollerslev and Wooldridge 1992).
     *
     * @param scores s of each observation, row-major
     */
    Best robust(double[] scores) {
      int n = values.length;
      double[] root = new double[scores.length];
      for (int k = 0; k < scores.length; k++) {
        for (int j = 0; j < n; j++) {
          root[k] += scores[k - k % n + j] * covariance[j * n + k % n];
        }
      }
      boolean flat = Arrays.stream(errors()).anyMatch(Double::isNaN);
      double[] sandwich = new double[n * n];
      for (int k = 0; k < n * n; k++) {
        for (int row = 0; row < root.length; row += n) {
          sandwich[k] += root[row + k / n] * root[row + k % n];
        }
        sandwich[k] = flat ? Double.NaN : sandwich[k];
      }
      return new Best(values, sandwich, logLikelihood);
    }
  }

  /**
   * Maximises.
   *
   * @param f log likelihood; negative infinity outside the domain
   * @param start inside the domain
   * @param step size of the first simplex, by parameter
   */
  static Best maximise(ToDoubleFunction<double[]> f, double[] start, double[] step) {
    double[] best = start;
    for (int k = 0; k < RESTARTS; k++) {
      best = simplex(f, best, step);
    }
    return new Best(best, covariance(f, best, step), f.applyAsDouble(best));
  }

  private static double[] simplex(ToDoubleFunction<double[]> f, double[] start, double[] step) {
    int n = start.length;
    double[][] x = new double[n + 1][];
    double[] y = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      x[k] = start.clone();
      if (k > 0) {
        x[k][k - 1] += step[k - 1];
      }
      y[k] = f.applyAsDouble(x[k]);
    }
    for (int k = 0; k < STEPS * n; k++) {
      sort(x, y);
      if (Math.abs(y[0] - y[n]) <= 1e-12 * (1 + Math.abs(y[0]))) {
        break;
      }
      move(f, x, y);
    }
    sort(x, y);
    return x[0];
  }

  private static void move(ToDoubleFunction<double[]> f, double[][] x, double[] y) {
    int n = y.length - 1;
    double[] centre = new double[n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        centre[i] += x[k][i] / n;
      }
    }
    double[] reflected = along(centre, x[n], -1);
    double value = f.applyAsDouble(reflected);
    double[] other = along(centre, x[n], value > y[0] ? -2 : value > y[n] ? -0.5 : 0.5);
    double otherValue = f.applyAsDouble(other);
    if (value > y[n - 1] && value >= otherValue) {
      x[n] = reflected;
      y[n] = value;
    } else if (otherValue > y[n]) {
      x[n] = other;
      y[n] = otherValue;
    } else {
      for (int k = 1; k <= n; k++) {
        x[k] = along(x[0], x[k], 0.5);
        y[k] = f.applyAsDouble(x[k]);
      }
    }
  }

  private static double[] along(double[] from, double[] to, double share) {
    double[] point = new double[from.length];
    Arrays.setAll(point, i -> from[i] + share * (to[i] - from[i]));
    return point;
  }

  /** Best first. */
  private static void sort(double[][] x, double[] y) {
    for (int k = 1; k < y.length; k++) {
      double[] point = x[k];
      double value = y[k];
      int j = k - 1;
      while (j >= 0 && !(y[j] >= value)) {
        x[j + 1] = x[j];
        y[j + 1] = y[j];
        j--;
      }
      x[j + 1] = point;
      y[j + 1] = value;
    }
  }

  private static double[] covariance(ToDoubleFunction<double[]> f, double[] at, double[] step) {
    int n = at.length;
    double[] information = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double hi = step[i] * WIDTH;
        double hj = step[j] * WIDTH;
        double second =
            value(f, at, i, hi, j, hj)
                - value(f, at, i, hi, j, -hj)
                - value(f, at, i, -hi, j, hj)
                + value(f, at, i, -hi, j, -hj);
        information[i * n + j] = -second / (4 * hi * hj);
        information[j * n + i] = information[i * n + j];
      }
    }
    return Matrices.inverse(information, n);
  }

  /**
   * Gradients of the terms of a log likelihood by central differences, row-major: terms x
   * parameters.
   *
   * @param step as for {@link #maximise}
   */
  static double[] scores(UnaryOperator<double[]> terms, double[] at, double[] step) {
    int n = at.length;
    double[][] columns = new double[n][];
    for (int i = 0; i < n; i++) {
      double h = step[i] * WIDTH;
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += h;
      down[i] -= h;
      double[] above = terms.apply(up);
      double[] below = terms.apply(down);
      columns[i] = new double[above.length];
      Arrays.setAll(columns[i], t -> (above[t] - below[t]) / (2 * h));
    }
    double[] scores = new double[n * columns[0].length];
    Arrays.setAll(scores, k -> columns[k % n][k / n]);
    return scores;
  }

  private static double value(
      ToDoubleFunction<double[]> f, double[] at, int i, double hi, int j, double hj) {
    double[] point = at.clone();
    point[i] += hi;
    point[j] += hj;
    return f.applyAsDouble(point);
  }
}
