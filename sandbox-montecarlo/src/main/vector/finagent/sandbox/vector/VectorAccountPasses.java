package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of an account, four instruments at a time; what is left over one at a time. */
public final class VectorAccountPasses implements AccountPasses {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

  @Override
  public boolean allPositive(double[] values, int at, int size) {
    int i = 0;
    for (; i < size - 3; i += 4) {
      if (!load(values, at + i).compare(VectorOperators.GT, 0).allTrue()) {
        return false;
      }
    }
    for (; i < size; i++) {
      if (!(values[at + i] > 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean take(double[] target, int at, double most, double[] aim) {
    int size = aim.length;
    VectorMask<Double> all = FOUR.maskAll(true);
    int i = 0;
    for (; i < size - 3; i += 4) {
      DoubleVector weight = load(target, at + i);
      weight.intoArray(aim, i);
      all = all.and(weight.abs().compare(VectorOperators.LE, most));
    }
    boolean rest = true;
    for (; i < size; i++) {
      aim[i] = target[at + i];
      rest &= Math.abs(aim[i]) <= most;
    }
    return rest && all.allTrue();
  }

  @Override
  public void size(double[] aim, double equity, double[] value, double[] order) {
    int size = order.length;
    int i = 0;
    for (; i < size - 3; i += 4) {
      load(aim, i).mul(equity).sub(load(value, i)).intoArray(order, i);
    }
    for (; i < size; i++) {
      order[i] = aim[i] * equity - value[i];
    }
  }

  @Override
  public void liquidity(
      double[] order,
      double[] known,
      double[] sigma,
      int at,
      double coefficient,
      double[] adv,
      double[] impact) {
    int size = order.length;
    int i = 0;
    for (; i < size - 3; i += 4) {
      VectorMask<Double> none = load(order, i).compare(VectorOperators.EQ, 0);
      load(sigma, at + i).mul(coefficient).blend(0, none).intoArray(impact, i);
      load(known, at + i).blend(1, none).intoArray(adv, i);
    }
    for (; i < size; i++) {
      impact[i] = order[i] == 0 ? 0 : coefficient * sigma[at + i];
      adv[i] = order[i] == 0 ? 1 : known[at + i];
    }
  }

  @Override
  public int quantities(
      double[] order,
      double[] prices,
      double[] volume,
      int at,
      double[] shares,
      double[] aim,
      boolean whole,
      double[] price,
      double[] quantity,
      int[] odd) {
    int size = quantity.length;
    int count = 0;
    int i = 0;
    for (; i < size - 3; i += 4) {
      DoubleVector p = load(prices, at + i);
      DoubleVector ordered = load(order, i);
      DoubleVector q = whole ? ordered : ordered.div(p);
      p.intoArray(price, i);
      q.intoArray(quantity, i);
      VectorMask<Double> volumes = load(volume, at + i).mul(p).compare(VectorOperators.GT, 0);
      VectorMask<Double> side =
          load(shares, i).add(q).mul(load(aim, i)).compare(VectorOperators.GT, 0);
      VectorMask<Double> usual =
          volumes
              .and(side)
              .or(ordered.compare(VectorOperators.EQ, 0))
              .and(p.compare(VectorOperators.GT, 0));
      if (!usual.allTrue()) {
        for (int k = 0; k < 4; k++) {
          if (!usual.laneIsSet(k)) {
            odd[count++] = i + k;
          }
        }
      }
    }
    for (; i < size; i++) {
      double p = prices[at + i];
      double q = whole ? order[i] : order[i] / p;
      price[i] = p;
      quantity[i] = q;
      boolean usual = volume[at + i] * p > 0 && (shares[i] + q) * aim[i] > 0;
      if (!(p > 0 && (order[i] == 0 || usual))) {
        odd[count++] = i;
      }
    }
    return count;
  }

  @Override
  public void charge(
      double[] quantity,
      double[] price,
      double[] rates,
      boolean withImpact,
      double[] adv,
      double[] coefficient,
      double[] notional,
      double[] commission,
      double[] impact,
      double[] sums) {
    int size = quantity.length;
    double share = rates[0];
    double perShare = rates[1];
    double minimum = rates[2];
    DoubleVector bought = DoubleVector.zero(FOUR);
    DoubleVector traded = DoubleVector.zero(FOUR);
    DoubleVector fees = DoubleVector.zero(FOUR);
    DoubleVector impacts = DoubleVector.zero(FOUR);
    int i = 0;
    for (; i < size - 3; i += 4) {
      DoubleVector q = load(quantity, i);
      DoubleVector p = load(price, i);
      DoubleVector many = q.abs();
      DoubleVector money = many.mul(p);
      DoubleVector fee = money.mul(share).add(many.mul(perShare));
      if (minimum > 0) {
        fee = fee.max(many.mul(LIFT).min(1).mul(minimum));
      }
      money.intoArray(notional, i);
      fee.intoArray(commission, i);
      bought = bought.add(q.mul(p));
      traded = traded.add(money);
      fees = fees.add(fee);
      if (withImpact) {
        DoubleVector moved = money.mul(load(coefficient, i)).mul(many.div(load(adv, i)).sqrt());
        moved.intoArray(impact, i);
        impacts = impacts.add(moved);
      }
    }
    sums[0] = lanes(bought);
    sums[1] = lanes(traded);
    sums[2] = lanes(fees);
    sums[3] = lanes(impacts);
    for (; i < size; i++) {
      double many = Math.abs(quantity[i]);
      double money = many * price[i];
      double fee = share * money + perShare * many;
      notional[i] = money;
      commission[i] = minimum > 0 ? Math.max(fee, minimum * Math.min(1, many * LIFT)) : fee;
      sums[0] += quantity[i] * price[i];
      sums[1] += money;
      sums[2] += commission[i];
      if (withImpact) {
        impact[i] = money * coefficient[i] * Math.sqrt(many / adv[i]);
        sums[3] += impact[i];
      }
    }
  }

  @Override
  public void book(double[] quantity, double[] price, double[] shares, double[] invested) {
    int size = quantity.length;
    int i = 0;
    for (; i < size - 3; i += 4) {
      DoubleVector q = load(quantity, i);
      load(shares, i).add(q).intoArray(shares, i);
      load(invested, i).add(q.mul(load(price, i))).intoArray(invested, i);
    }
    for (; i < size; i++) {
      shares[i] += quantity[i];
      invested[i] += quantity[i] * price[i];
    }
  }

  @Override
  public void add(double[] what, double[] to) {
    int size = to.length;
    int i = 0;
    for (; i < size - 3; i += 4) {
      load(to, i).add(load(what, i)).intoArray(to, i);
    }
    for (; i < size; i++) {
      to[i] += what[i];
    }
  }

  @Override
  public void value(double[] shares, double[] last, double[] value, double[] sums) {
    int size = value.length;
    DoubleVector net = DoubleVector.zero(FOUR);
    DoubleVector gross = DoubleVector.zero(FOUR);
    int i = 0;
    for (; i < size - 3; i += 4) {
      DoubleVector worth = load(shares, i).mul(load(last, i));
      worth.intoArray(value, i);
      net = net.add(worth);
      gross = gross.add(worth.abs());
    }
    sums[0] = lanes(net);
    sums[1] = lanes(gross);
    for (; i < size; i++) {
      value[i] = shares[i] * last[i];
      sums[0] += value[i];
      sums[1] += Math.abs(value[i]);
    }
  }

  @Override
  public double sum(double[] values) {
    DoubleVector sums = DoubleVector.zero(FOUR);
    int i = 0;
    for (; i < values.length - 3; i += 4) {
      sums = sums.add(load(values, i));
    }
    double sum = lanes(sums);
    for (; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }

  @Override
  public double dot(double[] x, double[] y) {
    DoubleVector products = DoubleVector.zero(FOUR);
    int i = 0;
    for (; i < x.length - 3; i += 4) {
      products = products.add(load(x, i).mul(load(y, i)));
    }
    double sum = lanes(products);
    for (; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Override
  public double grossAfter(double[] x, double[] y, double[] z) {
    DoubleVector worth = DoubleVector.zero(FOUR);
    int i = 0;
    for (; i < x.length - 3; i += 4) {
      worth = worth.add(load(x, i).add(load(y, i)).abs().mul(load(z, i)));
    }
    double sum = lanes(worth);
    for (; i < x.length; i++) {
      sum += Math.abs(x[i] + y[i]) * z[i];
    }
    return sum;
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(FOUR, values, at);
  }

  private static double lanes(DoubleVector sums) {
    return (sums.lane(0) + sums.lane(1)) + (sums.lane(2) + sums.lane(3));
  }
}
