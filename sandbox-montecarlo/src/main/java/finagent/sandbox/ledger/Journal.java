package finagent.sandbox.ledger;

import java.io.Serializable;
import java.util.List;

/**
 * All a book has done, in columns. Amounts in account currency; costs are positive numbers that
 * have been paid. Column numbers are the constants below.
 */
public final class Journal implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One row per bar from the book's first bar on. */
  public static final List<String> EQUITY =
      List.of(
          "bar",
          "equity",
          "cash",
          "gross",
          "net",
          "traded",
          "commission",
          "spread",
          "impact",
          "borrow",
          "interest",
          "dividends",
          "stale");

  public static final int BAR = 0;
  public static final int E_EQUITY = 1;
  public static final int E_CASH = 2;
  public static final int E_GROSS = 3;
  public static final int E_NET = 4;
  public static final int E_TRADED = 5;
  public static final int E_COMMISSION = 6;
  public static final int E_SPREAD = 7;
  public static final int E_IMPACT = 8;
  public static final int E_BORROW = 9;
  public static final int E_INTEREST = 10;
  public static final int E_DIVIDENDS = 11;

  /** Positions valued at an old close because the bar is missing. */
  public static final int E_STALE = 12;

  /**
   * One row per order that was filled, cut or rejected, and per action that moved a position.
   * quantity is signed shares filled (0 for a rejection); ordered is what was asked for, signed
   * money (NOTIONAL) or shares (SHARES); price is NaN where there was none; reason is a {@link
   * Reason#code()}. For an action, quantity is the change in shares and ordered the shares held
   * before it (for a reinvestment, the dividend); for a spin-off, price is the cash per share.
   */
  public static final List<String> TRADES =
      List.of(
          "bar",
          "instrument",
          "decided",
          "ordered",
          "quantity",
          "price",
          "commission",
          "spread",
          "impact",
          "reason");

  public static final int T_INSTRUMENT = 1;
  public static final int T_DECIDED = 2;
  public static final int T_ORDERED = 3;
  public static final int T_QUANTITY = 4;
  public static final int T_PRICE = 5;
  public static final int T_COMMISSION = 6;
  public static final int T_SPREAD = 7;
  public static final int T_IMPACT = 8;
  public static final int T_REASON = 9;

  /** One row per held instrument at each bar at which any holding changed, after that bar. */
  public static final List<String> POSITIONS =
      List.of("bar", "instrument", "quantity", "price", "weight");

  /**
   * One row per instrument that was ever held: profit and loss split by source; the sums over
   * instruments plus interest on cash reconcile with the change in equity.
   */
  public static final List<String> ATTRIBUTION =
      List.of(
          "instrument", "price", "dividends", "commission", "spread", "impact", "borrow", "traded");

  private final Columns equity;
  private final Columns trades;
  private final Columns positions;
  private final Columns attribution;

  /** Nothing yet. */
  public Journal() {
    this(
        new Columns(EQUITY), new Columns(TRADES), new Columns(POSITIONS), new Columns(ATTRIBUTION));
  }

  private Journal(Columns equity, Columns trades, Columns positions, Columns attribution) {
    this.equity = equity;
    this.trades = trades;
    this.positions = positions;
    this.attribution = attribution;
  }

  /** The same without the columns that are not to be kept; equity always is. */
  public Journal only(Kept kept) {
    return new Journal(
        equity,
        kept.trades() ? trades : new Columns(TRADES),
        kept.positions() ? positions : new Columns(POSITIONS),
        attribution);
  }

  void clear() {
    equity.keep(0);
    trades.keep(0);
    positions.keep(0);
    attribution.keep(0);
  }

  public Columns equity() {
    return equity;
  }

  public Columns trades() {
    return trades;
  }

  public Columns positions() {
    return positions;
  }

  /** Filled by {@link Ledger#close()}. */
  public Columns attribution() {
    return attribution;
  }

  /** Why a row stands in the trades. */
  public enum Reason {
    FILLED(0),
    /** Cut so that cash is not overdrawn after costs. */
    CASH(1),
    /** Cut to the share of average daily volume allowed. */
    VOLUME(2),
    /** Cut to the leverage allowed. */
    MARGIN(3),
    /** The bar is missing, or nothing traded in it; the order expired. */
    NO_BAR(4),
    /** Another leg of its group could not be filled, or was cut: so was this one, alike. */
    GROUP(5),
    SPLIT(6),
    CASH_IN_LIEU(7),
    DIVIDEND_REINVESTED(8),
    SPINOFF(9),
    DELISTED(10),
    /** Cut to what was held: an order that reduces a position never turns it round. */
    HELD(11),
    /** Still waiting when a new decision took its place. */
    REPLACED(12);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    /** What stands for it in the trades' column {@code reason}. */
    public int code() {
      return code;
    }

    public static Reason of(double code) {
      for (Reason reason : values()) {
        if (reason.code == code) {
          return reason;
        }
      }
      throw new IllegalArgumentException("No reason has the code " + code);
    }
  }

  /** What of a journal outlives its backtest besides equity. */
  public record Kept(boolean trades, boolean positions) implements Serializable {
    public static final Kept ALL = new Kept(true, true);
  }

  /** How much a ledger writes down. Equity always is. */
  public enum Detail {
    EQUITY,
    TRADES,
    ALL
  }
}
