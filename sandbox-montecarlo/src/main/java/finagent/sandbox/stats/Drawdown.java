package finagent.sandbox.stats;

/**
 * How far and how long an equity curve was below its running peak; O(n).
 *
 * @param depth the deepest point as a return from its peak, e.g. -0.25; 0 if it never fell; NaN if
 *     a value is missing
 * @param length bars from the peak before the deepest point until equity was back at it, or to the
 *     end of the curve if it never was
 * @param underWater share of the bars after the first at which equity was below its peak
 */
public record Drawdown(double depth, int length, double underWater) {
  public static Drawdown of(double[] equity) {
    double peak = Double.NEGATIVE_INFINITY;
    double depth = 0;
    int peakBar = 0;
    int deepestFrom = 0;
    int below = 0;
    for (int t = 0; t < equity.length; t++) {
      if (Double.isNaN(equity[t])) {
        return new Drawdown(Double.NaN, 0, Double.NaN);
      }
      if (equity[t] >= peak) {
        peak = equity[t];
        peakBar = t;
      } else {
        below++;
        double fall = equity[t] / peak - 1;
        if (fall < depth) {
          depth = fall;
          deepestFrom = peakBar;
        }
      }
    }
    double share = equity.length < 2 ? Double.NaN : (double) below / (equity.length - 1);
    return new Drawdown(depth, depth < 0 ? back(equity, deepestFrom) : 0, share);
  }

  private static int back(double[] equity, int from) {
    int t = from + 1;
    while (t < equity.length - 1 && equity[t] < equity[from]) {
      t++;
    }
    return t - from;
  }
}
