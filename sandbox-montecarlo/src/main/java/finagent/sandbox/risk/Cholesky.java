package finagent.sandbox.risk;

/** The lower triangular root of a positive semi-definite matrix; O(n^3). */
final class Cholesky {
  private Cholesky() {}

  /**
   * L with {@code L L' = matrix}, row-major; a column of zeros where the matrix is singular.
   *
   * @param rounding share of a variance that a pivot may miss by
   */
  static double[] of(double[] matrix, int n, double rounding) {
    double[] root = new double[n * n];
    for (int j = 0; j < n; j++) {
      double pivot = matrix[j * n + j];
      for (int k = 0; k < j; k++) {
        pivot -= root[j * n + k] * root[j * n + k];
      }
      double least = rounding * matrix[j * n + j];
      if (pivot < -least) {
        throw refused(j, pivot, matrix[j * n + j]);
      }
      boolean singular = pivot <= least;
      double diagonal = singular ? 0 : Math.sqrt(pivot);
      root[j * n + j] = diagonal;
      for (int i = j + 1; i < n; i++) {
        double rest = matrix[i * n + j];
        for (int k = 0; k < j; k++) {
          rest -= root[i * n + k] * root[j * n + k];
        }
        double most = Math.sqrt(rounding * matrix[i * n + i] * matrix[j * n + j]);
        if (singular && Math.abs(rest) > most) {
          throw refused(j, pivot, matrix[j * n + j]);
        }
        root[i * n + j] = singular ? 0 : rest / diagonal;
      }
    }
    return root;
  }

  private static IllegalArgumentException refused(int j, double pivot, double variance) {
    return new IllegalArgumentException(
        ("The matrix is not positive semi-definite: given the instruments before it, instrument %d"
                + " would have the variance %s (its own is %s); correlations estimated pair by pair"
                + " or set by hand often contradict each other: estimate all from the same rows")
            .formatted(j, pivot, variance));
  }
}
