package finagent.sandbox.ledger;

/**
 * Cash and positions of an account, as arrays over instruments, and what each instrument has earned
 * and cost since the account was opened.
 */
final class Holdings {
  final int size;
  double cash;
  double equity;
  double peak;
  double gross;
  double net;

  final double[] shares;

  /** Last known close on today's share basis; 0 = no price seen yet. */
  final double[] last;

  /** shares x last, as of the last mark or action. */
  final double[] value;

  /** Money put into the instrument less money taken out, at trade prices, before costs. */
  final double[] invested;

  final double[] dividends;
  final double[] commission;
  final double[] impact;
  final double[] borrow;
  final double[] traded;

  /** Money traded times what the spread multiple of its bar was above 1. */
  final double[] widened;

  Holdings(int size, double capital) {
    this.size = size;
    cash = capital;
    equity = capital;
    peak = capital;
    shares = new double[size];
    last = new double[size];
    value = new double[size];
    invested = new double[size];
    dividends = new double[size];
    commission = new double[size];
    impact = new double[size];
    borrow = new double[size];
    traded = new double[size];
    widened = new double[size];
  }

  /** Values every position at its close, or at its last known close where there is none. */
  void mark(double[] close, int at, double[] fillPrice, Tally tally) {
    if (Scan.allPositive(close, at, size)) {
      System.arraycopy(close, at, last, 0, size);
      tally.stale = 0;
    } else {
      tally.stale = carry(close, at, fillPrice);
    }
    remark();
  }

  private int carry(double[] close, int at, double[] fillPrice) {
    int stale = 0;
    for (int i = 0; i < size; i++) {
      double price = close[at + i];
      if (price > 0) {
        last[i] = price;
      } else if (shares[i] != 0) {
        last[i] = last[i] > 0 ? last[i] : fillPrice[i];
        stale++;
      }
    }
    return stale;
  }

  /** Values every position at the last known closes. */
  void remark() {
    double[] shares = this.shares;
    double[] last = this.last;
    double[] value = this.value;
    for (int i = 0; i < value.length; i++) {
      value[i] = shares[i] * last[i];
    }
    net = Sums.of(value, size);
    gross = Sums.gross(value, size);
    equity = cash + net;
  }

  /** Adds shares at a price without costs: reinvestment, cash in lieu, delisting. */
  void move(int i, double quantity, double price) {
    double money = quantity * price;
    shares[i] += quantity;
    invested[i] += money;
    cash -= money;
    value[i] = shares[i] * last[i];
  }

  /** Every array that survives the bar, for the account's state. */
  double[][] arrays() {
    return new double[][] {
      shares, last, value, invested, dividends, commission, impact, borrow, traded, widened
    };
  }
}
