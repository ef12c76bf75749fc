package finagent.sandbox.fast;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.vector.Desk;
import finagent.sandbox.vector.Lap;
import finagent.sandbox.vector.Positions;

/** Fills of a {@link LaneAccount} with the ledger's charges and its cuts of cash and margin. */
final class LaneFills {
  /** What the ledger shaves off a factor, so that rounding cannot bring cash below its floor. */
  private static final double SHAVE = 1 - 0x1p-40;

  /** What the ledger charges where volatility or volume are not known. */
  private static final double UNKNOWN_SIGMA = 0.03;

  private static final double UNKNOWN_PARTICIPATION = 0.1;

  private final Account account;
  private final Account.Costs costs;
  private final Positions lanes;
  private final Lap trade;
  private final Lap fill;
  private final Lap price;
  private final Lap lift;
  private final Lap impact;
  private final Lap settle;
  private final boolean commissions;
  private final boolean[] chosen;
  private final Standby standby;
  private double halfSpread;
  private double total;
  double cash;

  LaneFills(Account account, Positions lanes, Desk desk) {
    this.account = account;
    this.lanes = lanes;
    trade = desk::trade;
    fill = desk::fill;
    price = desk::price;
    lift = desk::commissions;
    impact = desk::impact;
    settle = desk::settle;
    costs = account.costs();
    lanes.commissionRate = costs.commission();
    lanes.perShare = costs.perShare();
    lanes.minimum = costs.minimum();
    lanes.impactRate = costs.impact();
    commissions = costs.commission() > 0 || costs.perShare() > 0 || costs.minimum() > 0;
    chosen = new boolean[lanes.size()];
    standby = new Standby(lanes);
  }

  /** Costs of the last fill. */
  double total() {
    return total;
  }

  /** What waits, and what stands or falls together. */
  Standby standby() {
    return standby;
  }

  /**
   * Orders, fills at the lanes' prices and values at their closes in one pass.
   *
   * @return whether that was all there is to it; if not, because a bar cannot trade, something must
   *     be cut or what it costs is not known, nothing has happened
   */
  boolean atOnce(double spreadMultiple) {
    halfSpread = costs.halfSpread() * spreadMultiple;
    Lap.run(trade, lanes);
    total = lanes.commissions + halfSpread * lanes.traded + lanes.impacts;
    boolean plain = lanes.tradable && total < Double.POSITIVE_INFINITY;
    if (!plain || overdraws() || overreaches()) {
      return false;
    }
    cash -= lanes.bought + total;
    lanes.turn();
    return true;
  }

  private boolean overdraws() {
    return !(cash - lanes.bought - total >= floor());
  }

  private boolean overreaches() {
    return account.maxLeverage() < Double.POSITIVE_INFINITY
        && !(lanes.grossAfter <= account.maxLeverage() * equityAfter());
  }

  /**
   * Fills the orders at the lanes' prices; those without volume wait.
   *
   * @return whether every bar has a price
   */
  boolean run(double spreadMultiple) {
    halfSpread = costs.halfSpread() * spreadMultiple;
    standby.none();
    Lap.run(fill, lanes);
    if (!lanes.tradable) {
      if (!priced()) {
        return false;
      }
      standby.hold();
      Lap.run(price, lanes);
    }
    charge();
    cut();
    cash -= lanes.bought + total;
    Lap.run(settle, lanes);
    return true;
  }

  private boolean priced() {
    for (int i = 0; i < chosen.length; i++) {
      if (!(price(i) > 0)) {
        return false;
      }
    }
    return true;
  }

  private void charge() {
    lanes.commissions = 0;
    lanes.impacts = 0;
    if (commissions) {
      Lap.run(lift, lanes);
    }
    if (costs.impact() > 0) {
      Lap.run(impact, lanes);
      if (!(lanes.impacts < Double.POSITIVE_INFINITY)) {
        estimateUnknown();
      }
    }
    total = lanes.commissions + halfSpread * lanes.traded + lanes.impacts;
  }

  /** With dear estimates in the place of what is not known, as {@code Charges} has them. */
  private void estimateUnknown() {
    double[] adv = lanes.adv;
    for (int i = 0; i < adv.length; i++) {
      adv[i] = adv[i] > 0 ? adv[i] : Double.NaN;
      double known = lanes.coefficient[i];
      if (!(known >= 0 && known < Double.POSITIVE_INFINITY)) {
        lanes.coefficient[i] = costs.impact() * UNKNOWN_SIGMA;
      }
    }
    Lap.run(impact, lanes);
    double share = Math.sqrt(UNKNOWN_PARTICIPATION);
    for (int i = 0; i < adv.length; i++) {
      if (Double.isNaN(adv[i])) {
        lanes.impact[i] = lanes.notional[i] * lanes.coefficient[i] * share;
      }
    }
    lanes.impacts = sum(lanes.impact);
  }

  private static double sum(double[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < values.length - 3; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    double sum = (a + b) + (c + d);
    for (; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }

  private void cut() {
    if (cutCash()) {
      recharge();
    }
    if (cutMargin()) {
      recharge();
      if (cutCash()) {
        recharge();
      }
    }
  }

  private void recharge() {
    Lap.run(price, lanes);
    charge();
  }

  private boolean cutMargin() {
    if (!overreaches()) {
      return false;
    }
    double limit = account.maxLeverage() * equityAfter();
    double kept = 0;
    double raised = 0;
    chooseRaises();
    for (int i = 0; i < chosen.length; i++) {
      double held = Math.abs(lanes.shares[i]);
      double wanted = Math.abs(lanes.shares[i] + lanes.quantity[i]);
      double before = held * price(i);
      double after = wanted * price(i);
      kept += chosen[i] ? before : after;
      raised += chosen[i] ? after - before : 0;
    }
    return raised > 0 && scale((limit - kept) / raised);
  }

  private boolean cutCash() {
    if (!overdraws()) {
      return false;
    }
    double available = cash - floor();
    double full = 0;
    double least = 0;
    chooseBuys();
    for (int i = 0; i < chosen.length; i++) {
      double quantity = lanes.quantity[i];
      if (quantity != 0) {
        double paid = quantity * price(i) + charge(i);
        available -= chosen[i] ? 0 : paid;
        full += chosen[i] ? paid : 0;
        least += chosen[i] ? costs.minimum() : 0;
      }
    }
    return full > least && scale((available - least) / (full - least) * SHAVE);
  }

  private void chooseRaises() {
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = Math.abs(lanes.shares[i] + lanes.quantity[i]) > Math.abs(lanes.shares[i]);
    }
    standby.join(chosen);
  }

  private void chooseBuys() {
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = lanes.quantity[i] > 0;
    }
    standby.join(chosen);
  }

  private double price(int i) {
    return lanes.prices[lanes.at + i];
  }

  private double charge(int i) {
    return lanes.commission[i] + halfSpread * lanes.notional[i] + lanes.impact[i];
  }

  private double floor() {
    double leverage = account.maxLeverage();
    if (leverage == Double.POSITIVE_INFINITY) {
      return 0;
    }
    return 0 - Math.max(0, leverage - 1) * Math.max(0, equityAfter());
  }

  private double equityAfter() {
    return cash - total + lanes.exposure;
  }

  private boolean scale(double share) {
    double factor = Math.max(0, Math.min(1, share));
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] && lanes.quantity[i] != 0) {
        lanes.quantity[i] *= factor;
      }
    }
    return true;
  }
}
