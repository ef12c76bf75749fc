package finagent.rl.env;

import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Features from the past of a total-return index: log returns over several horizons, and the
 * volatility of daily log returns over the longest. The feature of bar t reads bars up to t; NaN
 * until there are enough.
 */
public final class PastReturns {
  /** The column of volatility. */
  public static final String VOLATILITY = "volatility";

  private PastReturns() {}

  /**
   * Names of the columns for these horizons, in order: {@code return-5}, .., {@code volatility}.
   */
  public static List<String> columns(int... horizons) {
    List<String> names = new ArrayList<>();
    for (int horizon : horizons) {
      names.add("return-" + horizon);
    }
    names.add(VOLATILITY);
    return names;
  }

  /**
   * Builds the features. O(bars x instruments x horizons).
   *
   * @param index total-return index, row-major bars x instruments, not adjusted backwards
   * @param horizons in bars, each at least 1
   */
  public static Frame of(TimeAxis time, InstrumentAxis names, double[] index, int... horizons) {
    int width = names.size();
    double[] log = new double[index.length];
    Arrays.setAll(log, k -> StrictMath.log(index[k]));
    Map<String, double[]> columns = new LinkedHashMap<>();
    int longest = 1;
    for (int horizon : horizons) {
      if (horizon < 1) {
        throw new IllegalArgumentException("Invalid horizon: %d (at least 1)".formatted(horizon));
      }
      longest = Math.max(longest, horizon);
      double[] values = new double[index.length];
      Arrays.setAll(
          values, k -> k < horizon * width ? Double.NaN : log[k] - log[k - horizon * width]);
      columns.put("return-" + horizon, values);
    }
    int over = Math.max(2, longest);
    double[] volatility = new double[index.length];
    Arrays.setAll(volatility, k -> k < over * width ? Double.NaN : deviation(log, k, width, over));
    columns.put(VOLATILITY, volatility);
    return Frame.of(time, names, columns);
  }

  static double deviation(double[] log, int k, int width, int over) {
    double mean = (log[k] - log[k - over * width]) / over;
    double square = 0;
    for (int j = 0; j < over; j++) {
      double daily = log[k - j * width] - log[k - (j + 1) * width] - mean;
      square += daily * daily;
    }
    return Math.sqrt(square / (over - 1));
  }
}
