package finagent.sandbox.risk;

import finagent.sandbox.stats.Sum;
import java.io.Serializable;

/**
 * A covariance matrix of simple returns per session: symmetric, positive semi-definite, every
 * variance above 0; whatever is not is refused. Immutable.
 */
public final class Covariance implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Pivots within this share of their variance are rounding. */
  private static final double ROUNDING = 1e-10;

  private final int size;
  private final double[] matrix;
  private final double[] root;

  private Covariance(int size, double[] matrix, double[] root) {
    this.size = size;
    this.matrix = matrix;
    this.root = root;
  }

  /** A matrix that is stated, not estimated. */
  public static Covariance of(double[][] rows) {
    return of(flat(rows), rows.length);
  }

  /** From annual to one session: every entry over {@code sessionsPerYear}. */
  public Covariance perSession(double sessionsPerYear) {
    return times(1 / sessionsPerYear);
  }

  /** From volatilities and correlations: {@code vol_i vol_j rho_ij}. */
  public static Covariance of(double[] volatility, double[][] correlation) {
    double[] matrix = flat(correlation);
    int n = volatility.length;
    if (n != correlation.length) {
      throw new IllegalArgumentException(
          "%d volatilities for %d correlations".formatted(n, correlation.length));
    }
    for (int i = 0; i < n; i++) {
      if (matrix[i * n + i] != 1) {
        throw new IllegalArgumentException(
            "Invalid correlation of instrument %d with itself: %s (must be 1)"
                .formatted(i, matrix[i * n + i]));
      }
      if (!(volatility[i] > 0)) {
        throw new IllegalArgumentException(
            "Invalid volatility of instrument %d: %s (must be > 0; leave out what does not move)"
                .formatted(i, volatility[i]));
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i * n + j] *= volatility[i] * volatility[j];
      }
    }
    return of(matrix, n);
  }

  /** The sample covariance (divisor n - 1) of a history. */
  public static Covariance sample(History history) {
    int n = history.instruments().size();
    int rows = history.rows();
    if (rows < 2) {
      throw new IllegalArgumentException(
          "A covariance needs at least 2 returns of each instrument; there are " + rows);
    }
    double[] mean = history.means();
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        Sum sum = new Sum();
        for (int r = 0; r < rows; r++) {
          sum.add((history.at(r, i) - mean[i]) * (history.at(r, j) - mean[j]));
        }
        matrix[i * n + j] = sum.value() / (rows - 1);
        matrix[j * n + i] = matrix[i * n + j];
      }
      if (!(matrix[i * n + i] > 1e-28)) {
        throw new IllegalArgumentException(
            "Instrument '%s' did not move in %d returns: its volatility is 0, not small; leave it out"
                    .formatted(history.instruments().id(i), rows)
                + " or choose another period");
      }
    }
    return of(matrix, n);
  }

  private static Covariance of(double[] matrix, int n) {
    for (int i = 0; i < n; i++) {
      if (!(matrix[i * n + i] > 0 && matrix[i * n + i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid variance of instrument %d: %s (must be > 0 and finite)"
                .formatted(i, matrix[i * n + i]));
      }
      for (int j = 0; j < i; j++) {
        double above = matrix[j * n + i];
        double below = matrix[i * n + j];
        if (!(Math.abs(above - below)
            <= 1e-12 * Math.sqrt(matrix[i * n + i] * matrix[j * n + j]))) {
          throw new IllegalArgumentException(
              "Invalid covariance: entry (%d, %d) is %s but (%d, %d) is %s (must be symmetric)"
                  .formatted(i, j, below, j, i, above));
        }
      }
    }
    return new Covariance(n, matrix, Cholesky.of(matrix, n, ROUNDING));
  }

  private static double[] flat(double[][] rows) {
    int n = rows.length;
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      if (rows[i].length != n) {
        throw new IllegalArgumentException(
            "Invalid covariance: %d rows but row %d has %d entries"
                .formatted(n, i, rows[i].length));
      }
      System.arraycopy(rows[i], 0, matrix, i * n, n);
    }
    return matrix;
  }

  /** Every entry times a number above 0; volatilities grow by its square root. */
  public Covariance times(double factor) {
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid factor: %s (must be > 0 and finite)".formatted(factor));
    }
    double[] scaled = matrix.clone();
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] *= factor;
    }
    return of(scaled, size);
  }

  /** All correlations moved a share of the way to 1; variances stay. */
  public Covariance correlated(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("Invalid share: %s (must be in [0, 1])".formatted(share));
    }
    double[] moved = matrix.clone();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double full = Math.sqrt(at(i, i)) * Math.sqrt(at(j, j));
        moved[i * size + j] = i == j ? at(i, i) : at(i, j) + share * (full - at(i, j));
      }
    }
    return of(moved, size);
  }

  public int size() {
    return size;
  }

  public double at(int i, int j) {
    return matrix[i * size + j];
  }

  /** Entry (i, j) of the lower triangular root L, {@code L L' = } this. */
  public double root(int i, int j) {
    return root[i * size + j];
  }

  /** This times a vector. */
  public double[] times(double[] vector) {
    if (vector.length != size) {
      throw new IllegalArgumentException(
          "The covariance is of %d instruments, the book of %d".formatted(size, vector.length));
    }
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += matrix[i * size + j] * vector[j];
      }
      product[i] = sum;
    }
    return product;
  }

  /** Standard deviation of {@code sum(vector x returns)}; refused where it is 0. */
  public double deviation(double[] vector) {
    double[] product = times(vector);
    double variance = 0;
    double size = 0;
    for (int i = 0; i < product.length; i++) {
      variance += vector[i] * product[i];
      size += vector[i] * vector[i] * at(i, i);
    }
    if (!(variance > 1e-14 * size)) {
      throw new IllegalArgumentException(
          "The book's volatility is 0 by this covariance: it is hedged completely, or holds"
              + " nothing; its risk cannot come from these returns");
    }
    return Math.sqrt(variance);
  }
}
