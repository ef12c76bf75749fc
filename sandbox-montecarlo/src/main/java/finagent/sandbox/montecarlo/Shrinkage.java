package finagent.sandbox.montecarlo;

import java.util.Arrays;

/**
 * The sample covariance drawn toward a multiple of the identity, as far as its own noise asks for
 * (Ledoit and Wolf 2004, "A well-conditioned estimator for large-dimensional covariance matrices"):
 * {@code S* = a m I + (1 - a) S}, {@code m = tr(S) / n}, {@code a = min(b^2, d^2) / d^2}, {@code
 * d^2 = |S - m I|^2}, {@code b^2 = sum over t of |x_t x_t' - S|^2 / T^2}. Positive definite even
 * with fewer sessions than instruments.
 *
 * @param covariance S*, per step
 * @param intensity a, in 0..1
 */
public record Shrinkage(Covariance covariance, double intensity) {
  /**
   * Of returns, row-major by session; O(sessions x n^2).
   *
   * @param scaled whether to shrink correlations (of standardised returns) and keep the sample's
   *     variances; else as published
   */
  public static Shrinkage of(int sessions, int n, double[] returns, boolean scaled) {
    if (sessions < 2 || returns.length != sessions * n) {
      throw new IllegalArgumentException(
          "Invalid returns: %d values for %d sessions (at least 2) x %d instruments"
              .formatted(returns.length, sessions, n));
    }
    double[] deviations = new double[n];
    double[] x = centred(sessions, n, returns, deviations, scaled);
    double[] s = new double[n * n];
    double fourth = 0;
    for (int t = 0; t < sessions; t++) {
      double norm = 0;
      for (int i = 0; i < n; i++) {
        double xi = x[t * n + i];
        norm += xi * xi;
        for (int j = 0; j <= i; j++) {
          s[i * n + j] += xi * x[t * n + j];
        }
      }
      fourth += norm * norm;
    }
    return shrink(sessions, n, s, fourth, deviations);
  }

  private static Shrinkage shrink(
      int sessions, int n, double[] s, double fourth, double[] deviations) {
    double trace = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        s[i * n + j] /= sessions;
        s[j * n + i] = s[i * n + j];
        square += (i == j ? 1 : 2) * s[i * n + j] * s[i * n + j];
      }
      trace += s[i * n + i];
    }
    double m = trace / n;
    double d2 = square - n * m * m;
    double b2 = (fourth / sessions - square) / sessions;
    double a = d2 <= 0 ? 1 : Math.max(0, Math.min(1, b2 / d2));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double shrunk = (1 - a) * s[i * n + j] + (i == j ? a * m : 0);
        s[i * n + j] = shrunk * (deviations[i] * deviations[j]);
      }
    }
    return new Shrinkage(Covariance.of(n, s), a);
  }

  private static double[] centred(
      int sessions, int n, double[] returns, double[] deviations, boolean scaled) {
    double[] x = new double[sessions * n];
    Arrays.fill(deviations, 1);
    double[] column = new double[sessions];
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < sessions; t++) {
        column[t] = returns[t * n + i];
      }
      Sample sample = Sample.of(column, 2);
      deviations[i] = scaled ? Math.sqrt(sample.variance()) : 1;
      for (int t = 0; t < sessions; t++) {
        x[t * n + i] = (column[t] - sample.mean()) / deviations[i];
      }
    }
    return x;
  }
}
