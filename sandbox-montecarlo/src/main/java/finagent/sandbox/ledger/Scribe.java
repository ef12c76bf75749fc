package finagent.sandbox.ledger;

import finagent.sandbox.ledger.Journal.Detail;
import finagent.sandbox.ledger.Journal.Reason;

/** Writes what happens into the journal, as much of it as is to be kept. */
final class Scribe {
  private final Journal journal;
  private final Detail detail;
  private final Holdings held;
  private final Orders orders;

  Scribe(Journal journal, Detail detail, Holdings held, Orders orders) {
    this.journal = journal;
    this.detail = detail;
    this.held = held;
    this.orders = orders;
  }

  /** Writes the equity row of bar t, or writes it anew if it is there already. */
  void bar(int t, Tally tally) {
    Columns rows = journal.equity();
    int last = rows.rows() - 1;
    int at = last >= 0 && rows.at(Journal.BAR, last) == t ? last : rows.grow();
    rows.raw(Journal.BAR)[at] = t;
    rows.raw(Journal.E_EQUITY)[at] = held.equity;
    rows.raw(Journal.E_CASH)[at] = held.cash;
    rows.raw(Journal.E_GROSS)[at] = held.gross;
    rows.raw(Journal.E_NET)[at] = held.net;
    rows.raw(Journal.E_TRADED)[at] = tally.traded;
    rows.raw(Journal.E_COMMISSION)[at] = tally.commission;
    rows.raw(Journal.E_SPREAD)[at] = tally.spread;
    rows.raw(Journal.E_IMPACT)[at] = tally.impact;
    rows.raw(Journal.E_BORROW)[at] = tally.borrow;
    rows.raw(Journal.E_INTEREST)[at] = tally.interest;
    rows.raw(Journal.E_DIVIDENDS)[at] = tally.dividends;
    rows.raw(Journal.E_STALE)[at] = tally.stale;
  }

  /** One row per held instrument, in the place of rows of the same bar. */
  void positions(int t) {
    if (detail != Detail.ALL) {
      return;
    }
    Columns rows = journal.positions();
    int keep = rows.rows();
    while (keep > 0 && rows.at(Journal.BAR, keep - 1) == t) {
      keep--;
    }
    rows.keep(keep);
    for (int i = 0; i < held.size; i++) {
      if (held.shares[i] != 0) {
        rows.add(t, i, held.shares[i], held.last[i], weight(i));
      }
    }
  }

  private double weight(int i) {
    return held.equity == 0 ? 0 : held.value[i] / held.equity;
  }

  /** One row per order that was filled, cut or rejected; none for orders that wait on. */
  void fills(int t, Fills fills, boolean waitOn) {
    if (detail == Detail.EQUITY) {
      return;
    }
    Charges charges = fills.charges;
    for (int i = 0; i < held.size; i++) {
      if (orders.order[i] != 0 && !(waitOn && fills.waits(i))) {
        double price = fills.reason(i) == Reason.NO_BAR.code() ? Double.NaN : fills.price[i];
        trade(
            t,
            i,
            orders.decided,
            orders.order[i],
            fills.quantity[i],
            price,
            charges.commission[i],
            charges.spread(i),
            charges.impact[i],
            fills.reason(i));
      }
    }
  }

  /** An order that ends without a fill, outside a bar's fills. */
  void rejected(int t, int i, int decided, double ordered, Reason reason) {
    trade(t, i, decided, ordered, 0, Double.NaN, 0, 0, 0, reason.code());
  }

  /** Orders a new decision takes the place of. */
  void replaced(int t) {
    if (detail != Detail.EQUITY) {
      for (int i = 0; i < held.size; i++) {
        if (orders.order[i] != 0) {
          rejected(t, i, orders.decided, orders.order[i], Reason.REPLACED);
        }
      }
    }
  }

  /** A corporate action that moved a position. */
  void action(int t, int i, double before, double quantity, double price, Reason reason) {
    trade(t, i, t, before, quantity, price, 0, 0, 0, reason.code());
  }

  private void trade(double... row) {
    if (detail != Detail.EQUITY) {
      journal.trades().add(row);
    }
  }

  /** The attribution: a row for each instrument that was ever held; none where equity is all. */
  void attribution(double halfSpread) {
    if (detail == Detail.EQUITY) {
      return;
    }
    Columns rows = journal.attribution();
    rows.keep(0);
    for (int i = 0; i < held.size; i++) {
      if (held.traded[i] > 0) {
        rows.add(
            i,
            held.value[i] - held.invested[i],
            held.dividends[i],
            held.commission[i],
            halfSpread * (held.traded[i] + held.widened[i]),
            held.impact[i],
            held.borrow[i],
            held.traded[i]);
      }
    }
  }

  Journal journal() {
    return journal;
  }
}
