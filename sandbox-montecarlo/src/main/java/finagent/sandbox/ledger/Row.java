package finagent.sandbox.ledger;

import finagent.sandbox.market.Panel;

/**
 * One bar of all instruments as the ledger reads it. Arrays are row-major and shared; the row's
 * values start at {@code at} for market columns and at {@code liquidityAt} for the trailing
 * estimates. A carrier, reused from bar to bar.
 */
public final class Row {
  public double[] open = {};
  public double[] close = {};
  public double[] volume = {};
  public int at;

  /**
   * Average daily volume in shares up to this bar, trailing; orders use that of their decision; NaN
   * = not known yet.
   */
  public double[] adv = {};

  /**
   * Daily volatility of returns up to this bar, trailing; orders use that of their decision,
   * fraction; NaN = not known yet.
   */
  public double[] sigma = {};

  public int liquidityAt;

  /** Annual cash rate known at this bar, fraction; NaN = the market has none. */
  public double cashRate = Double.NaN;

  /** The half spread of fills at this bar is the account's times this; 1 in ordinary markets. */
  public double spreadMultiple = 1;

  /** The borrow fee from this bar's close on is the account's times this. */
  public double borrowMultiple = 1;

  /** Moves on to bar t of a panel: where its values start, and what holds for all instruments. */
  public void seat(Panel panel, int t) {
    at = t * panel.width();
    cashRate = value(panel, "cash-rate", t, Double.NaN);
    spreadMultiple = value(panel, "spread-multiple", t, 1);
    borrowMultiple = value(panel, "borrow-multiple", t, 1);
  }

  private static double value(Panel panel, String series, int t, double missing) {
    return panel.perSession(series).map(values -> values[t]).orElse(missing);
  }
}
