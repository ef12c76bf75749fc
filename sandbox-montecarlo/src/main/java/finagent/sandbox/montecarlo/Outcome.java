package finagent.sandbox.montecarlo;

import finagent.sandbox.vector.Elementary;

/**
 * What one equity curve amounts to, in one pass and without allocation: the numbers a strategy
 * Monte Carlo keeps of a path. Definitions are those of {@code stats.Performance} and {@code
 * stats.Drawdown}; equal to them but for rounding. Reused from path to path; O(bars).
 */
public final class Outcome {
  private static final double[] NONE = {};

  private double totalReturn;
  private double growth;
  private double volatility;
  private double sharpe;
  private double depth;
  private int length;
  private double underWater;
  private double lowest;
  private double turnover;

  /**
   * Measures {@code equity[from .. to - 1]}; the first value is where it starts from.
   *
   * @param barsPerYear for annualising
   */
  public Outcome measure(double[] equity, int from, int to, double barsPerYear) {
    return measure(equity, NONE, NONE, from, to, barsPerYear);
  }

  /**
   * As {@link #measure(double[], int, int, double)}, beside cash.
   *
   * @param cash simple return of cash over each bar, aligned with equity; NaN = not known, the bar
   *     is left out of the Sharpe ratio; empty = none, the ratio is of plain returns
   * @param traded value traded in each bar, aligned with equity; empty = not known
   */
  public Outcome measure(
      double[] equity, double[] cash, double[] traded, int from, int to, double barsPerYear) {
    int n = to - from - 1;
    if (from < 0 || n < 1) {
      return none();
    }
    double shift = change(equity, from + 1);
    double sum = 0;
    double squares = 0;
    for (int t = from + 1; t < to; t++) {
      double r = change(equity, t) - shift;
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
    sharpe = sharpe(mean, deviation, barsPerYear);
    if (cash.length > 0) {
      overCash(equity, cash, from, to, barsPerYear);
    }
    drawdown(equity, from, to);
    turnover = traded.length == 0 ? Double.NaN : turnover(equity, traded, from, to, barsPerYear);
    return this;
  }

  private static double change(double[] equity, int t) {
    return equity[t - 1] > 0 ? equity[t] / equity[t - 1] - 1 : Double.NaN;
  }

  private static double sharpe(double mean, double deviation, double barsPerYear) {
    boolean moves = deviation > 1e-14 * Math.max(1, Math.abs(mean));
    return moves ? mean / deviation * Math.sqrt(barsPerYear) : Double.NaN;
  }

  private void overCash(double[] equity, double[] cash, int from, int to, double barsPerYear) {
    double shift = change(equity, from + 1);
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int t = from + 1; t < to; t++) {
      if (!Double.isNaN(cash[t])) {
        double r = change(equity, t) - cash[t] - shift;
        sum += r;
        squares += r * r;
        n++;
      }
    }
    double deviation = Math.sqrt(Math.max(0, squares - sum * sum / n) / (n - 1));
    sharpe = sharpe(shift + sum / n, deviation, barsPerYear);
  }

  private static double turnover(
      double[] equity, double[] traded, int from, int to, double barsPerYear) {
    double money = 0;
    double wealth = 0;
    for (int t = from; t < to; t++) {
      money += traded[t];
      wealth += equity[t];
    }
    double average = wealth / (to - from);
    return average > 0 ? money * barsPerYear / (to - from - 1) / average : Double.NaN;
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
    turnover = Double.NaN;
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

  /** Annualised, over cash where it is known; NaN for a curve that does not move. */
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

  /** Traded value per year over average equity, both sides counted; NaN if not known. */
  public double turnover() {
    return turnover;
  }

  /** Lowest equity as a share of the first: ruin at level x is {@code lowest() <= x}. */
  public double lowest() {
    return lowest;
  }
}
