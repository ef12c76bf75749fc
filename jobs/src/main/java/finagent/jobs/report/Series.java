package finagent.jobs.report;

import java.time.LocalDate;
import java.util.Arrays;

/** A named curve over sessions. Sessions rise strictly; NaN is a gap and stays one. Immutable. */
public final class Series {
  private final String name;
  private final int[] sessions;
  private final double[] values;

  private Series(String name, int[] sessions, double[] values) {
    this.name = name;
    this.sessions = sessions;
    this.values = values;
  }

  /**
   * Checks and copies.
   *
   * @param sessions epoch days
   * @param values one per session
   */
  public static Series of(String name, int[] sessions, double[] values) {
    if (sessions.length != values.length) {
      throw new IllegalArgumentException(
          "Invalid series '%s': %d sessions but %d values"
              .formatted(name, sessions.length, values.length));
    }
    for (int t = 1; t < sessions.length; t++) {
      if (sessions[t] <= sessions[t - 1]) {
        throw new IllegalArgumentException(
            "Invalid series '%s': session %s does not come after %s"
                .formatted(
                    name,
                    LocalDate.ofEpochDay(sessions[t]),
                    LocalDate.ofEpochDay(sessions[t - 1])));
      }
    }
    return new Series(name, sessions.clone(), values.clone());
  }

  /** The last value of each session, for bars shorter than a day. */
  public static Series lastOfEach(String name, int[] sessions, double[] values) {
    int[] days = new int[sessions.length];
    double[] last = new double[values.length];
    int size = 0;
    for (int t = 0; t < sessions.length; t++) {
      if (size == 0 || sessions[t] != days[size - 1]) {
        size++;
      }
      days[size - 1] = sessions[t];
      last[size - 1] = values[t];
    }
    return of(name, Arrays.copyOf(days, size), Arrays.copyOf(last, size));
  }

  public String name() {
    return name;
  }

  public int size() {
    return sessions.length;
  }

  /** Epoch day of point t. */
  public int session(int t) {
    return sessions[t];
  }

  public double value(int t) {
    return values[t];
  }

  /** Position of the last point at or before a day; -1 if there is none. */
  int at(int day) {
    int found = Arrays.binarySearch(sessions, day);
    return found >= 0 ? found : -found - 2;
  }

  /** First day with a value above 0; the largest day there is, if none. */
  int start() {
    for (int t = 0; t < values.length; t++) {
      if (values[t] > 0) {
        return sessions[t];
      }
    }
    return Integer.MAX_VALUE;
  }

  /** The curve as multiples of its value on a day. */
  Series since(int day) {
    int base = at(day);
    double unit = base < 0 ? Double.NaN : values[base];
    return new Series(name, sessions, Arrays.stream(values).map(v -> v / unit).toArray());
  }

  /** Return from the running peak, 0 or less. */
  Series drawdown() {
    double[] fall = new double[values.length];
    double peak = 0;
    for (int t = 0; t < fall.length; t++) {
      peak = values[t] > peak ? values[t] : peak;
      fall[t] = peak > 0 ? values[t] / peak - 1 : Double.NaN;
    }
    return new Series(name, sessions, fall);
  }

  /** Position of the smallest value; -1 if there is none. */
  int lowest() {
    int lowest = -1;
    for (int t = 0; t < values.length; t++) {
      if (!Double.isNaN(values[t]) && (lowest < 0 || values[t] < values[lowest])) {
        lowest = t;
      }
    }
    return lowest;
  }
}
