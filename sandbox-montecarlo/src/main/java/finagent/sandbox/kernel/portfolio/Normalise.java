package finagent.sandbox.kernel.portfolio;

/** Scales a row of weights to a gross exposure, summing in the order of ids. */
final class Normalise {
  private Normalise() {}

  /** To gross 1 over all; a row of zeros stays. */
  static void gross(double[] weights, int at, long[] order) {
    double sum = 0;
    for (long i : order) {
      sum += Math.abs(weights[at + (int) i]);
    }
    if (sum > 0) {
      for (int i = 0; i < order.length; i++) {
        weights[at + i] /= sum;
      }
    }
  }

  /** Each side on its own to a gross; an empty side stays empty. */
  static void sides(double[] weights, int at, long[] order, double grossPerSide) {
    double longs = 0;
    double shorts = 0;
    for (long i : order) {
      double weight = weights[at + (int) i];
      longs += Math.max(weight, 0);
      shorts -= Math.min(weight, 0);
    }
    for (int i = 0; i < order.length; i++) {
      double weight = weights[at + i];
      if (weight != 0) {
        weights[at + i] = weight / (weight > 0 ? longs : shorts) * grossPerSide;
      }
    }
  }
}
