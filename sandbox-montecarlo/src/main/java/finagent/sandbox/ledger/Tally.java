package finagent.sandbox.ledger;

/** What one bar has moved so far: one number per money column of the equity rows. */
final class Tally {
  static final int SIZE = 8;

  double traded;
  double commission;
  double spread;
  double impact;
  double borrow;
  double interest;
  double dividends;

  /** Positions valued at an old close. */
  double stale;

  void clear() {
    restore(new double[SIZE]);
  }

  double[] save() {
    return new double[] {traded, commission, spread, impact, borrow, interest, dividends, stale};
  }

  void restore(double[] saved) {
    traded = saved[0];
    commission = saved[1];
    spread = saved[2];
    impact = saved[3];
    borrow = saved[4];
    interest = saved[5];
    dividends = saved[6];
    stale = saved[7];
  }
}
