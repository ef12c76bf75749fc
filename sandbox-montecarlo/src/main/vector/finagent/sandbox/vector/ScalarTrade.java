package finagent.sandbox.vector;

import java.util.Arrays;

/** {@link Desk#trade}, one instrument at a time. */
final class ScalarTrade {
  private static final int PARTS = 4;
  private static final int SUMS = 8;
  static final int TOTALS = SUMS * PARTS;

  private ScalarTrade() {}

  static void over(Positions p) {
    Arrays.fill(p.sums, 0, TOTALS, 0);
    p.tradable = true;
    p.marked = true;
    for (int i = 0; i < p.whole; i++) {
      lane(p, i, i % PARTS, PARTS);
    }
    finish(p);
  }

  /** Adds up the partial sums, and then what is left of the row after whole vectors. */
  static void finish(Positions p) {
    double[] sums = p.sums;
    for (int k = 0; k < SUMS; k++) {
      int at = k * PARTS;
      sums[TOTALS + k] = (sums[at] + sums[at + 1]) + (sums[at + 2] + sums[at + 3]);
    }
    for (int i = p.whole; i < p.size; i++) {
      lane(p, i, TOTALS, 1);
    }
    p.bought = sums[TOTALS];
    p.traded = sums[TOTALS + 1];
    p.exposure = sums[TOTALS + 2];
    p.grossAfter = sums[TOTALS + 3];
    p.commissions = sums[TOTALS + 4];
    p.net = sums[TOTALS + 5];
    p.gross = sums[TOTALS + 6];
    p.impacts = sums[TOTALS + 7];
  }

  private static double fee(Positions p, double size, double money) {
    double least = p.minimum * Math.min(1, size * ScalarDesk.LIFT);
    return Math.max(p.commissionRate * money + p.perShare * size, least);
  }

  private static double squareRoot(Positions p, int i, double size, double money) {
    return money * (p.impactRate * p.sigma[i]) * Math.sqrt(size / p.usual[i]);
  }

  private static void lane(Positions p, int i, int at, int stride) {
    double[] sums = p.sums;
    double price = p.prices[p.at + i];
    double close = p.closes[p.at + i];
    p.tradable &= price > 0 && (p.volumes.length == 0 || p.volumes[p.at + i] > 0);
    p.marked &= close > 0;
    double held = p.shares[i];
    double aim = p.aim[i];
    double order = aim * p.equity - p.value[i];
    order = Math.abs(order) <= p.band ? 0 : order;
    double q = order / price;
    boolean turns = (held + q) * held < 0 && aim * held > 0;
    if (q != 0 && (aim == 0 || turns)) {
      q = -held;
    }
    double after = held + q;
    double money = Math.abs(q) * price;
    double value = after * close;
    sums[at] += q * price;
    sums[at + stride] += money;
    sums[at + 2 * stride] += held * price;
    sums[at + 3 * stride] += Math.abs(after) * price;
    sums[at + 4 * stride] += fee(p, Math.abs(q), money);
    sums[at + 5 * stride] += value;
    sums[at + 6 * stride] += Math.abs(value);
    if (p.impactRate > 0 && order != 0) {
      sums[at + 7 * stride] += squareRoot(p, i, Math.abs(q), money);
    }
    p.nextShares[i] = after;
    p.nextValue[i] = value;
  }
}
