package finagent.sandbox.ledger;

import java.util.Arrays;

/**
 * The two cuts made at the fill, because only the fill price tells: cash and leverage. Both scale a
 * set of orders by one factor, so that no order is preferred by its place in the axis. Both factors
 * come from a bound that is exact for proportional costs and errs to the safe side for others:
 * costs and gross exposure are convex in the factor, hence below their chords.
 */
final class Cuts {
  /** Shaved off a factor, so that rounding cannot bring cash below its floor. */
  private static final double SHAVE = 1 - 0x1p-40;

  /** A cut smaller than this is rounding: the order counts as filled. */
  private static final double ROUNDING = 1 - 1e-9;

  private final Account account;
  private final Holdings held;
  private final boolean[] chosen;

  Cuts(Account account, Holdings held) {
    this.account = account;
    this.held = held;
    this.chosen = new boolean[held.size];
  }

  /** Cuts orders that raise gross exposure above maxLeverage x equity after costs. */
  boolean margin(Fills fills) {
    if (account.maxLeverage() == Double.POSITIVE_INFINITY) {
      return false;
    }
    double limit = account.maxLeverage() * equityAfter(fills);
    double gross = Sums.grossAfter(held.shares, fills.quantity, fills.price, held.size);
    if (gross <= limit) {
      return false;
    }
    for (int i = 0; i < held.size; i++) {
      chosen[i] = Math.abs(held.shares[i] + fills.quantity[i]) > Math.abs(held.shares[i]);
    }
    fills.join(chosen);
    double kept = 0;
    double raised = 0;
    for (int i = 0; i < held.size; i++) {
      double before = Math.abs(held.shares[i]) * fills.price[i];
      double after = Math.abs(held.shares[i] + fills.quantity[i]) * fills.price[i];
      kept += chosen[i] ? before : after;
      raised += chosen[i] ? after - before : 0;
    }
    return raised > 0 && scale(fills, (limit - kept) / raised, Journal.Reason.MARGIN);
  }

  /** Cuts buys that would take cash below its floor after costs; sells have been counted first. */
  boolean cash(Fills fills) {
    double floor = floor(fills);
    Charges charges = fills.charges;
    if (held.cash - charges.bought - charges.total() >= floor) {
      return false;
    }
    for (int i = 0; i < held.size; i++) {
      chosen[i] = fills.quantity[i] > 0;
    }
    fills.join(chosen);
    double available = held.cash - floor;
    double full = 0;
    double least = 0;
    for (int i = 0; i < held.size; i++) {
      if (fills.quantity[i] != 0) {
        double paid = fills.quantity[i] * fills.price[i] + charges.at(i);
        available -= chosen[i] ? 0 : paid;
        full += chosen[i] ? paid : 0;
        least += chosen[i] ? charges.minimum() : 0;
      }
    }
    return full > least
        && scale(fills, (available - least) / (full - least) * SHAVE, Journal.Reason.CASH);
  }

  private double floor(Fills fills) {
    double reserved = fills.reserved();
    double leverage = account.maxLeverage();
    if (leverage == Double.POSITIVE_INFINITY) {
      return account.sizing() == Account.Sizing.SHARES ? Double.NEGATIVE_INFINITY : reserved;
    }
    return reserved - Math.max(0, leverage - 1) * Math.max(0, equityAfter(fills));
  }

  /** Equity at the fill prices, less the costs of the orders as they stand. */
  private double equityAfter(Fills fills) {
    return held.cash - fills.charges.total() + Sums.dot(held.shares, fills.price, held.size);
  }

  private boolean scale(Fills fills, double share, Journal.Reason reason) {
    double factor = Math.max(0, Math.min(1, share));
    for (int i = 0; i < held.size; i++) {
      if (chosen[i] && fills.quantity[i] != 0) {
        fills.quantity[i] = fills.tradable(fills.quantity[i] * factor);
        if (factor < ROUNDING) {
          fills.because(i, reason);
        }
      }
    }
    Arrays.fill(chosen, false);
    return true;
  }
}
