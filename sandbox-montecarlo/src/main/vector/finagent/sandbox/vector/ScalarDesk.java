package finagent.sandbox.vector;

/** One instrument at a time. */
public final class ScalarDesk implements Desk {
  /** Large enough to lift any quantity of shares that matters above 1. */
  static final double LIFT = 0x1p900;

  private static final int PARTS = 4;

  private final double[] bought = new double[PARTS + 1];
  private final double[] traded = new double[PARTS + 1];
  private final double[] exposure = new double[PARTS + 1];
  private final double[] gross = new double[PARTS + 1];

  @Override
  public void aim(Positions p) {
    p.sane = true;
    aim(p, 0);
  }

  static void aim(Positions p, int from) {
    for (int i = from; i < p.size; i++) {
      double weight = p.target[p.targetAt + i];
      p.aim[i] = Math.abs(weight) <= MAX_WEIGHT ? weight : 0;
      p.sane &= !(Math.abs(weight) > MAX_WEIGHT);
    }
  }

  @Override
  public void trade(Positions p) {
    ScalarTrade.over(p);
  }

  @Override
  public void order(Positions p) {
    order(p, 0);
  }

  static void order(Positions p, int from) {
    for (int i = from; i < p.size; i++) {
      double order = p.aim[i] * p.equity - p.value[i];
      p.order[i] = Math.abs(order) <= p.band ? 0 : order;
    }
  }

  @Override
  public void fill(Positions p) {
    p.tradable = true;
    quantities(p, 0);
    price(p);
  }

  static void quantities(Positions p, int from) {
    for (int i = from; i < p.size; i++) {
      double price = p.prices[p.at + i];
      p.tradable &= price > 0 && (p.volumes.length == 0 || p.volumes[p.at + i] > 0);
      double held = p.shares[i];
      double q = p.order[i] / price;
      boolean turns = (held + q) * held < 0 && p.aim[i] * held > 0;
      p.quantity[i] = q != 0 && (p.aim[i] == 0 || turns) ? -held : q;
    }
  }

  @Override
  public void price(Positions p) {
    clear(bought, traded, exposure, gross);
    for (int i = 0; i < p.whole; i++) {
      add(p, i, i % PARTS);
    }
    p.bought = total(bought);
    p.traded = total(traded);
    p.exposure = total(exposure);
    p.grossAfter = total(gross);
    rest(p);
  }

  private void add(Positions p, int i, int k) {
    double price = p.prices[p.at + i];
    bought[k] += p.quantity[i] * price;
    traded[k] += worth(p, i, price);
    exposure[k] += p.shares[i] * price;
    gross[k] += Math.abs(p.shares[i] + p.quantity[i]) * price;
  }

  private static double worth(Positions p, int i, double price) {
    double size = Math.abs(p.quantity[i]);
    double money = size * price;
    p.notional[i] = money;
    p.commission[i] = p.commissionRate * money + p.perShare * size;
    return money;
  }

  static void rest(Positions p) {
    for (int i = p.whole; i < p.size; i++) {
      double price = p.prices[p.at + i];
      p.bought += p.quantity[i] * price;
      p.traded += worth(p, i, price);
      p.exposure += p.shares[i] * price;
      p.grossAfter += Math.abs(p.shares[i] + p.quantity[i]) * price;
    }
  }

  @Override
  public void commissions(Positions p) {
    clear(bought);
    for (int i = 0; i < p.size; i++) {
      lift(p, i);
      if (i < p.whole) {
        bought[i % PARTS] += p.commission[i];
      }
    }
    p.commissions = total(bought);
    for (int i = p.whole; i < p.size; i++) {
      p.commissions += p.commission[i];
    }
  }

  static void lift(Positions p, int i) {
    double least = p.minimum * Math.min(1, Math.abs(p.quantity[i]) * LIFT);
    p.commission[i] = Math.max(p.commission[i], least);
  }

  @Override
  public void impact(Positions p) {
    clear(bought);
    for (int i = 0; i < p.size; i++) {
      double moved = squareRoot(p, i);
      if (i < p.whole) {
        bought[i % PARTS] += moved;
      }
    }
    p.impacts = total(bought);
    for (int i = p.whole; i < p.size; i++) {
      p.impacts += p.impact[i];
    }
  }

  static double squareRoot(Positions p, int i) {
    double share = Math.sqrt(Math.abs(p.quantity[i]) / p.adv[i]);
    double cost = p.notional[i] * p.coefficient[i] * share;
    p.impact[i] = cost;
    return cost;
  }

  @Override
  public void settle(Positions p) {
    for (int i = 0; i < p.size; i++) {
      p.shares[i] += p.quantity[i];
    }
  }

  @Override
  public void mark(Positions p) {
    clear(bought, gross);
    p.marked = true;
    for (int i = 0; i < p.whole; i++) {
      double value = value(p, i);
      bought[i % PARTS] += value;
      gross[i % PARTS] += Math.abs(value);
    }
    p.net = total(bought);
    p.gross = total(gross);
    markRest(p);
  }

  private static double value(Positions p, int i) {
    double close = p.prices[p.at + i];
    p.marked &= close > 0;
    double value = p.shares[i] * close;
    p.value[i] = value;
    return value;
  }

  static void markRest(Positions p) {
    for (int i = p.whole; i < p.size; i++) {
      double value = value(p, i);
      p.net += value;
      p.gross += Math.abs(value);
    }
  }

  private static void clear(double[]... parts) {
    for (double[] part : parts) {
      java.util.Arrays.fill(part, 0);
    }
  }

  private static double total(double[] s) {
    return (s[0] + s[1]) + (s[2] + s[3]);
  }
}
