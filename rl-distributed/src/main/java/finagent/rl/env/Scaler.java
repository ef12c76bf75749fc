package finagent.rl.env;

import finagent.sandbox.market.Frame;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and standard deviation of features over a training window, all instruments together; a
 * scaled feature is {@code (x - mean) / deviation} cut to +-10. Never fitted anew on other data.
 *
 * @param columns what is observed, in this order
 */
public record Scaler(List<String> columns, List<Double> means, List<Double> deviations)
    implements Serializable {
  private static final double CUT = 10;

  public Scaler {
    columns = List.copyOf(columns);
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (columns.isEmpty() || means.size() != columns.size() || deviations.size() != means.size()) {
      throw new IllegalArgumentException(
          "Invalid scaler: %d columns, %d means, %d deviations (as many of each, at least 1)"
              .formatted(columns.size(), means.size(), deviations.size()));
    }
  }

  /** Fits on bars from (inclusive) to to (exclusive). */
  public static Scaler fit(Frame features, List<String> columns, int from, int to) {
    double[][] moments = new double[columns.size()][];
    for (int c = 0; c < moments.length; c++) {
      check(features, columns.get(c), from, to);
      moments[c] =
          moments(features.column(columns.get(c)), features.instruments().size(), from, to);
    }
    return new Scaler(
        columns,
        Arrays.stream(moments).map(m -> m[0]).toList(),
        Arrays.stream(moments).map(m -> m[1]).toList());
  }

  private static double[] moments(double[] values, int width, int from, int to) {
    double mean = 0;
    double square = 0;
    double count = (double) (to - from) * width;
    for (int k = from * width; k < to * width; k++) {
      mean += values[k] / count;
    }
    for (int k = from * width; k < to * width; k++) {
      square += (values[k] - mean) * (values[k] - mean) / count;
    }
    return new double[] {mean, square > 0 ? Math.sqrt(square) : 1};
  }

  /** Refuses windows that do not fit and values that are not numbers. */
  static void check(Frame features, String column, int from, int to) {
    if (from < 0 || to > features.time().size() || to - from < 2) {
      throw new IllegalArgumentException(
          "Invalid window: bars %d to %d of a market of %d bars (at least 2 bars within it)"
              .formatted(from, to, features.time().size()));
    }
    int width = features.instruments().size();
    double[] values = features.column(column);
    for (int k = from * width; k < to * width; k++) {
      if (!(Math.abs(values[k]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Feature '%s' of %s is %s on %s. Begin the window later, fill it, or leave the"
                    .formatted(
                        column,
                        features.instruments().id(k % width),
                        values[k],
                        features.time().date(k / width))
                + " instrument out");
      }
    }
  }

  /** Feature c, scaled. */
  public double scaled(int c, double value) {
    double z = (value - means.get(c)) / deviations.get(c);
    return Math.max(-CUT, Math.min(CUT, z));
  }
}
