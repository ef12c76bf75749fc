package finagent.sandbox.ledger;

import finagent.sandbox.vector.AccountPasses;

/** What a set of fills costs, per instrument and in all. */
final class Charges {
  private final Account.Costs costs;
  private final AccountPasses passes;
  private final double[] rates;
  private final double[] sums = new double[4];
  final double[] notional;
  final double[] commission;
  final double[] impact;

  double bought;
  double totalTraded;
  double totalCommission;
  double totalSpread;
  double totalImpact;
  private double spreadMultiple = 1;

  Charges(Account.Costs costs, AccountPasses passes, int size) {
    this.costs = costs;
    this.passes = passes;
    rates = new double[] {costs.commission(), costs.perShare(), costs.minimum()};
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
    charge(quantity, price, orders);
    if (!(sums[3] < Double.POSITIVE_INFINITY)) {
      orders.estimateUnknown();
      charge(quantity, price, orders);
      unknown(orders);
      sums[3] = passes.sum(impact);
    }
    bought = sums[0];
    totalTraded = sums[1];
    totalCommission = sums[2];
    totalSpread = halfSpread() * totalTraded;
    totalImpact = sums[3];
  }

  private void charge(double[] quantity, double[] price, Orders orders) {
    passes.charge(
        quantity,
        price,
        rates,
        costs.impact() > 0,
        orders.adv,
        orders.impact,
        notional,
        commission,
        impact,
        sums);
  }

  private void unknown(Orders orders) {
    double share = Math.sqrt(Orders.UNKNOWN_PARTICIPATION);
    for (int i = 0; i < impact.length; i++) {
      if (Double.isNaN(orders.adv[i])) {
        impact[i] = notional[i] * orders.impact[i] * share;
      }
    }
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
