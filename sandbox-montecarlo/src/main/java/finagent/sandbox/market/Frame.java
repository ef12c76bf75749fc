package finagent.sandbox.market;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named columns of doubles over a block of bars x instruments. Row-major: the value of bar t and
 * instrument i stands at {@code t * instruments.size() + i}; NaN is "no value". The arrays are
 * shared, not copied: a frame's maker gives them up, its readers leave them alone.
 */
public final class Frame implements Value, Serializable {
  private static final long serialVersionUID = 1L;

  private final TimeAxis time;
  private final InstrumentAxis instruments;
  private final Map<String, double[]> columns;

  private Frame(TimeAxis time, InstrumentAxis instruments, Map<String, double[]> columns) {
    this.time = time;
    this.instruments = instruments;
    this.columns = columns;
  }

  public static Frame of(TimeAxis time, InstrumentAxis instruments, Map<String, double[]> columns) {
    int cells = Math.multiplyExact(time.size(), instruments.size());
    columns.forEach(
        (name, values) -> {
          if (values.length != cells) {
            throw new IllegalArgumentException(
                "Column '%s' has %d values; %d bars x %d instruments need %d"
                    .formatted(name, values.length, time.size(), instruments.size(), cells));
          }
        });
    return new Frame(time, instruments, new LinkedHashMap<>(columns));
  }

  public TimeAxis time() {
    return time;
  }

  public InstrumentAxis instruments() {
    return instruments;
  }

  public Map<String, double[]> columns() {
    return Collections.unmodifiableMap(columns);
  }

  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** The shared array of a column. */
  public double[] column(String column) {
    double[] values = columns.get(column);
    if (values == null) {
      throw new IllegalArgumentException(
          "No column '%s' here; there are %s".formatted(column, columns.keySet()));
    }
    return values;
  }

  public double at(String column, int t, int i) {
    return column(column)[t * instruments.size() + i];
  }
}
