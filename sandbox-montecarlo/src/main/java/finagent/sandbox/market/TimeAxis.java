package finagent.sandbox.market;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The bars of a market in time: for each the instant of its end and the session it belongs to.
 * Immutable, strictly increasing.
 */
public final class TimeAxis implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String calendar;
  private final double barsPerYear;
  private final long[] endMicros;
  private final int[] session;

  private TimeAxis(String calendar, double barsPerYear, long[] endMicros, int[] session) {
    this.calendar = calendar;
    this.barsPerYear = barsPerYear;
    this.endMicros = endMicros;
    this.session = session;
  }

  /**
   * Checks and copies.
   *
   * @param calendar id of the trading calendar, e.g. {@code XNYS}
   * @param barsPerYear for annualisation, e.g. 252 for daily bars of US equities
   * @param endMicros UTC microseconds since 1970 at the end of each bar
   * @param session epoch day of the session each bar belongs to
   */
  public static TimeAxis of(String calendar, double barsPerYear, long[] endMicros, int[] session) {
    if (endMicros.length != session.length) {
      throw new IllegalArgumentException(
          "Invalid time axis: %d bar ends but %d sessions"
              .formatted(endMicros.length, session.length));
    }
    if (!(barsPerYear > 0)) {
      throw new IllegalArgumentException(
          "Invalid bars per year: %s (must be > 0)".formatted(barsPerYear));
    }
    for (int t = 1; t < endMicros.length; t++) {
      if (endMicros[t] <= endMicros[t - 1] || session[t] < session[t - 1]) {
        throw new IllegalArgumentException(
            "Invalid time axis: bar %d (%s) does not come after bar %d (%s)"
                .formatted(
                    t,
                    LocalDate.ofEpochDay(session[t]),
                    t - 1,
                    LocalDate.ofEpochDay(session[t - 1])));
      }
    }
    return new TimeAxis(calendar, barsPerYear, endMicros.clone(), session.clone());
  }

  public int size() {
    return endMicros.length;
  }

  public String calendar() {
    return calendar;
  }

  public double barsPerYear() {
    return barsPerYear;
  }

  public long endMicros(int t) {
    return endMicros[t];
  }

  /** Epoch day of the session of bar t. */
  public int session(int t) {
    return session[t];
  }

  public LocalDate date(int t) {
    return LocalDate.ofEpochDay(session[t]);
  }

  /** The first bar whose session is at or after {@code epochDay}; {@code size()} if none. */
  public int firstAtOrAfter(long epochDay) {
    int low = 0;
    int high = session.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (session[mid] < epochDay) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** Bars from (inclusive) to to (exclusive). */
  public TimeAxis slice(int from, int to) {
    return new TimeAxis(
        calendar,
        barsPerYear,
        Arrays.copyOfRange(endMicros, from, to),
        Arrays.copyOfRange(session, from, to));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeAxis that
        && calendar.equals(that.calendar)
        && barsPerYear == that.barsPerYear
        && Arrays.equals(endMicros, that.endMicros)
        && Arrays.equals(session, that.session);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(endMicros) * 31 + calendar.hashCode();
  }

  @Override
  public String toString() {
    return size() == 0
        ? "no bars (" + calendar + ")"
        : "%d bars %s..%s (%s)".formatted(size(), date(0), date(size() - 1), calendar);
  }
}
