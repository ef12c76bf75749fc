package finagent.sandbox.ledger;

/** Interest on cash and the fee on borrowed shares, simple, on actual/365 days. */
final class Financing {
  private static final double DAYS_PER_YEAR = 365;

  private final Account.Costs costs;
  private final Holdings held;

  Financing(Account.Costs costs, Holdings held) {
    this.costs = costs;
    this.held = held;
  }

  /**
   * Accrues the days since the last bar on the cash and the shorts of the last close.
   *
   * @param rate annual cash rate known at the last close; NaN = the market has none
   * @param borrowMultiple what the borrow fee is times the account's
   */
  void accrue(int days, double rate, double borrowMultiple, Tally tally) {
    if (days == 0) {
      return;
    }
    double years = days / DAYS_PER_YEAR;
    double interest = held.cash * costs.rate(held.cash, rate) * years;
    held.cash += interest;
    tally.interest += interest;
    // Both sums run in one order, so that without shorts they are equal to the bit.
    if (held.gross > held.net && costs.borrow() > 0) {
      borrow(costs.borrow() * borrowMultiple * years, tally);
    }
  }

  private void borrow(double fee, Tally tally) {
    double[] value = held.value;
    double[] borrow = held.borrow;
    for (int i = 0; i < value.length; i++) {
      borrow[i] += Math.max(-value[i], 0) * fee;
    }
    double sum = (held.gross - held.net) / 2 * fee;
    held.cash -= sum;
    tally.borrow += sum;
  }
}
