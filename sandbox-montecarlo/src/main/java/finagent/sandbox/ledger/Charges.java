package finagent.sandbox.ledger;

/** What a set of fills costs, per instrument and in all. Sums run in the order of {@link Sums}. */
final class Charges {
  /** Large enough to lift any quantity of shares that matters above 1. */
  private static final double LIFT = 0x1p900;

  private final Account.Costs costs;
  final double[] notional;
  final double[] commission;
  final double[] impact;

  double bought;
  double totalTraded;
  double totalCommission;
  double totalSpread;
  double totalImpact;
  private double spreadMultiple = 1;

  Charges(Account.Costs costs, int size) {
    this.costs = costs;
    notional = new double[size];
    commission = new double[size];
    impact = new double[size];
  }

  /** Sets what the spread is times the account's from here on. */
  void spread(double multiple) {
    spreadMultiple = multiple;
  }

  double spreadMultiple() {
    return spreadMultiple;
  }

  private double halfSpread() {
    return costs.halfSpread() * spreadMultiple;
  }

  /** Prices the given quantities; {@code bought} is then the money bought less the money sold. */
  void of(double[] quantity, double[] price, Orders orders) {
    proportional(quantity, price);
    if (costs.minimum() > 0) {
      atLeast(quantity);
    }
    if (costs.impact() > 0) {
      squareRoot(quantity, orders.adv, orders.impact);
    }
    total(quantity, price);
    if (!(totalImpact < Double.POSITIVE_INFINITY)) {
      orders.estimateUnknown();
      squareRoot(quantity, orders.adv, orders.impact);
      unknown(orders);
      total(quantity, price);
    }
  }

  private void proportional(double[] quantity, double[] price) {
    double[] notional = this.notional;
    double[] commission = this.commission;
    double share = costs.commission();
    double perShare = costs.perShare();
    for (int i = 0; i < notional.length; i++) {
      double size = Math.abs(quantity[i]);
      double money = size * price[i];
      notional[i] = money;
      commission[i] = share * money + perShare * size;
    }
  }

  private void atLeast(double[] quantity) {
    double[] commission = this.commission;
    double minimum = costs.minimum();
    for (int i = 0; i < commission.length; i++) {
      double least = minimum * Math.min(1, Math.abs(quantity[i]) * LIFT);
      commission[i] = Math.max(commission[i], least);
    }
  }

  private void squareRoot(double[] quantity, double[] adv, double[] coefficient) {
    double[] notional = this.notional;
    double[] impact = this.impact;
    for (int i = 0; i < impact.length; i++) {
      impact[i] = notional[i] * coefficient[i] * Math.sqrt(Math.abs(quantity[i]) / adv[i]);
    }
  }

  private void unknown(Orders orders) {
    double share = Math.sqrt(Orders.UNKNOWN_PARTICIPATION);
    for (int i = 0; i < impact.length; i++) {
      if (Double.isNaN(orders.adv[i])) {
        impact[i] = notional[i] * orders.impact[i] * share;
      }
    }
  }

  private void total(double[] quantity, double[] price) {
    int size = notional.length;
    bought = Sums.dot(quantity, price, size);
    totalTraded = Sums.of(notional, size);
    totalCommission = Sums.of(commission, size);
    totalSpread = halfSpread() * totalTraded;
    totalImpact = Sums.of(impact, size);
  }

  double total() {
    return totalCommission + totalSpread + totalImpact;
  }

  double at(int i) {
    return commission[i] + spread(i) + impact[i];
  }

  double spread(int i) {
    return halfSpread() * notional[i];
  }

  double minimum() {
    return costs.minimum();
  }
}
