package finagent.rl.judging;

import java.util.Arrays;

/**
 * Whether learning curves had flattened: what the last third of each brought over the third before
 * it, in the mean over runs.
 *
 * @param gain mean of the last third less that of the third before, mean over runs
 * @param error standard error of the gain over runs; NaN for one run
 * @param whole mean of the last third less the first point, mean over runs: what was learnt in all
 */
public record Plateau(double gain, double error, double whole) {
  private static final int FEWEST = 3;
  private static final double ERRORS = 2;

  /**
   * Of curves of equal length, one a run.
   *
   * @throws IllegalArgumentException without curves, or if one has fewer than three points or
   *     another number of them
   */
  public static Plateau of(double[][] curves) {
    if (curves.length == 0) {
      throw new IllegalArgumentException("No curves, nothing to tell: at least one is needed");
    }
    double[] gains = new double[curves.length];
    double whole = 0;
    for (int k = 0; k < gains.length; k++) {
      double[] curve = curves[k];
      if (curve.length < FEWEST || curve.length != curves[0].length) {
        throw new IllegalArgumentException(
            "A curve has %d points, the first %d; all need the same number, %d or more"
                .formatted(curve.length, curves[0].length, FEWEST));
      }
      int third = curve.length / 3;
      double last = mean(curve, curve.length - third, curve.length);
      gains[k] = last - mean(curve, curve.length - 2 * third, curve.length - third);
      whole += (last - curve[0]) / gains.length;
    }
    double gain = mean(gains, 0, gains.length);
    double squares = Arrays.stream(gains).map(x -> (x - gain) * (x - gain)).sum();
    double error =
        gains.length < 2 ? Double.NaN : Math.sqrt(squares / (gains.length - 1.0) / gains.length);
    return new Plateau(gain, error, whole);
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElseThrow();
  }

  /**
   * {@code rising} or {@code falling} where the gain is more than two standard errors from nothing,
   * otherwise {@code flat}; {@code unknown} for one run.
   */
  public String word() {
    if (Double.isNaN(error)) {
      return "unknown";
    }
    return gain > ERRORS * error ? "rising" : gain < -ERRORS * error ? "falling" : "flat";
  }
}
