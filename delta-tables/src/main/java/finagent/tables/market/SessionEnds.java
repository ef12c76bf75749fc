package finagent.tables.market;

import finagent.sandbox.market.Calendar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * When daily bars end: 16:00 in New York for {@link Calendar#XNYS} (on days of early closing too),
 * midnight UTC at the end of the session for the others.
 */
public final class SessionEnds {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  private final Calendar calendar;
  private final Map<Integer, Long> known = new HashMap<>();

  public SessionEnds(Calendar calendar) {
    this.calendar = calendar;
  }

  /** Microseconds UTC since 1970 at the end of a session. */
  public long micros(int session) {
    return known.computeIfAbsent(session, this::compute);
  }

  private long compute(int session) {
    LocalDate day = LocalDate.ofEpochDay(session);
    long seconds =
        calendar == Calendar.XNYS
            ? day.atTime(CLOSE).atZone(NEW_YORK).toEpochSecond()
            : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return seconds * 1_000_000L;
  }
}
