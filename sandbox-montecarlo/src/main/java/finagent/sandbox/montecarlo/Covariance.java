package finagent.sandbox.montecarlo;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A covariance matrix of log returns per step, positive definite: holding one is the proof. What is
 * not positive definite is refused, or {@link #repaired} with the repair stated.
 */
public final class Covariance implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Eigenvalues are raised to this share of the largest. */
  private static final double LEAST = 1e-10;

  private final int size;
  private final double[] values;
  private final double[] factor;
  private final double change;

  private Covariance(int size, double[] values, double[] factor, double change) {
    this.size = size;
    this.values = values;
    this.factor = factor;
    this.change = change;
  }

  /**
   * Of a matrix, row-major.
   *
   * @throws IllegalArgumentException if it is not symmetric or not positive definite
   */
  public static Covariance of(int size, double[] matrix) {
    symmetric(size, matrix);
    double[] factor = new double[size * size];
    int row = cholesky(size, matrix, factor);
    if (row >= 0) {
      throw new IllegalArgumentException(
          ("The covariance matrix is not positive definite: row %d is a combination of those before"
                  + " it. Shrink it (Shrinkage.of) or take Covariance.repaired")
              .formatted(row));
    }
    return new Covariance(size, matrix.clone(), factor, 0);
  }

  /** Of a correlation matrix and standard deviations per step. */
  public static Covariance of(double[] deviations, double[] correlation) {
    int n = deviations.length;
    symmetric(n, correlation);
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      Checks.positive("deviation", deviations[i]);
      if (Math.abs(correlation[i * n + i] - 1) > 1e-9) {
        throw new IllegalArgumentException(
            "Invalid correlation of %d with itself: %s (must be 1)"
                .formatted(i, correlation[i * n + i]));
      }
      for (int j = 0; j < n; j++) {
        matrix[i * n + j] = correlation[i * n + j] * (deviations[i] * deviations[j]);
      }
    }
    return of(n, matrix);
  }

  /**
   * Of a factor model: {@code B F B' + diag(s^2)}.
   *
   * @param loadings n x k, row-major
   * @param factors k x k covariance of the factors
   * @param specific standard deviations of what is left, per instrument
   */
  public static Covariance ofFactors(double[] loadings, double[] factors, double[] specific) {
    int n = specific.length;
    int k = (int) Math.round(Math.sqrt(factors.length));
    if (k * k != factors.length || loadings.length != n * k) {
      throw new IllegalArgumentException(
          "Invalid factor model: %d loadings, %d factor covariances, %d instruments (n x k, k x k, n)"
              .formatted(loadings.length, factors.length, n));
    }
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? specific[i] * specific[i] : 0;
        for (int a = 0; a < k; a++) {
          for (int b = 0; b < k; b++) {
            sum += loadings[i * k + a] * factors[a * k + b] * loadings[j * k + b];
          }
        }
        matrix[i * n + j] = sum;
        matrix[j * n + i] = sum;
      }
    }
    return of(n, matrix);
  }

  /**
   * The nearest one with eigenvalues of at least 1e-10 of the largest and the same variances:
   * negative eigenvalues are raised, then rows and columns rescaled (Rebonato and Jaeckel 1999).
   * {@link #change} says by how much the largest correlation moved.
   */
  public static Covariance repaired(int size, double[] matrix) {
    symmetric(size, matrix);
    double[] values = new double[size];
    double[] vectors = new double[size * size];
    Matrices.eigen(matrix, size, values, vectors);
    double least = LEAST * Arrays.stream(values).max().orElse(0);
    double[] raised = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
          sum += vectors[i * size + k] * Math.max(values[k], least) * vectors[j * size + k];
        }
        raised[i * size + j] = sum;
      }
    }
    double change = rescale(size, matrix, raised);
    Covariance fixed = of(size, raised);
    return new Covariance(size, fixed.values, fixed.factor, change);
  }

  private static double rescale(int size, double[] matrix, double[] raised) {
    double[] scale = new double[size];
    for (int i = 0; i < size; i++) {
      double variance = Checks.positive("variance", matrix[i * size + i]);
      scale[i] = Math.sqrt(variance / raised[i * size + i]);
    }
    double change = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double value = raised[i * size + j] * (scale[i] * scale[j]);
        double unit = Math.sqrt(matrix[i * size + i] * matrix[j * size + j]);
        change = Math.max(change, Math.abs(value - matrix[i * size + j]) / unit);
        raised[i * size + j] = value;
        raised[j * size + i] = value;
      }
    }
    return change;
  }

  private static void symmetric(int size, double[] matrix) {
    if (size < 1 || matrix.length != size * size) {
      throw new IllegalArgumentException(
          "Invalid matrix: %d values for size %d".formatted(matrix.length, size));
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double a = Checks.finite("covariance", matrix[i * size + j]);
        double b = Checks.finite("covariance", matrix[j * size + i]);
        if (Math.abs(a - b) > 1e-12 * (Math.abs(a) + Math.abs(b))) {
          throw new IllegalArgumentException(
              "The matrix is not symmetric: %s at (%d, %d), %s at (%d, %d)"
                  .formatted(a, i, j, b, j, i));
        }
      }
    }
  }

  /** Row at which it fails, or -1. */
  private static int cholesky(int n, double[] matrix, double[] factor) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i * n + k] * factor[j * n + k];
        }
        if (i == j) {
          if (!(sum > 1e-13 * matrix[i * n + i])) {
            return i;
          }
          factor[i * n + i] = Math.sqrt(sum);
        } else {
          factor[i * n + j] = sum / factor[j * n + j];
        }
      }
    }
    return -1;
  }

  public int size() {
    return size;
  }

  public double at(int i, int j) {
    return values[i * size + j];
  }

  public double correlation(int i, int j) {
    return at(i, j) / Math.sqrt(at(i, i) * at(j, j));
  }

  /** Entry of the lower triangular factor L of {@code L L'} (Cholesky). */
  public double factor(int i, int j) {
    return factor[i * size + j];
  }

  /** Largest change of a correlation a repair has made; 0 if there was none. */
  public double change() {
    return change;
  }
}
