package finagent.sandbox.kernel.alpha;

import java.util.Arrays;

/** Control of the share of false discoveries among many tests (Benjamini and Hochberg 1995). */
final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * The largest p-value that is rejected: the greatest {@code p_(k) <= k rate / m} over the m
   * sorted p-values; -1 if none is. Cost O(m log m).
   */
  static double threshold(double[] pValues, double rate) {
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    for (int k = sorted.length; k > 0; k--) {
      if (sorted[k - 1] <= k * rate / sorted.length) {
        return sorted[k - 1];
      }
    }
    return -1;
  }
}
