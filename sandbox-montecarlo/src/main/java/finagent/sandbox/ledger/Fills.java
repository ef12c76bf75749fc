package finagent.sandbox.ledger;

import finagent.sandbox.ledger.Journal.Reason;
import java.util.Arrays;

/** Fills the waiting orders of an account at the prices of one bar. */
final class Fills {
  private final Account account;
  private final Holdings held;
  private final Orders orders;
  private final Scribe scribe;
  private final Groups groups;
  private final Cuts cuts;
  private final boolean shares;

  final Charges charges;
  final double[] quantity;
  final double[] price;
  private final double[] wanted;
  private final boolean[] waits;
  private final byte[] reason;
  private double reserved;

  Fills(Account account, Holdings held, Orders orders, Scribe scribe) {
    this.account = account;
    this.held = held;
    this.orders = orders;
    this.scribe = scribe;
    shares = account.sizing() == Account.Sizing.SHARES;
    groups = new Groups(held.size);
    cuts = new Cuts(account, held);
    charges = new Charges(account.costs(), held.size);
    quantity = new double[held.size];
    price = new double[held.size];
    wanted = new double[held.size];
    waits = new boolean[held.size];
    reason = new byte[held.size];
  }

  /**
   * Fills what can be filled.
   *
   * @param reserved cash that is spoken for
   * @return whether any holding changed
   */
  boolean run(int t, double[] prices, Row row, double reserved, Tally tally) {
    this.reserved = reserved;
    Arrays.fill(reason, (byte) 0);
    quantities(prices, row.at);
    if (orders.grouped) {
      groups.link(orders.group, orders.order);
    }
    int waiting = 0;
    if (!ordinary(row.volume, row.at)) {
      waiting = hold(row);
      reduce();
    }
    restrict();
    charges.spread(row.spreadMultiple);
    charges.of(quantity, price, orders);
    cut();
    settle(tally);
    boolean expired = t - orders.firstAttempt() >= account.patience();
    scribe.fills(t, this, waiting > 0 && !expired);
    if (waiting == 0 || expired) {
      orders.clear();
    } else {
      keepWaiting();
    }
    if (waiting > 0) {
      Arrays.fill(waits, false);
    }
    return charges.totalTraded > 0;
  }

  private void quantities(double[] prices, int at) {
    double[] quantity = this.quantity;
    double[] price = this.price;
    double[] order = orders.order;
    System.arraycopy(prices, at, price, 0, price.length);
    if (shares) {
      System.arraycopy(order, 0, quantity, 0, quantity.length);
    } else {
      for (int i = 0; i < quantity.length; i++) {
        quantity[i] = order[i] / price[i];
      }
    }
  }

  /** Whether all can trade, and every position ends on the side of its target. */
  private boolean ordinary(double[] volume, int at) {
    double[] quantity = this.quantity;
    double[] price = this.price;
    double[] shares = held.shares;
    double[] aim = orders.aim;
    double[] usual = wanted;
    for (int i = 0; i < usual.length; i++) {
      usual[i] = Math.min(volume[at + i] * price[i], (shares[i] + quantity[i]) * aim[i]);
    }
    return Scan.allPositive(usual, 0, usual.length);
  }

  /** Orders without a bar to trade in wait, and their groups with them. */
  private int hold(Row row) {
    for (int i = 0; i < waits.length; i++) {
      if (!(row.volume[row.at + i] > 0 && price[i] > 0)) {
        price[i] = price[i] > 0 ? price[i] : held.last[i];
        quantity[i] = 0;
        waits[i] = orders.order[i] != 0;
        reason[i] = (byte) Reason.NO_BAR.code();
      }
    }
    join(waits);
    int waiting = 0;
    for (int i = 0; i < waits.length; i++) {
      if (waits[i]) {
        waiting++;
        quantity[i] = 0;
        if (reason[i] == 0) {
          because(i, Reason.GROUP);
        }
      }
    }
    return waiting;
  }

  /** A close closes to exactly zero; a reducing order never turns a position round. */
  private void reduce() {
    double[] shares = held.shares;
    double[] aim = orders.aim;
    for (int i = 0; i < shares.length; i++) {
      boolean turns = (shares[i] + quantity[i]) * shares[i] < 0 && aim[i] * shares[i] > 0;
      if (quantity[i] != 0 && (aim[i] == 0 || turns)) {
        quantity[i] = -shares[i];
        if (turns) {
          because(i, Reason.HELD);
        }
      }
    }
  }

  /** The cap on volume; then all legs of a group are brought to the share of the worst. */
  private void restrict() {
    double cap = account.maxAdv();
    if (orders.grouped) {
      System.arraycopy(quantity, 0, wanted, 0, wanted.length);
    }
    if (cap < Double.POSITIVE_INFINITY) {
      for (int i = 0; i < quantity.length; i++) {
        double most = cap * orders.adv[i];
        if (!(Math.abs(quantity[i]) <= most) && quantity[i] != 0) {
          quantity[i] = most > 0 ? tradable(Math.copySign(most, quantity[i])) : 0;
          because(i, Reason.VOLUME);
        }
      }
    }
    if (orders.grouped) {
      groups.level(wanted, quantity, this);
    }
  }

  /** Cash first: it is what binds a book without shorts; a margin cut may take cash away again. */
  private void cut() {
    if (cuts.cash(this)) {
      charges.of(quantity, price, orders);
    }
    if (cuts.margin(this)) {
      charges.of(quantity, price, orders);
      if (cuts.cash(this)) {
        charges.of(quantity, price, orders);
      }
    }
  }

  private void settle(Tally tally) {
    held.cash -= charges.bought + charges.total();
    tally.traded += charges.totalTraded;
    tally.commission += charges.totalCommission;
    tally.spread += charges.totalSpread;
    tally.impact += charges.totalImpact;
    book(held.shares, held.invested, held.traded, held.commission, held.impact);
  }

  private void book(
      double[] shares, double[] invested, double[] traded, double[] commission, double[] impact) {
    double[] quantity = this.quantity;
    double[] price = this.price;
    for (int i = 0; i < quantity.length; i++) {
      shares[i] += quantity[i];
      invested[i] += quantity[i] * price[i];
    }
    for (int i = 0; i < traded.length; i++) {
      traded[i] += charges.notional[i];
      commission[i] += charges.commission[i];
      impact[i] += charges.impact[i];
    }
    if (charges.spreadMultiple() != 1) {
      widened(charges.spreadMultiple() - 1);
    }
  }

  private void widened(double extra) {
    for (int i = 0; i < held.widened.length; i++) {
      held.widened[i] += extra * charges.notional[i];
    }
  }

  private void keepWaiting() {
    for (int i = 0; i < waits.length; i++) {
      if (!waits[i]) {
        orders.order[i] = 0;
      }
    }
  }

  /** The quantity that can be traded: whole shares where sizing is SHARES. */
  double tradable(double quantity) {
    return shares ? Orders.whole(quantity) : quantity;
  }

  void because(int i, Reason why) {
    reason[i] = (byte) why.code();
  }

  int reason(int i) {
    return reason[i];
  }

  boolean waits(int i) {
    return waits[i];
  }

  void join(boolean[] marked) {
    if (orders.grouped) {
      groups.join(marked);
    }
  }

  double reserved() {
    return reserved;
  }
}
