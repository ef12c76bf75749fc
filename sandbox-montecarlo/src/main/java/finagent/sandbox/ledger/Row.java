package finagent.sandbox.ledger;

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
}
