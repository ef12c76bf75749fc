package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Philox;
import java.util.Arrays;

/**
 * The trades or returns of one history in another order, or drawn again with replacement, each as a
 * fraction of the equity it met: what luck in the order alone may do to drawdowns. Reordering keeps
 * the final equity; drawing again does not. O(n) a path.
 */
public final class Reshuffle {
  private final double[] fractions;
  private final boolean replaced;
  private final int[] order;

  private Reshuffle(double[] fractions, boolean replaced) {
    if (fractions.length < 1) {
      throw new IllegalArgumentException("There are no trades or returns to reshuffle");
    }
    for (double f : fractions) {
      if (!(f >= -1 && f < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid fraction: %s (profit over equity before it; must be >= -1 and finite)"
                .formatted(f));
      }
    }
    this.fractions = fractions.clone();
    this.replaced = replaced;
    order = new int[fractions.length];
  }

  /** Each once, in random order. */
  public static Reshuffle reordered(double[] fractions) {
    return new Reshuffle(fractions, false);
  }

  /** Each drawn independently, with replacement. */
  public static Reshuffle redrawn(double[] fractions) {
    return new Reshuffle(fractions, true);
  }

  /** Profits in money as fractions of the equity before each. */
  public static double[] fractions(double capital, double[] profits) {
    double[] fractions = new double[profits.length];
    double equity = Checks.positive("capital", capital);
    for (int k = 0; k < profits.length; k++) {
      if (!(equity > 0)) {
        throw new IllegalArgumentException(
            "Equity is %s before trade %d; fractions of it mean nothing".formatted(equity, k));
      }
      fractions[k] = profits[k] / equity;
      equity += profits[k];
    }
    return fractions;
  }

  /** Writes the equity curve of a path: {@code equity[0] = 1}, then one value per fraction. */
  public void path(Philox random, long path, double[] equity) {
    int n = fractions.length;
    if (equity.length <= n) {
      throw new IllegalArgumentException(
          "An equity curve of %d values needs room for %d".formatted(equity.length, n + 1));
    }
    Arrays.setAll(order, k -> k);
    equity[0] = 1;
    for (int k = 0; k < n; k++) {
      int left = replaced ? n : n - k;
      int j = (replaced ? 0 : k) + random.below(left, path, k, 0, 0);
      int drawn = order[j];
      if (!replaced) {
        order[j] = order[k];
        order[k] = drawn;
      }
      equity[k + 1] = equity[k] * (1 + fractions[drawn]);
    }
  }
}
