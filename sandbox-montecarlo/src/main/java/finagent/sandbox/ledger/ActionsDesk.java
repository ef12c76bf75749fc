package finagent.sandbox.ledger;

import finagent.sandbox.ledger.Journal.Reason;
import finagent.sandbox.market.Actions;

/** Applies corporate actions to positions and to waiting orders, before the open of their bar. */
final class ActionsDesk {
  private final Account account;
  private final Actions actions;
  private final Holdings held;
  private final Orders orders;
  private final Scribe scribe;

  /** Dividends waiting for an open to be reinvested at, money per instrument. */
  final double[] reinvest;

  private int cursor = -1;
  private boolean waiting;

  ActionsDesk(Account account, Actions actions, Holdings held, Orders orders, Scribe scribe) {
    this.account = account;
    this.actions = actions;
    this.held = held;
    this.orders = orders;
    this.scribe = scribe;
    this.reinvest = new double[held.size];
  }

  /** Applies the actions of bar t; returns whether a holding changed. */
  boolean apply(int t, Tally tally) {
    if (cursor < 0) {
      cursor = actions.firstAtOrAfter(t);
    }
    boolean changed = false;
    while (cursor < actions.size() && actions.at(cursor).bar() == t) {
      Actions.Action action = actions.at(cursor++);
      changed |= held.shares[action.instrument()] != 0;
      apply(t, action.instrument(), checked(action), tally);
    }
    return changed;
  }

  private static Actions.Action checked(Actions.Action action) {
    double amount = action.amount();
    boolean valid =
        switch (action.kind()) {
          case SPLIT, SPINOFF -> amount > 0;
          case DIVIDEND -> amount >= 0;
          case DELISTING -> amount >= -1;
        };
    if (!valid || amount == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid %s of %s at bar %d: %s (a split ratio or spin-off factor must be > 0, a dividend"
                  .formatted(action.kind(), action.instrumentId(), action.bar(), amount)
              + " >= 0, a delisting return >= -1, all finite)");
    }
    return action;
  }

  private void apply(int t, int i, Actions.Action action, Tally tally) {
    switch (action.kind()) {
      case SPLIT -> split(t, i, action.amount());
      case DIVIDEND -> dividend(t, i, action.amount(), tally);
      case SPINOFF -> spinOff(t, i, action.amount());
      case DELISTING -> delist(t, i, action.amount());
    }
  }

  private void split(int t, int i, double ratio) {
    double before = held.shares[i];
    double after = before * ratio;
    held.last[i] /= ratio;
    if (before != 0) {
      held.shares[i] = after;
      scribe.action(t, i, before, after - before, held.last[i], Reason.SPLIT);
      if (account.sizing() == Account.Sizing.SHARES) {
        cashInLieu(t, i, after);
      }
      held.value[i] = held.shares[i] * held.last[i];
    }
    orders.adv[i] *= ratio;
    if (orders.order[i] != 0 && account.sizing() == Account.Sizing.SHARES) {
      double ordered = orders.order[i];
      orders.order[i] = Orders.whole(ordered * ratio);
      if (orders.order[i] == 0) {
        scribe.rejected(t, i, orders.decided, ordered, Reason.SPLIT);
      }
    }
  }

  private void cashInLieu(int t, int i, double after) {
    double whole = Orders.whole(after);
    double fraction = after - whole;
    if (Math.abs(fraction) > 1e-9 * Math.max(1, Math.abs(after))) {
      held.move(i, -fraction, held.last[i]);
      scribe.action(t, i, after, -fraction, held.last[i], Reason.CASH_IN_LIEU);
    }
    held.shares[i] = whole;
  }

  private void dividend(int t, int i, double perShare, Tally tally) {
    double reference = held.last[i] - perShare;
    if (reference > 0) {
      held.last[i] = reference;
    }
    if (held.shares[i] == 0) {
      return;
    }
    double money = held.shares[i] * perShare;
    held.cash += money;
    held.dividends[i] += money;
    tally.dividends += money;
    held.value[i] = held.shares[i] * held.last[i];
    if (money > 0 && account.dividends() == Account.Dividends.REINVEST_NEXT_OPEN) {
      reinvest[i] += money;
      waiting = true;
    } else if (money > 0
        && reference > 0
        && account.dividends() == Account.Dividends.REINVEST_AT_REFERENCE) {
      buy(t, i, money, reference);
    }
  }

  private void buy(int t, int i, double money, double price) {
    double quantity = money / price;
    if (account.sizing() == Account.Sizing.SHARES) {
      quantity = Orders.whole(quantity);
    }
    if (quantity != 0) {
      held.move(i, quantity, price);
      scribe.action(t, i, money, quantity, price, Reason.DIVIDEND_REINVESTED);
    }
  }

  private void spinOff(int t, int i, double kept) {
    double each = held.last[i] * (1 - kept);
    held.last[i] *= kept;
    if (held.shares[i] != 0) {
      double money = held.shares[i] * each;
      held.cash += money;
      held.invested[i] -= money;
      held.value[i] = held.shares[i] * held.last[i];
      scribe.action(t, i, held.shares[i], 0, each, Reason.SPINOFF);
    }
  }

  private void delist(int t, int i, double lastReturn) {
    held.last[i] *= 1 + lastReturn;
    reinvest[i] = 0;
    if (held.shares[i] != 0) {
      double before = held.shares[i];
      held.move(i, -before, held.last[i]);
      scribe.action(t, i, before, -before, held.last[i], Reason.DELISTED);
    }
    if (orders.order[i] != 0) {
      cancel(t, i);
    }
  }

  /** The order goes, and with it the other legs of its group. */
  private void cancel(int t, int i) {
    for (int k = 0; k < held.size; k++) {
      boolean mate = orders.grouped && orders.group[i] > 0 && orders.group[k] == orders.group[i];
      if (orders.order[k] != 0 && (k == i || mate)) {
        Reason reason = k == i ? Reason.DELISTED : Reason.GROUP;
        scribe.rejected(t, k, orders.decided, orders.order[k], reason);
        orders.order[k] = 0;
      }
    }
  }

  /** Buys for the dividends that wait, at the open and without costs; a missing open waits on. */
  boolean reinvestAtOpen(int t, Row row) {
    if (!waiting) {
      return false;
    }
    waiting = false;
    boolean changed = false;
    for (int i = 0; i < reinvest.length; i++) {
      double open = row.open[row.at + i];
      if (reinvest[i] > 0 && open > 0 && row.volume[row.at + i] > 0) {
        if (held.shares[i] > 0) {
          buy(t, i, reinvest[i], open);
          changed = true;
        }
        reinvest[i] = 0;
      }
      waiting |= reinvest[i] > 0;
    }
    return changed;
  }

  /** Cash that waits for an open and is not there for orders. */
  double reserved() {
    double sum = 0;
    if (waiting) {
      for (double money : reinvest) {
        sum += money;
      }
    }
    return sum;
  }

  /** After the arrays were restored: finds its place again. */
  void resume() {
    cursor = -1;
    waiting = false;
    for (double money : reinvest) {
      waiting |= money > 0;
    }
  }
}
