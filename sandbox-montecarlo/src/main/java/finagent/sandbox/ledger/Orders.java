package finagent.sandbox.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The orders of the last decision that are still to be filled, at most one per instrument, with
 * what was known when they were decided. A new decision replaces them all.
 */
final class Orders {
  /** Volatility charged where none is known: dearer than nearly all trades in a liquid stock. */
  static final double UNKNOWN_SIGMA = 0.03;

  /** Share of the daily volume charged where the volume is not known. */
  static final double UNKNOWN_PARTICIPATION = 0.1;

  private static final double WHOLE = 1e-9;

  final Account account;

  /** Bar of the decision. */
  int decided = -1;

  /** Whether there may be orders to fill. */
  boolean open;

  /** Signed money (NOTIONAL) or shares (SHARES); 0 = no order. */
  final double[] order;

  /** The weight wanted; 0 = close the position. */
  final double[] aim;

  /** Average daily volume in shares, today's basis; NaN or not above 0 = not known. */
  final double[] adv;

  /** Coefficient Y times daily volatility; NaN = not known. */
  final double[] impact;

  final double[] group;
  boolean grouped;

  Orders(Account account, int size) {
    this.account = account;
    order = new double[size];
    aim = new double[size];
    adv = new double[size];
    impact = new double[size];
    group = new double[size];
  }

  /**
   * Turns the weights in {@link #aim} into orders at the close of bar t.
   *
   * @param band share of equity within which a difference is left alone
   */
  void decide(int t, Holdings held, Row row, double band) {
    decided = t;
    double equity = held.equity;
    if (!(equity > 0)) {
      // Nothing left to invest: whatever the targets say, close.
      Arrays.fill(aim, 0);
      equity = 0;
    }
    size(equity, held.value);
    if (band > 0) {
      leaveAlone(band * equity);
    }
    if (account.sizing() == Account.Sizing.SHARES) {
      toShares(held);
    }
    open = true;
    liquidity(row);
  }

  private void size(double equity, double[] value) {
    double[] order = this.order;
    double[] aim = this.aim;
    for (int i = 0; i < order.length; i++) {
      order[i] = aim[i] * equity - value[i];
    }
  }

  private void leaveAlone(double within) {
    for (int i = 0; i < order.length; i++) {
      if (Math.abs(order[i]) <= within) {
        order[i] = 0;
      }
    }
  }

  private void toShares(Holdings held) {
    for (int i = 0; i < order.length; i++) {
      if (order[i] != 0) {
        double last = held.last[i];
        order[i] = aim[i] == 0 ? -held.shares[i] : last > 0 ? whole(order[i] / last) : 0;
      }
    }
  }

  private void liquidity(Row row) {
    double coefficient = account.costs().impact();
    if (row.adv.length == 0 || row.sigma.length == 0) {
      Arrays.fill(adv, Double.NaN);
      Arrays.fill(impact, Double.NaN);
      return;
    }
    double[] adv = this.adv;
    double[] impact = this.impact;
    double[] order = this.order;
    double[] known = row.adv;
    double[] sigma = row.sigma;
    int at = row.liquidityAt;
    // What is not ordered costs nothing, whether or not its liquidity is known.
    for (int i = 0; i < impact.length; i++) {
      impact[i] = order[i] == 0 ? 0 : coefficient * sigma[at + i];
      adv[i] = order[i] == 0 ? 1 : known[at + i];
    }
  }

  /** Puts a dear estimate in the place of a volatility that is not known, NaN for such an ADV. */
  void estimateUnknown() {
    for (int i = 0; i < adv.length; i++) {
      if (!(adv[i] > 0)) {
        adv[i] = Double.NaN;
      }
      if (!(impact[i] >= 0 && impact[i] < Double.POSITIVE_INFINITY)) {
        impact[i] = account.costs().impact() * UNKNOWN_SIGMA;
      }
    }
  }

  void group(double @Nullable [] numbers, int at) {
    grouped = false;
    if (numbers == null) {
      return;
    }
    for (int i = 0; i < group.length; i++) {
      double number = numbers[at + i];
      group[i] = number > 0 ? number : 0;
      grouped |= number > 0 && order[i] != 0;
    }
  }

  /** First bar at which the orders can be filled. */
  int firstAttempt() {
    return account.fill() == Account.Fill.CLOSE ? decided : decided + 1;
  }

  void clear() {
    Arrays.fill(order, 0);
    open = false;
  }

  /** Toward zero to whole shares; what is whole but for rounding stays. */
  static double whole(double shares) {
    double near = Math.rint(shares);
    if (Math.abs(shares - near) <= WHOLE * Math.max(1, Math.abs(shares))) {
      return near;
    }
    return shares < 0 ? Math.ceil(shares) : Math.floor(shares);
  }

  double[][] arrays() {
    return new double[][] {order, aim, adv, impact, group};
  }
}
