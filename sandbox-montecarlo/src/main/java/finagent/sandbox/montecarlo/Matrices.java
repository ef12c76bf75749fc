package finagent.sandbox.montecarlo;

import java.util.Arrays;

/** Small dense symmetric matrices, row-major, in plain Java and a fixed order of operations. */
final class Matrices {
  private Matrices() {}

  /** Inverse by Gauss and Jordan with pivoting; NaN if singular. O(n^3). */
  static double[] inverse(double[] matrix, int n) {
    double[] a = matrix.clone();
    double[] b = new double[n * n];
    for (int i = 0; i < n; i++) {
      b[i * n + i] = 1;
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(a[r * n + c]) > Math.abs(a[pivot * n + c])) {
          pivot = r;
        }
      }
      if (!(Math.abs(a[pivot * n + c]) > 0)) {
        Arrays.fill(b, Double.NaN);
        return b;
      }
      swap(a, b, n, c, pivot);
      eliminate(a, b, n, c);
    }
    return b;
  }

  private static void swap(double[] a, double[] b, int n, int r, int s) {
    for (int k = 0; k < n; k++) {
      double x = a[r * n + k];
      a[r * n + k] = a[s * n + k];
      a[s * n + k] = x;
      x = b[r * n + k];
      b[r * n + k] = b[s * n + k];
      b[s * n + k] = x;
    }
  }

  private static void eliminate(double[] a, double[] b, int n, int c) {
    double scale = 1 / a[c * n + c];
    for (int k = 0; k < n; k++) {
      a[c * n + k] *= scale;
      b[c * n + k] *= scale;
    }
    for (int r = 0; r < n; r++) {
      double factor = a[r * n + c];
      if (r != c && factor != 0) {
        for (int k = 0; k < n; k++) {
          a[r * n + k] -= factor * a[c * n + k];
          b[r * n + k] -= factor * b[c * n + k];
        }
      }
    }
  }

  /**
   * Eigenvalues by cyclic rotations (Jacobi 1846): {@code values} get them, {@code vectors} their
   * vectors in columns. O(n^3) a sweep.
   */
  static void eigen(double[] matrix, int n, double[] values, double[] vectors) {
    double[] a = matrix.clone();
    Arrays.fill(vectors, 0);
    for (int i = 0; i < n; i++) {
      vectors[i * n + i] = 1;
    }
    for (int sweep = 0; sweep < 60; sweep++) {
      double off = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          off += a[i * n + j] * a[i * n + j];
          rotate(a, vectors, n, j, i);
        }
      }
      if (off < 1e-30) {
        break;
      }
    }
    for (int i = 0; i < n; i++) {
      values[i] = a[i * n + i];
    }
  }

  private static void rotate(double[] a, double[] vectors, int n, int p, int q) {
    double apq = a[p * n + q];
    if (apq == 0) {
      return;
    }
    double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
    double t = 1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    t = theta < 0 ? -t : t;
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < n; k++) {
      double x = a[k * n + p];
      double y = a[k * n + q];
      a[k * n + p] = c * x - s * y;
      a[k * n + q] = s * x + c * y;
    }
    for (int k = 0; k < n; k++) {
      double x = a[p * n + k];
      double y = a[q * n + k];
      a[p * n + k] = c * x - s * y;
      a[q * n + k] = s * x + c * y;
      x = vectors[k * n + p];
      y = vectors[k * n + q];
      vectors[k * n + p] = c * x - s * y;
      vectors[k * n + q] = s * x + c * y;
    }
  }
}
