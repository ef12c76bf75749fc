package finagent.sandbox.ledger;

import finagent.sandbox.market.Actions;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import org.jspecify.annotations.Nullable;

/**
 * The account of one book: the same for backtests, sweeps, paper trading and learning.
 *
 * <p>At each bar t, {@link #advance} does, in this order:
 *
 * <ol>
 *   <li><b>Financing</b> for the days since the session of the bar before, simple, actual/365, on
 *       the cash and the shorts of its close, at the cash rate known then: cash >= 0 earns {@code
 *       max(0, rate + cashSpread)}, cash below 0 pays {@code max(0, rate + marginSpread)}, either
 *       without the market's rate where it is fixed; shorts pay {@code borrow}. Proceeds of shorts
 *       are cash and earn as such.
 *   <li><b>Corporate actions</b> of bar t, on positions, on the last close and on waiting orders.
 *       With share sizing, fractions left by a split are paid out in cash and whole shares stay;
 *       with notional sizing fractions are allowed. Shorts pay dividends. Reinvested dividends buy
 *       without costs.
 *   <li><b>Fills</b> of waiting orders at open[t] ({@code NEXT_OPEN}) or close[t] (else).
 *   <li><b>Mark</b> at close[t]; a missing close keeps the last known one and counts as stale.
 * </ol>
 *
 * <p>{@link #decide} turns targets into orders of {@code (target - weight) x equity}; with {@code
 * CLOSE} it also fills them, at close[t]. Orders without a tradable bar (no price, no volume) wait
 * {@code patience} bars. A notional order buys money / fill price shares; closing orders (target 0)
 * trade the shares held; an order that reduces a position stops at zero. Sizes change only by, in
 * this order: the shares held (HELD), volume cap {@code maxAdv x ADV} (VOLUME; unknown ADV = no
 * trade), cash (CASH: buys that take cash below its floor after costs, sells counted first, are
 * scaled alike), margin (MARGIN: orders that raise gross above {@code maxLeverage x equity after
 * costs} are scaled alike; then cash once more). What is cut off is not kept. The floor of cash is
 * 0 up to leverage 1, {@code -(maxLeverage - 1) x equity} above; without a limit it is 0 for
 * notional orders and none for share orders. Legs of a group all keep the share of the most
 * restricted leg, which may be 0.
 *
 * <p>Costs of an order of q shares at price p: {@code max(minimum, commission |q| p + perShare
 * |q|)}, {@code halfSpread |q| p}, {@code impact sigma sqrt(|q| / ADV) |q| p} with sigma and ADV of
 * the decision; where unknown, sigma is taken as 3 % and |q| / ADV as 10 %.
 *
 * <p>A row's multiples widen the half spread of its fills and the borrow fee from its close on.
 *
 * <p>Sums run over the instrument axis, which is sorted by id, in four fixed lanes: the bits of a
 * result follow it. Not thread-safe. O(instruments) a bar; nothing is allocated but journal rows.
 */
public final class Ledger implements Standing {
  private final Account account;
  private final TimeAxis time;
  private final int firstBar;
  private final Holdings held;
  private final Orders orders;
  private final Targets targets;
  private final Scribe scribe;
  private final Fills fills;
  private final ActionsDesk desk;
  private final Financing financing;
  private final Snapshot snapshot;
  private final Tally tally = new Tally();
  private int bar = -1;
  private int session;
  private int decidedAt = -1;
  private double rate = Double.NaN;
  private double borrowMultiple = 1;

  private Ledger(
      Account account,
      TimeAxis time,
      Actions actions,
      int size,
      int firstBar,
      Journal.Detail kept) {
    this.account = account;
    this.time = time;
    this.firstBar = firstBar;
    held = new Holdings(size, account.capital());
    orders = new Orders(account, size);
    targets = new Targets(size, account.tranches());
    Journal journal = new Journal();
    journal.equity().reserve(time.size() - firstBar);
    scribe = new Scribe(journal, kept, held, orders);
    fills = new Fills(account, held, orders, scribe);
    desk = new ActionsDesk(account, actions, held, orders, scribe);
    financing = new Financing(account.costs(), held);
    snapshot = new Snapshot(held, orders, targets, desk);
  }

  /**
   * Opens an account that holds its capital in cash.
   *
   * @param firstBar the first bar at whose close the book may decide; bars before it may be shown
   *     (they leave last closes, and no rows) or left out
   */
  public static Ledger open(
      Account account,
      InstrumentAxis instruments,
      TimeAxis time,
      Actions actions,
      int firstBar,
      Journal.Detail detail) {
    return new Ledger(account, time, actions, instruments.size(), firstBar, detail);
  }

  /**
   * Financing, actions, fills of bar t and the mark at its close, in that order; every bar once.
   */
  public void advance(int t, Row row) {
    if (bar >= 0 ? t != bar + 1 : t < 0 || t > firstBar) {
      throw new IllegalArgumentException(
          "Invalid bar: %d; the ledger is at bar %d and its book begins at %d"
              .formatted(t, bar, firstBar));
    }
    int today = time.session(t);
    tally.clear();
    if (t > firstBar) {
      financing.accrue(today - session, rate, borrowMultiple, tally);
    }
    boolean changed = desk.apply(t, tally);
    changed |= desk.reinvestAtOpen(t, row);
    if (orders.open) {
      double[] prices = account.fill() == Account.Fill.NEXT_OPEN ? row.open : row.close;
      changed |= fills.run(t, prices, row, desk.reserved(), tally);
    }
    held.mark(row.close, row.at, fills.price, tally);
    held.peak = Math.max(held.peak, held.equity);
    bar = t;
    session = today;
    rate = row.cashRate;
    borrowMultiple = row.borrowMultiple;
    if (t >= firstBar) {
      scribe.bar(t, tally);
      if (changed) {
        scribe.positions(t);
      }
    }
  }

  /**
   * Turns targets at the close of bar t (already advanced to) into orders; orders still waiting are
   * dropped for them.
   *
   * @param target weights from {@code at} on, one per instrument, shares of equity; NaN = 0
   * @param group group numbers from {@code groupAt} on: orders with the same positive number fill
   *     together or not at all; null = none
   * @param row the row of bar t
   */
  public void decide(double[] target, int at, double @Nullable [] group, int groupAt, Row row) {
    open(target, at, group, groupAt, row, false);
  }

  /** As {@link #decide}, for the whole book: every tranche takes the target, no band applies. */
  public void decideAtOnce(
      double[] target, int at, double @Nullable [] group, int groupAt, Row row) {
    open(target, at, group, groupAt, row, true);
  }

  private void open(
      double[] target, int at, double @Nullable [] group, int groupAt, Row row, boolean atOnce) {
    if (bar < firstBar || decidedAt == bar) {
      throw new IllegalStateException(
          bar < firstBar
              ? "The book may decide from bar %d on; the ledger is at bar %d"
                  .formatted(firstBar, bar)
              : "The book has decided at bar %d already".formatted(bar));
    }
    if (orders.open) {
      scribe.replaced(bar);
    }
    decidedAt = bar;
    targets.take(target, at, orders.aim, atOnce);
    orders.decide(bar, held, row, atOnce ? 0 : account.band());
    orders.group(group, groupAt);
    if (account.fill() == Account.Fill.CLOSE && orders.open) {
      boolean changed = fills.run(bar, row.close, row, desk.reserved(), tally);
      held.remark();
      scribe.bar(bar, tally);
      if (changed) {
        scribe.positions(bar);
      }
    }
  }

  /**
   * Ends the book: writes the attribution. Positions stay open and are valued at the last close.
   */
  public Journal close() {
    scribe.attribution(account.costs().halfSpread());
    return scribe.journal();
  }

  /**
   * All the bars to come depend on, waiting orders included; not the journal: after a restore it
   * holds the later rows. Attribution covers all bars.
   */
  public State save() {
    double[] scalars = {
      held.cash, held.equity, held.peak, held.gross, held.net, rate, borrowMultiple
    };
    long[] counters = {bar, session, decidedAt, orders.decided, flags(), targets.next()};
    return snapshot.save(scalars, tally, counters);
  }

  /** Goes back to a saved state with an empty journal, to run over another market. */
  public void rewind(State state) {
    restore(state);
    journal().clear();
  }

  /** What has happened so far, without the attribution, which {@link #close} adds. */
  public Journal journal() {
    return scribe.journal();
  }

  private long flags() {
    return (orders.grouped ? 1L : 0L) + (orders.open ? 2L : 0L);
  }

  /** Takes up a saved state, in a ledger opened with the same account and instruments. */
  public void restore(State state) {
    snapshot.restore(state, tally);
    double[] scalars = Snapshot.scalars(state);
    held.cash = scalars[0];
    held.equity = scalars[1];
    held.peak = scalars[2];
    held.gross = scalars[3];
    held.net = scalars[4];
    rate = scalars[5];
    borrowMultiple = scalars[6];
    long[] counters = Snapshot.counters(state);
    bar = (int) counters[0];
    session = (int) counters[1];
    decidedAt = (int) counters[2];
    orders.decided = (int) counters[3];
    orders.grouped = (counters[4] & 1) != 0;
    orders.open = (counters[4] & 2) != 0;
    targets.next((int) counters[5]);
    desk.resume();
  }

  @Override
  public int bar() {
    return bar;
  }

  @Override
  public double equity() {
    return held.equity;
  }

  @Override
  public double peak() {
    return held.peak;
  }

  @Override
  public double cash() {
    return held.cash;
  }

  @Override
  public double weight(int instrument) {
    return held.equity == 0 ? 0 : held.value[instrument] / held.equity;
  }
}
