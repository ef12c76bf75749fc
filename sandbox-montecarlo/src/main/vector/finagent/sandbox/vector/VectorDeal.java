package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Desk#trade} with costs that are not in proportion to the money, four instruments at a
 * time; equal to {@link ScalarTrade}.
 */
final class VectorDeal {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  private static final int LANES = 4;

  private VectorDeal() {}

  static void over(Positions p) {
    double[] prices = p.prices;
    double[] closes = p.closes;
    double[] shares = p.shares;
    double[] values = p.value;
    double[] aims = p.aim;
    double[] sigmas = p.sigma;
    double[] volumes = p.usual;
    double[] nextShares = p.nextShares;
    double[] nextValue = p.nextValue;
    int at = p.at;
    int whole = p.whole;
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector bought = zero;
    DoubleVector traded = zero;
    DoubleVector exposure = zero;
    DoubleVector grossAfter = zero;
    DoubleVector commissions = zero;
    DoubleVector impacts = zero;
    DoubleVector net = zero;
    DoubleVector gross = zero;
    DoubleVector idle = zero;
    DoubleVector missing = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector price = DoubleVector.fromArray(FOUR, prices, at + i);
      DoubleVector held = DoubleVector.fromArray(FOUR, shares, i);
      DoubleVector aim = DoubleVector.fromArray(FOUR, aims, i);
      DoubleVector order = aim.mul(p.equity).sub(DoubleVector.fromArray(FOUR, values, i));
      order = order.blend(zero, order.abs().compare(VectorOperators.LE, p.band));
      DoubleVector q = VectorTrade.closed(order.div(price), held, aim, zero);
      DoubleVector after = held.add(q);
      DoubleVector size = q.abs();
      DoubleVector money = size.mul(price);
      DoubleVector least = size.mul(ScalarDesk.LIFT).min(one).mul(p.minimum);
      DoubleVector fee = money.mul(p.commissionRate).add(size.mul(p.perShare)).max(least);
      DoubleVector sigma = DoubleVector.fromArray(FOUR, sigmas, i).mul(p.impactRate);
      DoubleVector usual = DoubleVector.fromArray(FOUR, volumes, i);
      sigma = sigma.blend(zero, order.compare(VectorOperators.EQ, zero));
      usual = usual.blend(one, order.compare(VectorOperators.EQ, zero));
      impacts = impacts.add(money.mul(sigma).mul(size.div(usual).sqrt()));
      commissions = commissions.add(fee);
      idle = idle.add(one.blend(zero, price.compare(VectorOperators.GT, zero)));
      bought = bought.add(q.mul(price));
      traded = traded.add(money);
      exposure = exposure.add(held.mul(price));
      grossAfter = grossAfter.add(after.abs().mul(price));
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
    impacts.intoArray(sums, 7 * LANES);
    VectorTrade.finish(p, idle, missing);
  }
}
