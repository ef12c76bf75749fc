package finagent.sandbox.kernel;

import java.util.Arrays;

/** The k-th largest or smallest of some numbers without sorting them all. */
public final class Extremes {
  /** Above it a whole sort is quicker. */
  private static final int FEW = 32;

  private Extremes() {}

  /**
   * The k-th largest, k from 1, of the first n values, none of them NaN or -0.0; reorders them. O(n
   * + k^2) on values in random order.
   */
  public static double largest(double[] values, int n, int k) {
    if (k > FEW) {
      Arrays.sort(values, 0, n);
      return values[n - k];
    }
    // The first k places hold the largest so far, the smallest of them first.
    for (int i = 1; i < n; i++) {
      double value = values[i];
      if (i < k) {
        int j = i - 1;
        while (j >= 0 && values[j] > value) {
          values[j + 1] = values[j];
          j--;
        }
        values[j + 1] = value;
      } else if (value > values[0]) {
        values[i] = values[0];
        int j = 1;
        while (j < k && values[j] < value) {
          values[j - 1] = values[j];
          j++;
        }
        values[j - 1] = value;
      }
    }
    return values[0];
  }

  /** The k-th smallest, likewise. */
  public static double smallest(double[] values, int n, int k) {
    if (k > FEW) {
      Arrays.sort(values, 0, n);
      return values[k - 1];
    }
    for (int i = 1; i < n; i++) {
      double value = values[i];
      if (i < k) {
        int j = i - 1;
        while (j >= 0 && values[j] < value) {
          values[j + 1] = values[j];
          j--;
        }
        values[j + 1] = value;
      } else if (value < values[0]) {
        values[i] = values[0];
        int j = 1;
        while (j < k && values[j] > value) {
          values[j - 1] = values[j];
          j++;
        }
        values[j - 1] = value;
      }
    }
    return values[0];
  }
}
