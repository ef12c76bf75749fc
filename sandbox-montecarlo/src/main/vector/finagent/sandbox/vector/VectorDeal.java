package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Costs of the quantities of a {@link VectorTrade} that are not in proportion to the money; equal
 * to those of {@link ScalarTrade}.
 */
final class VectorDeal {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  private static final int LANES = 4;

  private VectorDeal() {}

  /** Commissions by share, and at least the minimum of an order. */
  static void commissions(Positions p, int to) {
    double[] prices = p.prices;
    double[] quantity = p.quantity;
    int at = p.at;
    int whole = p.whole;
    DoubleVector rate = DoubleVector.broadcast(FOUR, p.commissionRate);
    DoubleVector perShare = DoubleVector.broadcast(FOUR, p.perShare);
    DoubleVector minimum = DoubleVector.broadcast(FOUR, p.minimum);
    DoubleVector lift = DoubleVector.broadcast(FOUR, ScalarDesk.LIFT);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector commissions = DoubleVector.zero(FOUR);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector size = DoubleVector.fromArray(FOUR, quantity, i).abs();
      DoubleVector money = size.mul(DoubleVector.fromArray(FOUR, prices, at + i));
      DoubleVector least = minimum.mul(size.mul(lift).min(one));
      commissions = commissions.add(rate.mul(money).add(perShare.mul(size)).max(least));
    }
    commissions.intoArray(p.sums, to);
  }

  /** Square-root impact. */
  static void impacts(Positions p, int to) {
    double[] prices = p.prices;
    double[] quantity = p.quantity;
    double[] aims = p.aim;
    double[] values = p.value;
    double[] sigmas = p.sigma;
    double[] volumes = p.usual;
    int at = p.at;
    int whole = p.whole;
    DoubleVector zero = DoubleVector.zero(FOUR);
    DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
    DoubleVector equity = DoubleVector.broadcast(FOUR, p.equity);
    DoubleVector band = DoubleVector.broadcast(FOUR, p.band);
    DoubleVector rate = DoubleVector.broadcast(FOUR, p.impactRate);
    DoubleVector impacts = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector aim = DoubleVector.fromArray(FOUR, aims, i);
      DoubleVector order = aim.mul(equity).sub(DoubleVector.fromArray(FOUR, values, i));
      order = order.blend(zero, order.abs().compare(VectorOperators.LE, band));
      DoubleVector size = DoubleVector.fromArray(FOUR, quantity, i).abs();
      DoubleVector money = size.mul(DoubleVector.fromArray(FOUR, prices, at + i));
      DoubleVector sigma = rate.mul(DoubleVector.fromArray(FOUR, sigmas, i));
      DoubleVector usual = DoubleVector.fromArray(FOUR, volumes, i);
      sigma = sigma.blend(zero, order.compare(VectorOperators.EQ, zero));
      usual = usual.blend(one, order.compare(VectorOperators.EQ, zero));
      impacts = impacts.add(money.mul(sigma).mul(size.div(usual).sqrt()));
    }
    impacts.intoArray(p.sums, to);
  }
}
