package finagent.sandbox.scenario;

/** Small systems of linear equations, by Gaussian elimination with partial pivoting. */
final class Linear {
  private Linear() {}

  /** The solution of {@code system x = right}; both are used up. */
  static double[] solve(double[][] system, double[] right) {
    int n = right.length;
    double scale = 0;
    for (int k = 0; k < n; k++) {
      scale = Math.max(scale, Math.abs(system[k][k]));
    }
    for (int k = 0; k < n; k++) {
      int best = k;
      for (int r = k + 1; r < n; r++) {
        best = Math.abs(system[r][k]) > Math.abs(system[best][k]) ? r : best;
      }
      double[] row = system[best];
      system[best] = system[k];
      system[k] = row;
      double value = right[best];
      right[best] = right[k];
      right[k] = value;
      if (!(Math.abs(row[k]) > 1e-12 * scale)) {
        throw new IllegalArgumentException(
            "Singular: the %d conditions contradict each other or say the same".formatted(n));
      }
      for (int r = k + 1; r < n; r++) {
        double factor = system[r][k] / row[k];
        for (int c = k; c < n; c++) {
          system[r][c] -= factor * row[c];
        }
        right[r] -= factor * right[k];
      }
    }
    double[] x = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double rest = right[k];
      for (int c = k + 1; c < n; c++) {
        rest -= system[k][c] * x[c];
      }
      x[k] = rest / system[k][k];
    }
    return x;
  }
}
