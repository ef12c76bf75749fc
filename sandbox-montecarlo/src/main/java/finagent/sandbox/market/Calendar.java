package finagent.sandbox.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Which days are sessions, known in advance: what "month-end" means without looking at tomorrow's
 * data. {@code XNYS}: the New York Stock Exchange by its rules (NYSE Rule 7.2 and its history since
 * 1970) and the closures nobody planned; {@code weekdays}; {@code always}.
 */
public enum Calendar {
  XNYS {
    @Override
    public boolean isSession(LocalDate day) {
      return weekday(day) && !NewYork.isHoliday(day);
    }

    @Override
    public LocalTime close(LocalDate day) {
      return NewYork.close(day);
    }

    @Override
    public ZoneId zone() {
      return NewYork.ZONE;
    }
  },
  WEEKDAYS {
    @Override
    public boolean isSession(LocalDate day) {
      return weekday(day);
    }
  },
  ALWAYS {
    @Override
    public boolean isSession(LocalDate day) {
      return true;
    }
  };

  public abstract boolean isSession(LocalDate day);

  /** The calendar of an id, upper or lower case. */
  public static Calendar of(String id) {
    for (Calendar calendar : values()) {
      if (calendar.name().equalsIgnoreCase(id)) {
        return calendar;
      }
    }
    throw new IllegalArgumentException(
        "No calendar '%s'; there are XNYS, weekdays and always".formatted(id));
  }

  /**
   * When a session ends, local time. {@code XNYS}: 16:00, or the planned early close (13:00, until
   * 1992 14:00; known from 1990 on); trading that was broken off unplanned, as at the circuit
   * breaker of 1997-10-27, is not in it. The other calendars end with the day, at midnight, which
   * is written 00:00.
   */
  public LocalTime close(LocalDate day) {
    return LocalTime.MIDNIGHT;
  }

  /** Where its local time is; UTC except for exchanges. */
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /** Whether a session is planned to end before the usual time. */
  public boolean closesEarly(LocalDate day) {
    return isSession(day) && close(day).isBefore(NewYork.USUAL) && this == XNYS;
  }

  /** The moment a session ends. */
  public Instant end(LocalDate session) {
    LocalTime close = close(session);
    LocalDate day = close.equals(LocalTime.MIDNIGHT) ? session.plusDays(1) : session;
    return day.atTime(close).atZone(zone()).toInstant();
  }

  /** The last session that is over at a moment. */
  public LocalDate lastFinished(Instant now) {
    LocalDate day = LocalDate.ofInstant(now, zone());
    return isSession(day) && !end(day).isAfter(now) ? day : previous(day);
  }

  /** The sessions of a span, both ends included, in order. */
  public List<LocalDate> sessions(LocalDate first, LocalDate last) {
    return first.datesUntil(last.plusDays(1)).filter(this::isSession).toList();
  }

  /** The last session before a day. */
  public LocalDate previous(LocalDate day) {
    LocalDate previous = day.minusDays(1);
    while (!isSession(previous)) {
      previous = previous.minusDays(1);
    }
    return previous;
  }

  /** The first session after a day. */
  public LocalDate next(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!isSession(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  private static boolean weekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }
}
