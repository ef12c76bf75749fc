package finagent.sandbox.stats;

import java.util.Arrays;

/**
 * The worst part of a sample of returns, as positive losses per bar; O(n log n).
 *
 * @param valueAtRisk the loss that is reached or exceeded by the worst {@code share} of the bars:
 *     the {@code ceil(share n)}-th smallest return, with its sign turned
 * @param expectedShortfall mean loss of exactly the worst {@code share} of the bars, the last of
 *     them counted in part (Acerbi and Tasche 2002)
 */
public record Tail(double valueAtRisk, double expectedShortfall) {
  /**
   * Historical, without smoothing; NaN where the worst share is less than one bar.
   *
   * @param share e.g. 0.05 for the 95 % level
   */
  public static Tail of(double[] returns, double share) {
    double worst = share * returns.length;
    double[] sorted = returns.clone();
    Arrays.sort(sorted);
    boolean gaps = sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1]);
    if (!(worst >= 1) || gaps) {
      return new Tail(Double.NaN, Double.NaN);
    }
    int whole = (int) worst;
    Sum sum = new Sum();
    for (int k = 0; k < whole; k++) {
      sum.add(sorted[k]);
    }
    if (worst > whole) {
      sum.add((worst - whole) * sorted[whole]);
    }
    int rank = (int) Math.ceil(worst);
    return new Tail(0.0 - sorted[rank - 1], 0.0 - sum.value() / worst);
  }
}
