package finagent.sandbox.montecarlo;

/** What is kept of a column of a history, so that its rows fit a path at any level of prices. */
enum Basis {
  /** Values as they are. */
  VALUE,

  /** Prices, as multiples of the close. */
  PRICE,

  /** Shares traded, as money: times the close. */
  MONEY;

  static Basis of(String column) {
    return switch (column) {
      case "open", "high", "low", "close" -> PRICE;
      case "volume" -> MONEY;
      default -> VALUE;
    };
  }

  /** What is kept, in an array of its own. */
  double[] of(double[] values, double[] close) {
    double[] kept = values.clone();
    for (int k = 0; k < kept.length && this != VALUE; k++) {
      kept[k] = this == PRICE ? kept[k] / close[k] : kept[k] * close[k];
    }
    return kept;
  }
}
