package finagent.sandbox.stats;

import finagent.sandbox.backtest.Metric;
import java.util.Arrays;
import java.util.List;

/**
 * How an equity curve has done: return, risk, and the ratio of the two with its standard error.
 *
 * <p>Returns are simple returns per bar, {@code r(t) = equity(t) / equity(t-1) - 1}; the first
 * value of the curve is where it starts from. Fractions, not percent. Whatever is undefined is NaN,
 * never 0: ratios of a curve that does not move, anything about a curve with missing or
 * non-positive values before its end.
 *
 * @param bars number of returns n
 * @param totalReturn {@code equity(n) / equity(0) - 1}
 * @param growth compound annual growth rate: {@code (1 + totalReturn)^(B / n) - 1}, B bars a year
 * @param growthError delta method on the mean log return: {@code (1 + growth) B s / sqrt(n)}, s the
 *     standard deviation of log returns; assumes independent returns
 * @param volatility sample standard deviation of returns x sqrt(B)
 * @param volatilityError {@code volatility sqrt((kurtosis - 1) / (4 n))} (delta method, independent
 *     returns)
 * @param sharpe {@code sqrt(B) x mean / sample standard deviation} of returns over cash (Sharpe
 *     1994); of plain returns where no cash rate is known
 * @param sharpeError its standard error, see {@link SharpeTests#error}, x sqrt(B)
 * @param sortino {@code sqrt(B) x mean / downside deviation} of returns over cash; downside
 *     deviation is {@code sqrt(sum(min(0, x)^2) / n)} over all n (Sortino and Price 1994)
 * @param calmar growth over the depth of the deepest drawdown, whole curve (Young 1991, who used
 *     three years)
 * @param drawdown depth, length and time under water
 * @param excess moments of the returns over cash, per bar: what the Sharpe tests need
 * @param skew of returns
 * @param kurtosis raw, of returns
 * @param hitRate share of positive returns among those that are not 0
 * @param hitRateError binomial
 * @param tail historical 95 % value at risk and expected shortfall of one bar
 * @param turnover traded value per year over average equity, both sides counted; NaN if not known
 */
public record Performance(
    int bars,
    double totalReturn,
    double growth,
    double growthError,
    double volatility,
    double volatilityError,
    double sharpe,
    double sharpeError,
    double sortino,
    double calmar,
    Drawdown drawdown,
    Moments excess,
    double skew,
    double kurtosis,
    double hitRate,
    double hitRateError,
    Tail tail,
    double turnover) {

  /** Of a curve alone. */
  public static Performance of(double[] equity, double barsPerYear) {
    return of(equity, new double[0], new double[0], barsPerYear);
  }

  /**
   * Of a curve beside cash.
   *
   * @param equity value at the end of each bar
   * @param cash simple return of cash over each bar, aligned with equity (its first value is not
   *     used); empty = none. A bar whose cash return is NaN is left out of what is measured over
   *     cash
   * @param traded value traded in each bar, aligned with equity; empty = not known
   */
  public static Performance of(
      double[] equity, double[] cash, double[] traded, double barsPerYear) {
    check("cash return", cash, equity);
    check("traded value", traded, equity);
    double[] returns = returns(equity);
    double[] over = over(returns, cash);
    Moments plain = Moments.of(returns);
    Moments excess = Moments.of(over);
    double root = Math.sqrt(barsPerYear);
    int n = returns.length;
    double total = totalReturn(equity);
    double growth = growth(total, n, barsPerYear);
    double logDeviation = Moments.of(logs(returns)).deviation();
    double perBar = perBar(excess);
    Drawdown drawdown = Drawdown.of(equity);
    double hits = hitRate(returns);
    return new Performance(
        n,
        total,
        growth,
        (1 + growth) * barsPerYear * logDeviation / Math.sqrt(n),
        plain.deviation() * root,
        plain.deviation() * root * plain.relativeError(),
        perBar * root,
        SharpeTests.error(perBar, excess) * root,
        root * ratio(excess.mean(), downside(over)),
        ratio(growth, -drawdown.depth()),
        drawdown,
        excess,
        plain.skew(),
        plain.kurtosis(),
        hits,
        Math.sqrt(hits * (1 - hits) / Arrays.stream(returns).filter(r -> r != 0).count()),
        Tail.of(returns, 0.05),
        traded.length == 0 || n == 0 ? Double.NaN : turnover(traded, equity, barsPerYear));
  }

  /** {@link #sharpe} alone, to the same bits. */
  public static double sharpe(double[] equity, double[] cash, double barsPerYear) {
    check("cash return", cash, equity);
    return perBar(Moments.of(over(returns(equity), cash))) * Math.sqrt(barsPerYear);
  }

  /** {@link #totalReturn} alone, to the same bits. */
  public static double totalReturn(double[] equity) {
    return equity.length < 2 ? Double.NaN : equity[equity.length - 1] / equity[0] - 1;
  }

  private static double perBar(Moments excess) {
    return excess.deviation() > 0 ? excess.mean() / excess.deviation() : Double.NaN;
  }

  private static void check(String what, double[] values, double[] equity) {
    if (values.length != 0 && values.length != equity.length) {
      throw new IllegalArgumentException(
          "Each value of an equity curve needs its %s: got %d for %d (or none at all)"
              .formatted(what, values.length, equity.length));
    }
  }

  /** Simple returns, one less than values; NaN after a value that is not positive. */
  public static double[] returns(double[] equity) {
    double[] returns = new double[Math.max(0, equity.length - 1)];
    for (int t = 0; t < returns.length; t++) {
      returns[t] = equity[t] > 0 ? equity[t + 1] / equity[t] - 1 : Double.NaN;
    }
    return returns;
  }

  private static double[] over(double[] returns, double[] cash) {
    if (cash.length == 0) {
      return returns;
    }
    double[] over = new double[returns.length];
    int known = 0;
    for (int t = 0; t < returns.length; t++) {
      if (!Double.isNaN(cash[t + 1])) {
        over[known++] = returns[t] - cash[t + 1];
      }
    }
    return Arrays.copyOf(over, known);
  }

  private static double[] logs(double[] returns) {
    double[] logs = new double[returns.length];
    for (int t = 0; t < logs.length; t++) {
      logs[t] = StrictMath.log1p(returns[t]);
    }
    return logs;
  }

  private static double growth(double total, int n, double barsPerYear) {
    return total > -1 ? StrictMath.pow(1 + total, barsPerYear / n) - 1 : Double.NaN;
  }

  private static double downside(double[] over) {
    Sum squares = new Sum();
    for (double value : over) {
      double below = Math.min(0, value);
      squares.add(below * below);
    }
    return Math.sqrt(squares.value() / over.length);
  }

  private static double hitRate(double[] returns) {
    int up = 0;
    int down = 0;
    for (double value : returns) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      up += value > 0 ? 1 : 0;
      down += value < 0 ? 1 : 0;
    }
    return up + down == 0 ? Double.NaN : (double) up / (up + down);
  }

  private static double turnover(double[] traded, double[] equity, double barsPerYear) {
    double average = Sum.of(equity) / equity.length;
    return ratio(Sum.of(traded) * barsPerYear / (equity.length - 1), average);
  }

  private static double ratio(double above, double below) {
    return below > 0 ? above / below : Double.NaN;
  }

  /** Sharpe ratio per bar, not annualised. */
  public double sharpePerBar() {
    return perBar(excess);
  }

  /** All of it, in the scope {@code portfolio}. */
  public List<Metric> metrics() {
    double none = Double.NaN;
    return List.of(
        metric("bars", bars, none),
        metric("total-return", totalReturn, none),
        metric("cagr", growth, growthError),
        metric("volatility", volatility, volatilityError),
        metric("sharpe", sharpe, sharpeError),
        metric("sortino", sortino, none),
        metric("calmar", calmar, none),
        metric("max-drawdown", drawdown.depth(), none),
        metric("max-drawdown-bars", drawdown.length(), none),
        metric("time-under-water", drawdown.underWater(), none),
        metric("skew", skew, none),
        metric("kurtosis", kurtosis, none),
        metric("hit-rate", hitRate, hitRateError),
        metric("var-95", tail.valueAtRisk(), none),
        metric("es-95", tail.expectedShortfall(), none),
        metric("turnover", turnover, none));
  }

  private static Metric metric(String name, double value, double error) {
    return new Metric("portfolio", "", name, value, error);
  }
}
