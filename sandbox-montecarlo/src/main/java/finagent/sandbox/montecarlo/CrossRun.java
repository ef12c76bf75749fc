package finagent.sandbox.montecarlo;

import finagent.sandbox.vector.Cross;
import finagent.sandbox.vector.Lanes;
import finagent.sandbox.vector.ScalarCross;
import finagent.sandbox.vector.VectorCross;

/**
 * A moving-average cross re-run on resampled rows, without allocation: long the instruments whose
 * fast mean of closes is above the slow one, the rest in cash that earns nothing; decided and
 * filled at every close, weights brought back to target daily.
 *
 * <p>The rules are those of the ledger with {@code Fill.CLOSE}, notional orders, daily rebalance
 * and costs in proportion to value traded: buys that would overdraw cash after costs are cut alike.
 * The equity after each close equals the ledger's but for rounding (sums over instruments run in
 * another order). Means that differ by less than 1e-12 of themselves count as equal. One per
 * thread; O(rows x instruments).
 */
public final class CrossRun {
  private static final double[] NONE = {};

  /** What the ledger shaves off a cut, so that rounding cannot overdraw cash. */
  private static final double SHAVE = 1 - 0x1p-40;

  private final RowReturns returns;
  private final Rules rules;
  private final Cross cross;
  private final Cross.Bar bar;
  private double cash;
  private double turnover;
  private int firstDecision;

  /**
   * The strategy.
   *
   * @param fast bars of the fast mean
   * @param slow bars of the slow mean, more than fast
   * @param shared whether the instruments that are on share all the equity; else each gets 1 / n of
   *     it, n the number of instruments
   * @param cost share of the value traded
   */
  public record Rules(int fast, int slow, boolean shared, double cost) {
    public Rules {
      if (!(cost >= 0 && cost < 1)) {
        throw new IllegalArgumentException("Invalid cost: %s (must be in [0, 1))".formatted(cost));
      }
    }
  }

  private CrossRun(RowReturns returns, Rules rules, Cross.Bar bar) {
    this.returns = returns;
    this.rules = rules;
    this.bar = bar;
    cross = new Cross(returns.instruments(), rules.fast(), rules.slow());
  }

  /** With vectors where they pay. */
  public static CrossRun of(RowReturns returns, Rules rules) {
    return new CrossRun(returns, rules, Bars.best());
  }

  /** One lane at a time; the same bits. */
  public static CrossRun scalar(RowReturns returns, Rules rules) {
    return new CrossRun(returns, rules, new ScalarCross());
  }

  /**
   * Runs over bar 0, where all prices are 1, and {@code sessions} more.
   *
   * @param rows historical row of each session
   * @param equity out: equity after each close, bar 0 included, starting capital 1
   */
  public void run(int[] rows, int sessions, double[] equity) {
    if (sessions < 1 || rows.length < sessions || equity.length <= sessions) {
      throw new IllegalArgumentException(
          "Invalid sessions: %d (need 1 or more, as many rows, here %d, and one more equity, here %d)"
              .formatted(sessions, rows.length, equity.length));
    }
    double[] values = returns.values();
    int stride = returns.stride();
    cross.clear();
    cash = 1;
    turnover = 0;
    firstDecision = -1;
    for (int t = 0; t < sessions; t++) {
      double held = cross.held();
      double count = cross.count();
      double each = each(held, count);
      int row = rows[t] * stride;
      cross.advance(bar, values, row, each);
      equity[t] = settle(held, each * count - held, cross.traded(), values, row);
      if (firstDecision < 0 && cross.count() > 0) {
        firstDecision = t + 1;
      }
    }
    double each = each(cross.held(), cross.count());
    double bought = each * cross.count() - cross.held();
    equity[sessions] = settle(cross.held(), bought, cross.toTrade(each), NONE, 0);
  }

  private double each(double held, double count) {
    return count == 0 ? 0 : (cash + held) * share(count);
  }

  private double share(double count) {
    return rules.shared() ? 1 / count : 1.0 / returns.instruments();
  }

  /** Pays for the fill at the last close; the answer is the equity after it. */
  private double settle(double held, double bought, double wanted, double[] values, int row) {
    double equity = cash + held;
    double net = bought;
    double traded = wanted;
    if (cash - bought - rules.cost() * wanted < 0) {
      double buys = (wanted + bought) / 2;
      double sells = (wanted - bought) / 2;
      double share = share(cash, buys, sells);
      net = buys * share - sells;
      traded = buys * share + sells;
      if (values.length > 0) {
        cross.cut(bar, share, values, row);
      }
    }
    turnover += traded;
    cash -= net + rules.cost() * traded;
    return equity - rules.cost() * traded;
  }

  private double share(double cash, double buys, double sells) {
    double c = rules.cost();
    double share = (cash + sells * (1 - c)) / (buys * (1 + c)) * SHAVE;
    return Math.max(0, Math.min(1, share));
  }

  /** Value traded in all, in units of the starting capital. */
  public double turnover() {
    return turnover;
  }

  /** The first bar at whose close anything was wanted, or -1. */
  public int firstDecision() {
    return firstDecision;
  }

  /** Loaded only where vectors are. */
  private static final class Bars {
    static Cross.Bar best() {
      boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      return there ? Wide.bar() : new ScalarCross();
    }
  }

  private static final class Wide {
    static Cross.Bar bar() {
      return Lanes.doubles() >= 4 ? new VectorCross() : new ScalarCross();
    }
  }
}
