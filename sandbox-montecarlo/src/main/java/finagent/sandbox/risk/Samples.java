package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import java.util.Arrays;

/** Checks on samples of profits, and the errors of what is read from their order. */
final class Samples {
  private Samples() {}

  static double[] checked(double[] profits) {
    if (profits.length < 2) {
      throw new IllegalArgumentException(
          "Risk needs at least 2 profits; there are " + profits.length);
    }
    for (int t = 0; t < profits.length; t++) {
      if (!(Math.abs(profits[t]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid profit in row %d: %s (must be finite; leave missing sessions out)"
                .formatted(t, profits[t]));
      }
    }
    return profits;
  }

  static double[] sorted(double[] profits) {
    double[] sorted = checked(profits).clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Refuses a tail with less than one profit in it. */
  static void enough(int n, double level) {
    if (n * (1 - level) < 1 - 1e-9) {
      throw new IllegalArgumentException(
          "%d profits have no worst %s %%: level %s needs at least %d; use more history, or a lower"
                  .formatted(n, 100 * (1 - level), level, (int) Math.ceil(1 / (1 - level) - 1e-9))
              + " level");
    }
  }

  /** Rank, from 1, of the profit whose loss is the value at risk: {@code ceil((1 - level) n)}. */
  static int rank(int n, double level) {
    double worst = (1 - level) * n;
    return (int) Math.max(1, Math.ceil(worst - 1e-9 * worst));
  }

  /** Mean loss of exactly the worst share, the last of it counted in part. */
  static double shortfall(double[] sorted, double level) {
    double worst = (1 - level) * sorted.length;
    int rank = rank(sorted.length, level);
    double sum = 0;
    for (int k = 0; k < rank - 1; k++) {
      sum += sorted[k];
    }
    return -(sum + (worst - (rank - 1)) * sorted[rank - 1]) / worst;
  }

  /**
   * Standard error of the value at risk of independent profits: {@code sqrt(p (1 - p) / n) / f},
   * the density f from the spacing of order statistics, with Bofinger's (1975) bandwidth for a
   * normal tail.
   */
  static double quantileError(double[] sorted, double level) {
    int n = sorted.length;
    double p = 1 - level;
    double z = Normal.quantile(p);
    double f = Normal.density(z);
    double shape = 4.5 * f * f * f * f / ((2 * z * z + 1) * (2 * z * z + 1));
    double h = StrictMath.pow(n, -0.2) * StrictMath.pow(shape, 0.2);
    int rank = rank(n, level);
    int reach = (int) Math.max(1, Math.min(Math.rint(h * n), rank - 1.0));
    int low = Math.max(0, rank - 1 - reach);
    int high = Math.min(n - 1, rank - 1 + reach);
    double sparsity = (sorted[high] - sorted[low]) * n / (high - low);
    return Math.sqrt(p * (1 - p) / n) * sparsity;
  }

  /**
   * Standard error of the expected shortfall of independent profits: {@code sqrt((Var(L | L >= VaR)
   * + level (ES - VaR)^2) / (n (1 - level)))} (Manistre and Hancock 2005).
   */
  static double shortfallError(double[] sorted, double level) {
    int rank = rank(sorted.length, level);
    double valueAtRisk = -sorted[rank - 1];
    double shortfall = shortfall(sorted, level);
    double sum = 0;
    for (int k = 0; k < rank; k++) {
      sum += (sorted[k] + shortfall) * (sorted[k] + shortfall);
    }
    double gap = shortfall - valueAtRisk;
    double variance = sum / rank + level * gap * gap;
    return Math.sqrt(variance / (sorted.length * (1 - level)));
  }
}
