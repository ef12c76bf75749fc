package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Four instruments at a time: the four partial sums are the lanes. Equal to {@link ScalarDesk}. */
public final class VectorDesk implements Desk {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  private static final int LANES = 4;

  @Override
  public void aim(Positions p) {
    double[] target = p.target;
    double[] aim = p.aim;
    int at = p.targetAt;
    int whole = p.whole;
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector most = DoubleVector.broadcast(FOUR, MAX_WEIGHT);
    DoubleVector wild = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector weight = DoubleVector.fromArray(FOUR, target, at + i);
      DoubleVector size = weight.abs();
      wild = wild.add(zero.blend(one, size.compare(VectorOperators.GT, most)));
      zero.blend(weight, size.compare(VectorOperators.LE, most)).intoArray(aim, i);
    }
    p.sane = total(wild, p.sums) == 0;
    ScalarDesk.aim(p, whole);
  }

  @Override
  public void trade(Positions p) {
    VectorTrade.over(p);
  }

  @Override
  public void order(Positions p) {
    double[] aim = p.aim;
    double[] value = p.value;
    double[] order = p.order;
    DoubleVector equity = DoubleVector.broadcast(FOUR, p.equity);
    DoubleVector band = DoubleVector.broadcast(FOUR, p.band);
    DoubleVector zero = DoubleVector.zero(FOUR);
    int whole = p.whole;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector wanted = DoubleVector.fromArray(FOUR, aim, i).mul(equity);
      DoubleVector difference = wanted.sub(DoubleVector.fromArray(FOUR, value, i));
      difference
          .blend(zero, difference.abs().compare(VectorOperators.LE, band))
          .intoArray(order, i);
    }
    ScalarDesk.order(p, whole);
  }

  @Override
  public void fill(Positions p) {
    quantities(p);
    ScalarDesk.quantities(p, p.whole);
    price(p);
  }

  private static void quantities(Positions p) {
    double[] prices = p.prices;
    double[] shares = p.shares;
    double[] order = p.order;
    double[] aims = p.aim;
    double[] quantity = p.quantity;
    int at = p.at;
    int whole = p.whole;
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector idle = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector price = DoubleVector.fromArray(FOUR, prices, at + i);
      idle = idle.add(one.blend(zero, price.compare(VectorOperators.GT, zero)));
      DoubleVector held = DoubleVector.fromArray(FOUR, shares, i);
      DoubleVector q = DoubleVector.fromArray(FOUR, order, i).div(price);
      VectorTrade.closed(q, held, DoubleVector.fromArray(FOUR, aims, i), zero)
          .intoArray(quantity, i);
    }
    p.tradable = total(idle, p.sums) == 0 && VectorTrade.traded(p.volumes, at, whole);
  }

  @Override
  public void price(Positions p) {
    double[] prices = p.prices;
    double[] shares = p.shares;
    double[] quantity = p.quantity;
    double[] notional = p.notional;
    double[] commission = p.commission;
    int at = p.at;
    int whole = p.whole;
    DoubleVector rate = DoubleVector.broadcast(FOUR, p.commissionRate);
    DoubleVector perShare = DoubleVector.broadcast(FOUR, p.perShare);
    DoubleVector bought = DoubleVector.zero(FOUR);
    DoubleVector traded = bought;
    DoubleVector exposure = bought;
    DoubleVector gross = bought;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector price = DoubleVector.fromArray(FOUR, prices, at + i);
      DoubleVector q = DoubleVector.fromArray(FOUR, quantity, i);
      DoubleVector held = DoubleVector.fromArray(FOUR, shares, i);
      DoubleVector size = q.abs();
      DoubleVector money = size.mul(price);
      bought = bought.add(q.mul(price));
      traded = traded.add(money);
      exposure = exposure.add(held.mul(price));
      gross = gross.add(held.add(q).abs().mul(price));
      money.intoArray(notional, i);
      rate.mul(money).add(perShare.mul(size)).intoArray(commission, i);
    }
    p.bought = total(bought, p.sums);
    p.traded = total(traded, p.sums);
    p.exposure = total(exposure, p.sums);
    p.grossAfter = total(gross, p.sums);
    ScalarDesk.rest(p);
  }

  @Override
  public void commissions(Positions p) {
    double[] quantity = p.quantity;
    double[] commission = p.commission;
    DoubleVector minimum = DoubleVector.broadcast(FOUR, p.minimum);
    DoubleVector lift = DoubleVector.broadcast(FOUR, ScalarDesk.LIFT);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector sum = DoubleVector.zero(FOUR);
    int whole = p.whole;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector lifted = DoubleVector.fromArray(FOUR, quantity, i).abs().mul(lift);
      DoubleVector least = minimum.mul(lifted.min(one));
      DoubleVector paid = DoubleVector.fromArray(FOUR, commission, i).max(least);
      sum = sum.add(paid);
      paid.intoArray(commission, i);
    }
    p.commissions = total(sum, p.sums);
    for (int i = whole; i < p.size; i++) {
      ScalarDesk.lift(p, i);
      p.commissions += commission[i];
    }
  }

  @Override
  public void impact(Positions p) {
    double[] quantity = p.quantity;
    double[] notional = p.notional;
    double[] coefficient = p.coefficient;
    double[] adv = p.adv;
    double[] impact = p.impact;
    DoubleVector sum = DoubleVector.zero(FOUR);
    int whole = p.whole;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector size = DoubleVector.fromArray(FOUR, quantity, i).abs();
      DoubleVector share = size.div(DoubleVector.fromArray(FOUR, adv, i)).sqrt();
      DoubleVector money = DoubleVector.fromArray(FOUR, notional, i);
      DoubleVector cost = money.mul(DoubleVector.fromArray(FOUR, coefficient, i)).mul(share);
      sum = sum.add(cost);
      cost.intoArray(impact, i);
    }
    p.impacts = total(sum, p.sums);
    for (int i = whole; i < p.size; i++) {
      p.impacts += ScalarDesk.squareRoot(p, i);
    }
  }

  @Override
  public void settle(Positions p) {
    double[] shares = p.shares;
    double[] quantity = p.quantity;
    int whole = p.whole;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector held = DoubleVector.fromArray(FOUR, shares, i);
      held.add(DoubleVector.fromArray(FOUR, quantity, i)).intoArray(shares, i);
    }
    for (int i = whole; i < shares.length; i++) {
      shares[i] += quantity[i];
    }
  }

  @Override
  public void mark(Positions p) {
    double[] closes = p.prices;
    double[] shares = p.shares;
    double[] values = p.value;
    int at = p.at;
    int whole = p.whole;
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector net = zero;
    DoubleVector gross = zero;
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector missing = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector close = DoubleVector.fromArray(FOUR, closes, at + i);
      missing = missing.add(one.blend(zero, close.compare(VectorOperators.GT, zero)));
      DoubleVector value = DoubleVector.fromArray(FOUR, shares, i).mul(close);
      net = net.add(value);
      gross = gross.add(value.abs());
      value.intoArray(values, i);
    }
    p.marked = total(missing, p.sums) == 0;
    p.net = total(net, p.sums);
    p.gross = total(gross, p.sums);
    ScalarDesk.markRest(p);
  }

  private static double total(DoubleVector parts, double[] sums) {
    parts.intoArray(sums, 0);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
}
