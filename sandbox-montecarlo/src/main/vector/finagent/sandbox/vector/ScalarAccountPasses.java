package finagent.sandbox.vector;

/** The loops of an account, one instrument at a time. */
public final class ScalarAccountPasses implements AccountPasses {
  @Override
  public boolean allPositive(double[] values, int at, int size) {
    for (int i = 0; i < size; i++) {
      if (!(values[at + i] > 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean take(double[] target, int at, double most, double[] aim) {
    boolean all = true;
    for (int i = 0; i < aim.length; i++) {
      aim[i] = target[at + i];
      all &= Math.abs(aim[i]) <= most;
    }
    return all;
  }

  @Override
  public void size(double[] aim, double equity, double[] value, double[] order) {
    for (int i = 0; i < order.length; i++) {
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
    for (int i = 0; i < order.length; i++) {
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
    int count = 0;
    for (int i = 0; i < quantity.length; i++) {
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
    for (int i = 0; i < quantity.length; i++) {
      double size = Math.abs(quantity[i]);
      double money = size * price[i];
      double fee = rates[0] * money + rates[1] * size;
      notional[i] = money;
      commission[i] = rates[2] > 0 ? Math.max(fee, rates[2] * Math.min(1, size * LIFT)) : fee;
      if (withImpact) {
        impact[i] = money * coefficient[i] * Math.sqrt(size / adv[i]);
      }
    }
    sums[0] = dot(quantity, price);
    sums[1] = sum(notional);
    sums[2] = sum(commission);
    sums[3] = sum(impact);
  }

  @Override
  public void book(double[] quantity, double[] price, double[] shares, double[] invested) {
    for (int i = 0; i < quantity.length; i++) {
      shares[i] += quantity[i];
      invested[i] += quantity[i] * price[i];
    }
  }

  @Override
  public void add(double[] what, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += what[i];
    }
  }

  @Override
  public void value(double[] shares, double[] last, double[] value, double[] sums) {
    for (int i = 0; i < value.length; i++) {
      value[i] = shares[i] * last[i];
    }
    sums[0] = sum(value);
    sums[1] = sizes(value);
  }

  @Override
  public double dot(double[] x, double[] y) {
    double[] lane = new double[4];
    int end = x.length & ~3;
    for (int i = 0; i < end; i++) {
      lane[i & 3] += x[i] * y[i];
    }
    double sum = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    for (int i = end; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Override
  public double grossAfter(double[] x, double[] y, double[] z) {
    double[] lane = new double[4];
    int end = x.length & ~3;
    for (int i = 0; i < end; i++) {
      lane[i & 3] += Math.abs(x[i] + y[i]) * z[i];
    }
    double sum = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    for (int i = end; i < x.length; i++) {
      sum += Math.abs(x[i] + y[i]) * z[i];
    }
    return sum;
  }

  @Override
  public double sum(double[] values) {
    double[] lane = new double[4];
    int end = values.length & ~3;
    for (int i = 0; i < end; i++) {
      lane[i & 3] += values[i];
    }
    double sum = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    for (int i = end; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }

  private static double sizes(double[] values) {
    double[] lane = new double[4];
    int end = values.length & ~3;
    for (int i = 0; i < end; i++) {
      lane[i & 3] += Math.abs(values[i]);
    }
    double sum = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    for (int i = end; i < values.length; i++) {
      sum += Math.abs(values[i]);
    }
    return sum;
  }
}
