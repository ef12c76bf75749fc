package finagent.rl.env;

/**
 * How actions become target weights: {@code limit x action}, or {@code limit x (action + 1) / 2}
 * where there are no shorts, scaled down together where their absolute sum exceeds the limit.
 */
public final class Weights {
  private Weights() {}

  /**
   * Writes the weights.
   *
   * @param action in [-1, 1], beyond that cut; may be {@code into}
   * @param limit of the sum of absolute weights
   * @param longOnly whether weights are 0 or more
   */
  public static void of(double[] action, double limit, boolean longOnly, double[] into) {
    double gross = 0;
    for (int i = 0; i < into.length; i++) {
      double cut = Environment.cut(action[i]);
      into[i] = limit * (longOnly ? (cut + 1) / 2 : cut);
      gross += Math.abs(into[i]);
    }
    double scale = Math.min(1, limit / Math.max(gross, Double.MIN_NORMAL));
    for (int i = 0; i < into.length; i++) {
      into[i] *= scale;
    }
  }
}
