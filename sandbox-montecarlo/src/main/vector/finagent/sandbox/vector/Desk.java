package finagent.sandbox.vector;

/**
 * The passes over instruments an account makes in a bar. Every sum runs in four interleaved partial
 * sums {@code (a + b) + (c + d)} and then over what is left of the row, as the ledger's do, so that
 * the bits are the ledger's, with vectors or without. O(instruments) each.
 */
public interface Desk {
  /** A target weight beyond it is a mistake. */
  double MAX_WEIGHT = 1e6;

  /** Takes a row of target weights as aims; 0 for what is missing or beyond the bound. */
  void aim(Positions p);

  /**
   * {@link #order}, {@link #fill}, {@link #commissions}, {@link #impact}, {@link #settle} and
   * {@link #mark} in one pass; into the next shares and values, so that nothing has happened until
   * {@link Positions#turn}. Impacts are not a number where volatility or volume are not known.
   */
  void trade(Positions p);

  /** Orders that bring the values held to the weights aimed at; within the band none. */
  void order(Positions p);

  /**
   * Quantities of the orders at the bar's prices, what they are worth, and their commissions; a
   * position whose aim is 0, or which would turn round, is closed.
   */
  void fill(Positions p);

  /** Values the quantities as they stand anew: after a cut. */
  void price(Positions p);

  /** Lifts commissions to the minimum of an order; their sum. */
  void commissions(Positions p);

  /** Square-root impact of the quantities, and its sum. */
  void impact(Positions p);

  /** Takes the quantities into the positions. */
  void settle(Positions p);

  /** Values positions at the closes. */
  void mark(Positions p);

  /** The quickest here. */
  static Desk best() {
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return there ? Wide.desk() : new ScalarDesk();
  }

  /** Loaded only where vectors are. */
  final class Wide {
    private Wide() {}

    static Desk desk() {
      return Lanes.doubles() >= 4 ? new VectorDesk() : new ScalarDesk();
    }
  }
}
