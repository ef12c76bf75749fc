package finagent.sandbox.ledger;

import finagent.sandbox.market.Panel;
import org.jspecify.annotations.Nullable;

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

  private @Nullable Panel seated;
  private double[] rates = {};
  private double[] spreads = {};
  private double[] borrows = {};

  /** Moves on to bar t of a panel: where its values start, and what holds for all instruments. */
  public void seat(Panel panel, int t) {
    if (seated != panel) {
      seated = panel;
      rates = series(panel, "cash-rate");
      spreads = series(panel, "spread-multiple");
      borrows = series(panel, "borrow-multiple");
    }
    at = t * panel.width();
    cashRate = rates.length == 0 ? Double.NaN : rates[t];
    spreadMultiple = spreads.length == 0 ? 1 : spreads[t];
    borrowMultiple = borrows.length == 0 ? 1 : borrows[t];
  }

  private static double[] series(Panel panel, String name) {
    return panel.perSession(name).orElse(new double[0]);
  }
}
