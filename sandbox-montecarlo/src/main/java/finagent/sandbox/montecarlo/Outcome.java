package finagent.sandbox.montecarlo;

import finagent.sandbox.vector.Elementary;

/**
 * What one equity curve amounts to, in one pass and without allocation: the numbers a strategy
 * Monte Carlo keeps of a path. Definitions are those of {@code stats.Performance} and {@code
 * stats.Drawdown}; equal to them but for rounding. Reused from path to path; O(bars).
 */
public final class Outcome {
  private double totalReturn;
  private double growth;
  private double volatility;
  private double sharpe;
  private double depth;
  private int length;
  private double underWater;
  private double lowest;

  /**
   * Measures {@code equity[from .. to - 1]}; the first value is where it starts from.
   *
   * @param barsPerYear for annualising
   */
  public Outcome measure(double[] equity, int from, int to, double barsPerYear) {
    int n = to - from - 1;
    if (from < 0 || n < 1) {
      return none();
    }
    double shift = equity[from + 1] / equity[from] - 1;
    double sum = 0;
    double squares = 0;
    for (int t = from + 1; t < to; t++) {
      double r = equity[t] / equity[t - 1] - 1 - shift;
      sum += r;
      squares += r * r;
    }
    double mean = shift + sum / n;
    double variance = Math.max(0, squares - sum * sum / n) / (n - 1);
    double deviation = Math.sqrt(variance);
    totalReturn = equity[to - 1] / equity[from] - 1;
    growth =
        totalReturn > -1 ? Elementary.expm1(Elementary.log(1 + totalReturn) * barsPerYear / n) : -1;
    volatility = deviation * Math.sqrt(barsPerYear);
    boolean flat = !(deviation > 1e-14 * Math.max(1, Math.abs(mean)));
    sharpe = flat ? Double.NaN : mean / deviation * Math.sqrt(barsPerYear);
    drawdown(equity, from, to);
    return this;
  }

  private Outcome none() {
    totalReturn = Double.NaN;
    growth = Double.NaN;
    volatility = Double.NaN;
    sharpe = Double.NaN;
    depth = Double.NaN;
    length = 0;
    underWater = Double.NaN;
    lowest = Double.NaN;
    return this;
  }

  private void drawdown(double[] equity, int from, int to) {
    double peak = equity[from];
    double deepest = 1;
    double low = equity[from];
    int deepestFrom = from;
    int peakBar = from;
    int below = 0;
    for (int t = from; t < to; t++) {
      double now = equity[t];
      low = Math.min(low, now);
      if (now >= peak) {
        peak = now;
        peakBar = t;
      } else {
        below++;
        if (now < deepest * peak) {
          deepest = now / peak;
          deepestFrom = peakBar;
        }
      }
    }
    depth = deepest - 1;
    length = depth < 0 ? back(equity, deepestFrom, to) : 0;
    underWater = (double) below / (to - from - 1);
    lowest = low / equity[from];
  }

  private static int back(double[] equity, int from, int to) {
    int t = from + 1;
    while (t < to - 1 && equity[t] < equity[from]) {
      t++;
    }
    return t - from;
  }

  public double totalReturn() {
    return totalReturn;
  }

  /** Compound annual growth rate. */
  public double growth() {
    return growth;
  }

  /** Annualised standard deviation of returns. */
  public double volatility() {
    return volatility;
  }

  /** Annualised, over cash at zero; NaN for a curve that does not move. */
  public double sharpe() {
    return sharpe;
  }

  /** Deepest fall from a peak, e.g. -0.25. */
  public double depth() {
    return depth;
  }

  /** Bars from the peak before the deepest point until it was reached again, or to the end. */
  public int length() {
    return length;
  }

  /** Share of the bars below the running peak. */
  public double underWater() {
    return underWater;
  }

  /** Lowest equity as a share of the first: ruin at level x is {@code lowest() <= x}. */
  public double lowest() {
    return lowest;
  }
}
