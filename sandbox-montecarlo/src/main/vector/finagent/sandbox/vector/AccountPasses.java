package finagent.sandbox.vector;

/**
 * The loops over instruments of an account's bar. All arrays are indexed by instrument; market rows
 * begin at {@code at}. Sums run in four lanes, lane k taking instruments k, k + 4, ..; the lanes
 * are added as (0 + 1) + (2 + 3), what is left over comes last: an order that the axis alone fixes.
 * Both kinds have the same bits.
 */
public interface AccountPasses {
  /** Large enough to lift any quantity of shares that matters above 1. */
  double LIFT = 0x1p900;

  /** What is fastest here: vectors of four doubles where the machine has them. */
  static AccountPasses best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Fast.wide()
        ? new VectorAccountPasses()
        : new ScalarAccountPasses();
  }

  /** Whether every value is a number above 0. */
  boolean allPositive(double[] values, int at, int size);

  /** Copies weights to {@code aim}; returns whether all of them are within +-{@code most}. */
  boolean take(double[] target, int at, double most, double[] aim);

  /** Money to trade: {@code order = aim equity - value}. */
  void size(double[] aim, double equity, double[] value, double[] order);

  /**
   * Takes over what is known of the liquidity of what is ordered: {@code impact = coefficient
   * sigma} and {@code adv}; 0 and 1 where nothing is ordered, which costs nothing.
   */
  void liquidity(
      double[] order,
      double[] known,
      double[] sigma,
      int at,
      double coefficient,
      double[] adv,
      double[] impact);

  /**
   * Copies the prices of a bar and turns orders into quantities.
   *
   * @param whole whether orders are in shares already
   * @param odd receives the instruments that need a closer look: no price; or an order, and no
   *     volume, or a position that would not end on the side of its aim
   * @return how many those are
   */
  int quantities(
      double[] order,
      double[] prices,
      double[] volume,
      int at,
      double[] shares,
      double[] aim,
      boolean whole,
      double[] price,
      double[] quantity,
      int[] odd);

  /**
   * Prices a set of fills: {@code notional = |q| p}, {@code commission = max(minimum, share
   * notional + perShare |q|)}, {@code impact = notional coefficient sqrt(|q| / adv)}.
   *
   * @param rates share of the money, money a share, least money of an order
   * @param withImpact whether there is any
   * @param sums receives {@code sum(q p)} and the sums of notional, commission and impact
   */
  void charge(
      double[] quantity,
      double[] price,
      double[] rates,
      boolean withImpact,
      double[] adv,
      double[] coefficient,
      double[] notional,
      double[] commission,
      double[] impact,
      double[] sums);

  /** Adds {@code q} to the shares and {@code q p} to the money invested. */
  void book(double[] quantity, double[] price, double[] shares, double[] invested);

  /** Adds one array to another. */
  void add(double[] what, double[] to);

  /** {@code value = shares last}; the sums receive those of the values and of their sizes. */
  void value(double[] shares, double[] last, double[] value, double[] sums);

  double sum(double[] values);

  /** Sum of products. */
  double dot(double[] x, double[] y);

  /** Sum of {@code |x + y| z}, z not below 0: what positions are worth after an order. */
  double grossAfter(double[] x, double[] y, double[] z);

  /** Loaded only where vectors are. */
  final class Fast {
    private Fast() {}

    static boolean wide() {
      return Lanes.doubles() >= 4;
    }
  }
}
