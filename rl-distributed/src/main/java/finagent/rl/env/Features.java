package finagent.rl.env;

import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Features of an instrument's own past, by name: {@code return-5} is the log return of its
 * total-return index over 5 bars, {@code volatility-21} the standard deviation of its last 21 daily
 * log returns. All read bars up to their own; NaN until there are enough. An index that has ended
 * stands still: whoever is gone earns nothing and moves no more.
 */
public record Features(List<String> names) implements Serializable {
  private static final Pattern NAME = Pattern.compile("(return|volatility)-([1-9][0-9]{0,3})");

  public Features {
    names = List.copyOf(names);
    if (names.isEmpty() || names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException(
          "Invalid features: %s (at least one, none twice)".formatted(names));
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches() || name.equals("volatility-1")) {
        throw new IllegalArgumentException(
            "No feature '%s'; there are return-N (N bars, 1 to 9999) and volatility-N (2 to 9999),"
                    .formatted(name)
                + " e.g. return-5 and volatility-21");
      }
    }
  }

  private static boolean isReturn(String name) {
    return name.startsWith("return");
  }

  private static int bars(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
  }

  /** Bars before the first that has every feature. */
  public int warmup() {
    return names.stream().mapToInt(Features::bars).max().orElse(0);
  }

  /**
   * Builds the features. O(bars x instruments x bars of the volatilities).
   *
   * @param index total-return index, row-major bars x instruments, not adjusted backwards
   */
  public Frame frame(TimeAxis time, InstrumentAxis instruments, double[] index) {
    double[] carried = index.clone();
    for (int k = instruments.size(); k < carried.length; k++) {
      carried[k] = Double.isNaN(carried[k]) ? carried[k - instruments.size()] : carried[k];
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : names) {
      Frame made = PastReturns.of(time, instruments, carried, bars(name));
      columns.put(name, made.column(isReturn(name) ? name : PastReturns.VOLATILITY));
    }
    return Frame.of(time, instruments, columns);
  }

  /**
   * Feature c of the last bar of a window, with the bits {@link #frame} gives.
   *
   * @param logs logs of the index over at least {@link #warmup} + 1 bars, row-major
   * @param k place of the instrument in the last row
   * @param width instruments
   */
  public double last(int c, double[] logs, int k, int width) {
    int over = bars(names.get(c));
    return isReturn(names.get(c))
        ? logs[k] - logs[k - over * width]
        : PastReturns.deviation(logs, k, width, over);
  }
}
