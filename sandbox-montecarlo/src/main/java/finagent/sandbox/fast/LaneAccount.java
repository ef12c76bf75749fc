package finagent.sandbox.fast;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.program.Feed;
import finagent.sandbox.vector.Desk;
import finagent.sandbox.vector.Lap;
import finagent.sandbox.vector.Positions;
import java.util.Arrays;
import java.util.Optional;

/**
 * The account of {@link finagent.sandbox.ledger.Ledger} for markets where every bar has its prices
 * and nothing splits or pays: the same rules in the same order of sums, hence the same bits of
 * equity and value traded, with one lane per instrument and no journal. Says so and stops where a
 * bar is out of the ordinary. Reused from run to run; O(instruments) a bar.
 */
public final class LaneAccount {
  private static final double DAYS_PER_YEAR = 365;
  private static final double[] NONE = {};

  private final Account account;
  private final Account.Costs costs;
  private final Positions lanes;
  private final LaneFills fills;
  private final Lap aim;
  private final Lap order;
  private final Lap mark;
  private final Tranches tranches;
  private int firstBar;
  private double equity;
  private boolean open;

  /** The bar at which waiting orders were first tried; -1 = they are new. */
  private int tried;

  private double traded;
  private double charged;
  private boolean ordinary;

  private double[] opens = NONE;
  private double[] closes = NONE;
  private double[] volumes = NONE;
  private double[] rates = NONE;
  private double[] spreads = NONE;
  private double[] borrows = NONE;
  private int[] sessions = {};

  private LaneAccount(Account account, int size, Desk desk) {
    this.account = account;
    aim = desk::aim;
    order = desk::order;
    mark = desk::mark;
    costs = account.costs();
    lanes = new Positions(size);
    fills = new LaneFills(account, lanes, desk);
    tranches = new Tranches(account.tranches(), size);
  }

  /** An account for so many instruments. */
  public static LaneAccount of(Account account, int size) {
    return of(account, size, Desk.best());
  }

  static LaneAccount of(Account account, int size, Desk desk) {
    Optional<String> refusal = refusal(account);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
    return new LaneAccount(account, size, desk);
  }

  /** What of an account only the ledger can do; empty = nothing. */
  public static Optional<String> refusal(Account account) {
    if (account.sizing() == Account.Sizing.SHARES) {
      return Optional.of("sizing in whole shares goes through the ledger");
    }
    if (account.maxAdv() < Double.POSITIVE_INFINITY) {
      return Optional.of(
          "a cap on volume (maxAdv %s) goes through the ledger".formatted(account.maxAdv()));
    }
    return Optional.empty();
  }

  /** What of a market only the ledger can do, whatever its prices; empty = nothing. */
  public static Optional<String> refusal(Panel panel) {
    return panel.actions().size() == 0
        ? Optional.empty()
        : Optional.of("corporate actions go through the ledger");
  }

  /** Opens it anew, on a market. */
  public void open(Panel panel) {
    open(panel, Feed.NONE);
  }

  /** Opens it anew, on a market of whose bars a feed has always made those asked for. */
  public void open(Panel panel, Feed feed) {
    opens = bars("open", panel, feed);
    closes = bars("close", panel, feed);
    volumes = feed.alwaysTrades() ? NONE : bars("volume", panel, feed);
    firstBar = 0;
    rates = panel.perSession("cash-rate").orElse(NONE);
    spreads = panel.perSession("spread-multiple").orElse(NONE);
    borrows = panel.perSession("borrow-multiple").orElse(NONE);
    days(panel.time());
    Arrays.fill(lanes.shares, 0);
    Arrays.fill(lanes.value, 0);
    tranches.clear();
    lanes.net = 0;
    lanes.gross = 0;
    fills.cash = account.capital();
    equity = account.capital();
    open = false;
    ordinary = true;
  }

  private static double[] bars(String column, Panel panel, Feed feed) {
    double[] fed = feed.column(column);
    return fed.length > 0 ? fed : panel.bars().column(column);
  }

  /** Of a feed: the bar its block begins at. */
  public void block(int first) {
    firstBar = first;
  }

  private void days(TimeAxis time) {
    if (sessions.length != time.size()) {
      sessions = new int[time.size()];
    }
    Arrays.setAll(sessions, time::session);
  }

  /**
   * Financing, fills and the mark of bar t.
   *
   * @param first whether it is the book's first bar, before which nothing accrues
   */
  public void advance(int t, boolean first) {
    traded = 0;
    charged = 0;
    if (!first) {
      accrue(t - 1, sessions[t] - sessions[t - 1]);
    }
    lanes.at = (t - firstBar) * lanes.size();
    if (open) {
      fill(t, account.fill() == Account.Fill.NEXT_OPEN ? opens : closes);
    } else {
      mark();
    }
  }

  private void accrue(int before, int days) {
    if (days == 0) {
      return;
    }
    double years = days / DAYS_PER_YEAR;
    double rate = rates.length == 0 ? Double.NaN : rates[before];
    fills.cash += fills.cash * costs.rate(fills.cash, rate) * years;
    if (lanes.gross > lanes.net && costs.borrow() > 0) {
      double multiple = borrows.length == 0 ? 1 : borrows[before];
      fills.cash -= (lanes.gross - lanes.net) / 2 * (costs.borrow() * multiple * years);
    }
  }

  /** Fills, and values what is held at the close. */
  private void fill(int t, double[] prices) {
    lanes.prices = prices;
    lanes.volumes = volumes;
    lanes.closes = closes;
    open = false;
    double multiple = spreads.length == 0 ? 1 : spreads[t];
    if (tried < 0 && fills.atOnce(multiple)) {
      traded += lanes.traded;
      charged += fills.total();
      marked();
      return;
    }
    if (tried < 0) {
      Lap.run(order, lanes);
      liquidity();
    }
    ordinary &= fills.run(multiple);
    traded += lanes.traded;
    charged += fills.total();
    await(t);
    mark();
  }

  private void await(int t) {
    tried = tried < 0 ? t : tried;
    open = fills.standby().any() && t - tried < account.patience();
    if (open) {
      fills.standby().keep();
    }
  }

  private void mark() {
    lanes.prices = closes;
    Lap.run(mark, lanes);
    marked();
  }

  private void marked() {
    ordinary &= lanes.marked;
    equity = fills.cash + lanes.net;
  }

  /**
   * Says which orders of the next decision stand or fall together.
   *
   * @param numbers of groups from {@code at} on, above 0; empty = none
   */
  public void group(double[] numbers, int at) {
    fills.standby().group(numbers, at);
  }

  /**
   * Turns target weights at the close of bar t into orders.
   *
   * @param target weights from {@code from} on; NaN = 0
   * @param adv average daily volumes from {@code liquidityAt} on; empty = not known
   * @param sigma daily volatilities, likewise
   */
  public void decide(
      int t, double[] target, int from, double[] adv, double[] sigma, int liquidityAt) {
    take(target, from);
    lanes.equity = equity;
    if (!(equity > 0)) {
      Arrays.fill(lanes.aim, 0);
      lanes.equity = 0;
    }
    lanes.band = account.band() * lanes.equity;
    if (costs.impact() > 0) {
      know(adv, lanes.usual, liquidityAt);
      know(sigma, lanes.sigma, liquidityAt);
    }
    open = true;
    tried = -1;
    if (account.fill() == Account.Fill.CLOSE) {
      fill(t, closes);
    }
  }

  private void take(double[] target, int from) {
    lanes.target = target;
    lanes.targetAt = from;
    Lap.run(aim, lanes);
    ordinary &= lanes.sane;
    tranches.average(lanes.aim);
  }

  private static void know(double[] from, double[] row, int at) {
    if (from.length == 0) {
      Arrays.fill(row, Double.NaN);
    } else {
      System.arraycopy(from, at, row, 0, row.length);
    }
  }

  /** What is not ordered costs nothing, whether or not its liquidity is known. */
  private void liquidity() {
    double[] order = lanes.order;
    for (int i = 0; i < order.length && costs.impact() > 0; i++) {
      lanes.coefficient[i] = order[i] == 0 ? 0 : costs.impact() * lanes.sigma[i];
      lanes.adv[i] = order[i] == 0 ? 1 : lanes.usual[i];
    }
  }

  /** Whether nothing has happened so far that only the ledger can do; if not, no number counts. */
  public boolean ordinary() {
    return ordinary;
  }

  /** At the close of the last bar. */
  public double equity() {
    return equity;
  }

  /** What the fills of the last bar have cost, account currency. */
  public double charged() {
    return charged;
  }

  /** Value traded in the last bar. */
  public double traded() {
    return traded;
  }
}
