package finagent.sandbox.ledger;

/**
 * The last target weights, one vector per tranche. The book is split into equal parts that take the
 * new target in turn (overlapping portfolios, Jegadeesh and Titman 1993): the target that is traded
 * is the mean over the parts; a part that has not had its turn yet holds cash.
 */
final class Targets {
  /** Weights beyond this are a caller's mistake. */
  private static final double MAX_WEIGHT = 1e6;

  private final int size;
  private final int tranches;
  private final double[] ring;
  private int next;

  Targets(int size, int tranches) {
    this.size = size;
    this.tranches = tranches;
    this.ring = new double[tranches == 1 ? 0 : Math.multiplyExact(size, tranches)];
  }

  /**
   * Takes a target vector in and writes the weights to trade to {@code aim}; NaN counts as 0.
   *
   * @param all whether every tranche takes it
   */
  void take(double[] target, int at, double[] aim, boolean all) {
    for (int i = 0; i < aim.length; i++) {
      double weight = target[at + i];
      if (!(Math.abs(weight) <= MAX_WEIGHT)) {
        weight = absent(weight, i);
      }
      aim[i] = weight;
    }
    if (all) {
      for (int k = 0; k < ring.length; k += size) {
        System.arraycopy(aim, 0, ring, k, size);
      }
    } else if (tranches > 1) {
      average(aim);
    }
  }

  private static double absent(double weight, int i) {
    if (Double.isNaN(weight)) {
      return 0;
    }
    throw new IllegalArgumentException(
        "Invalid target weight of instrument %d: %s (must be a share of equity within +-%s)"
            .formatted(i, weight, MAX_WEIGHT));
  }

  private void average(double[] aim) {
    System.arraycopy(aim, 0, ring, next * size, size);
    next = (next + 1) % tranches;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int k = 0; k < tranches; k++) {
        // From the oldest to the newest, whatever its place in the ring.
        sum += ring[(next + k) % tranches * size + i];
      }
      aim[i] = sum / tranches;
    }
  }

  double[] ring() {
    return ring;
  }

  int next() {
    return next;
  }

  void next(int saved) {
    next = saved;
  }
}
