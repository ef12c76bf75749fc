package finagent.sandbox.ledger;

import java.io.Serializable;

/**
 * The rules of an account. A value: the same rules, panel and weights give the same bits.
 *
 * @param capital starting cash, account currency
 * @param currency ISO code; a panel in another currency is refused
 * @param fill when an order decided at the close of bar t is filled
 * @param sizing what an order fixes at the decision
 * @param patience bars an unfilled order waits before it expires; 0 = it expires at once
 * @param rebalance when targets are turned into orders
 * @param band no-trade band: an instrument whose weight is within this distance of its target is
 *     left alone (fraction of equity)
 * @param tranches the book is split into so many equal parts that rebalance in turn
 * @param maxAdv an order takes at most this share of the average daily volume; infinity = no cap
 * @param maxLeverage margin: gross over equity at which orders are cut; also how far cash may dip
 *     when sizing is SHARES
 * @param dividends what happens to a dividend received
 * @param costs what trading and holding costs
 */
public record Account(
    double capital,
    String currency,
    Fill fill,
    Sizing sizing,
    int patience,
    Rebalance rebalance,
    double band,
    int tranches,
    double maxAdv,
    double maxLeverage,
    Dividends dividends,
    Costs costs)
    implements Serializable {
  public Account {
    if (!(capital > 0) || capital == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid capital: %s (must be > 0 and finite)".formatted(capital));
    }
    if (tranches < 1) {
      throw new IllegalArgumentException("Invalid tranches: %d (must be >= 1)".formatted(tranches));
    }
    if (!(band >= 0)) {
      throw new IllegalArgumentException("Invalid band: %s (must be >= 0)".formatted(band));
    }
    if (patience < 0) {
      throw new IllegalArgumentException("Invalid patience: %d (must be >= 0)".formatted(patience));
    }
    if (!(maxAdv > 0) || !(maxLeverage > 0)) {
      throw new IllegalArgumentException(
          "Invalid limits: maxAdv %s, maxLeverage %s (both must be > 0; infinity = none)"
              .formatted(maxAdv, maxLeverage));
    }
  }

  /** A plain daily account without costs, for examples and tests. */
  public static Account plain(double capital) {
    return new Account(
        capital,
        "USD",
        Fill.NEXT_OPEN,
        Sizing.NOTIONAL,
        0,
        Rebalance.DAILY,
        0,
        1,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Dividends.CASH,
        Costs.none());
  }

  public Account with(Costs other) {
    return new Account(
        capital,
        currency,
        fill,
        sizing,
        patience,
        rebalance,
        band,
        tranches,
        maxAdv,
        maxLeverage,
        dividends,
        other);
  }

  public Account with(Rebalance other) {
    return new Account(
        capital,
        currency,
        fill,
        sizing,
        patience,
        other,
        band,
        tranches,
        maxAdv,
        maxLeverage,
        dividends,
        costs);
  }

  /** The same with another no-trade band. */
  public Account banded(double other) {
    return new Account(
        capital,
        currency,
        fill,
        sizing,
        patience,
        rebalance,
        other,
        tranches,
        maxAdv,
        maxLeverage,
        dividends,
        costs);
  }

  /** The same with another limit of gross over equity. */
  public Account onMargin(double most) {
    return new Account(
        capital, currency, fill, sizing, patience, rebalance, band, tranches, maxAdv, most,
        dividends, costs);
  }

  /** When orders decided at the close of bar t are filled, and at which price. */
  public enum Fill {
    NEXT_OPEN,
    CLOSE,
    NEXT_CLOSE
  }

  /** What an order fixes at the decision: money or shares. */
  public enum Sizing {
    NOTIONAL,
    SHARES
  }

  /** Bars at whose close targets become orders. */
  public enum Rebalance {
    DAILY,
    WEEKLY,
    MONTH_END
  }

  /** What happens to a dividend received. */
  public enum Dividends {
    CASH,
    REINVEST_NEXT_OPEN,
    REINVEST_AT_REFERENCE
  }

  /**
   * Costs; all rates are fractions, all annual rates simple on actual/365 days.
   *
   * @param commission share of the notional
   * @param perShare money per share
   * @param minimum money per order at least
   * @param halfSpread share of the notional
   * @param impact coefficient Y of the square-root law: cost = Y sigma sqrt(Q / ADV) x notional
   *     (Almgren et al. 2005; Toth et al. 2011, eq. 1)
   * @param borrow annual rate on short positions
   * @param cashSpread added to the market's cash rate for positive cash (negative = paid less)
   * @param marginSpread added to the market's cash rate for negative cash
   * @param cashRate annual rate used where the market has none
   * @param cashFixed whether positive cash earns {@code cashSpread} alone, whatever the market's
   *     rate
   * @param marginFixed whether negative cash pays {@code marginSpread} alone
   */
  public record Costs(
      double commission,
      double perShare,
      double minimum,
      double halfSpread,
      double impact,
      double borrow,
      double cashSpread,
      double marginSpread,
      double cashRate,
      boolean cashFixed,
      boolean marginFixed)
      implements Serializable {
    public Costs {
      for (double cost : new double[] {commission, perShare, minimum, halfSpread, impact, borrow}) {
        if (!(cost >= 0) || cost == Double.POSITIVE_INFINITY) {
          throw new IllegalArgumentException(
              "Invalid cost: %s (must be >= 0 and finite)".formatted(cost));
        }
      }
      for (double rate : new double[] {cashSpread, marginSpread, cashRate}) {
        if (!(Math.abs(rate) < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException("Invalid rate: %s (must be finite)".formatted(rate));
        }
      }
    }

    /** Cash and margin over the market's rate. */
    public Costs(
        double commission,
        double perShare,
        double minimum,
        double halfSpread,
        double impact,
        double borrow,
        double cashSpread,
        double marginSpread,
        double cashRate) {
      this(
          commission,
          perShare,
          minimum,
          halfSpread,
          impact,
          borrow,
          cashSpread,
          marginSpread,
          cashRate,
          false,
          false);
    }

    /**
     * Annual rate of a balance: below 0 it is paid, else earned; never less than nothing.
     *
     * @param market annual cash rate of the market; NaN = it has none
     */
    public double rate(double cash, double market) {
      boolean debt = cash < 0;
      double base = Double.isNaN(market) ? cashRate : market;
      double over = debt ? marginSpread : cashSpread;
      return Math.max(0, (debt ? marginFixed : cashFixed) ? over : base + over);
    }

    public static Costs none() {
      return new Costs(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
  }
}
