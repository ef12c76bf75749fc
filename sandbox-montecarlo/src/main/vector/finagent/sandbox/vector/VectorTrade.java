package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Desk#trade}, four instruments at a time; equal to {@link ScalarTrade}. */
final class VectorTrade {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  private static final int LANES = 4;

  private VectorTrade() {}

  static void over(Positions p) {
    double[] prices = p.prices;
    double[] closes = p.closes;
    double[] shares = p.shares;
    double[] values = p.value;
    double[] aims = p.aim;
    double[] quantity = p.quantity;
    double[] nextShares = p.nextShares;
    double[] nextValue = p.nextValue;
    int at = p.at;
    int whole = p.whole;
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector equity = DoubleVector.broadcast(FOUR, p.equity);
    DoubleVector band = DoubleVector.broadcast(FOUR, p.band);
    DoubleVector rate = DoubleVector.broadcast(FOUR, p.commissionRate);
    DoubleVector bought = zero;
    DoubleVector traded = zero;
    DoubleVector exposure = zero;
    DoubleVector grossAfter = zero;
    DoubleVector commissions = zero;
    DoubleVector net = zero;
    DoubleVector gross = zero;
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector idle = zero;
    DoubleVector missing = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector price = DoubleVector.fromArray(FOUR, prices, at + i);
      DoubleVector held = DoubleVector.fromArray(FOUR, shares, i);
      DoubleVector aim = DoubleVector.fromArray(FOUR, aims, i);
      DoubleVector order = aim.mul(equity).sub(DoubleVector.fromArray(FOUR, values, i));
      DoubleVector q = order.blend(zero, order.abs().compare(VectorOperators.LE, band)).div(price);
      q = closed(q, held, aim, zero);
      q.intoArray(quantity, i);
      DoubleVector after = held.add(q);
      DoubleVector money = q.abs().mul(price);
      idle = idle.add(one.blend(zero, price.compare(VectorOperators.GT, zero)));
      bought = bought.add(q.mul(price));
      traded = traded.add(money);
      exposure = exposure.add(held.mul(price));
      grossAfter = grossAfter.add(after.abs().mul(price));
      commissions = commissions.add(money.mul(rate));
      after.intoArray(nextShares, i);
      DoubleVector close = DoubleVector.fromArray(FOUR, closes, at + i);
      missing = missing.add(one.blend(zero, close.compare(VectorOperators.GT, zero)));
      DoubleVector value = after.mul(close);
      value.intoArray(nextValue, i);
      net = net.add(value);
      gross = gross.add(value.abs());
    }
    double[] sums = p.sums;
    bought.intoArray(sums, 0);
    traded.intoArray(sums, LANES);
    exposure.intoArray(sums, 2 * LANES);
    grossAfter.intoArray(sums, 3 * LANES);
    commissions.intoArray(sums, 4 * LANES);
    net.intoArray(sums, 5 * LANES);
    gross.intoArray(sums, 6 * LANES);
    zero.intoArray(sums, 7 * LANES);
    if (!p.proportional()) {
      VectorDeal.commissions(p, 4 * LANES);
      VectorDeal.impacts(p, 7 * LANES);
    }
    finish(p, idle, missing);
  }

  /** Adds up what stands in the sums, and says whether every bar can trade and has its close. */
  private static void finish(Positions p, DoubleVector idle, DoubleVector missing) {
    double[] sums = p.sums;
    idle.intoArray(sums, ScalarTrade.TOTALS);
    double none = sums[ScalarTrade.TOTALS] + sums[ScalarTrade.TOTALS + 1];
    none += sums[ScalarTrade.TOTALS + 2] + sums[ScalarTrade.TOTALS + 3];
    p.tradable = none == 0 && traded(p.volumes, p.at, p.whole);
    missing.intoArray(sums, ScalarTrade.TOTALS);
    none = sums[ScalarTrade.TOTALS] + sums[ScalarTrade.TOTALS + 1];
    none += sums[ScalarTrade.TOTALS + 2] + sums[ScalarTrade.TOTALS + 3];
    p.marked = none == 0;
    ScalarTrade.finish(p);
  }

  /**
   * The quantity, or all that is held with the other sign where the aim is 0 or the position would
   * turn round against it; by blends alone, as masks are dear to combine.
   */
  static DoubleVector closed(
      DoubleVector q, DoubleVector held, DoubleVector aim, DoubleVector zero) {
    DoubleVector all = held.neg();
    DoubleVector turned = q.blend(all, held.add(q).mul(held).compare(VectorOperators.LT, zero));
    DoubleVector kept = q.blend(turned, aim.mul(held).compare(VectorOperators.GT, zero));
    DoubleVector none = q.blend(all, q.compare(VectorOperators.NE, zero));
    return kept.blend(none, aim.compare(VectorOperators.EQ, zero));
  }

  static boolean traded(double[] volumes, int at, int whole) {
    if (volumes.length == 0) {
      return true;
    }
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector idle = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector volume = DoubleVector.fromArray(FOUR, volumes, at + i);
      idle = idle.add(one.blend(zero, volume.compare(VectorOperators.GT, zero)));
    }
    return idle.reduceLanes(VectorOperators.ADD) == 0;
  }
}
