package finagent.sandbox.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * Which days are sessions, known in advance: what "month-end" means without looking at tomorrow's
 * data. {@code XNYS}: the New York Stock Exchange by its rules (NYSE Rule 7.2 and its history since
 * 1970) and the closures nobody planned; {@code weekdays}; {@code always}.
 */
public enum Calendar {
  XNYS {
    @Override
    public boolean isSession(LocalDate day) {
      return weekday(day) && !newYorkHoliday(day);
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

  private static final Set<LocalDate> UNPLANNED =
      Set.of(
          LocalDate.of(1972, 12, 28),
          LocalDate.of(1973, 1, 25),
          LocalDate.of(1977, 7, 14),
          LocalDate.of(1985, 9, 27),
          LocalDate.of(1994, 4, 27),
          LocalDate.of(2001, 9, 11),
          LocalDate.of(2001, 9, 12),
          LocalDate.of(2001, 9, 13),
          LocalDate.of(2001, 9, 14),
          LocalDate.of(2004, 6, 11),
          LocalDate.of(2007, 1, 2),
          LocalDate.of(2012, 10, 29),
          LocalDate.of(2012, 10, 30),
          LocalDate.of(2018, 12, 5),
          LocalDate.of(2025, 1, 9));

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

  private static boolean newYorkHoliday(LocalDate day) {
    int year = day.getYear();
    return UNPLANNED.contains(day)
        || day.equals(newYear(year))
        || (year >= 1998 && day.equals(nth(year, Month.JANUARY, 3)))
        || day.equals(nth(year, Month.FEBRUARY, 3))
        || day.equals(easter(year).minusDays(2))
        || day.equals(
            LocalDate.of(year, 5, 31).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
        || (year >= 2022 && day.equals(observed(LocalDate.of(year, 6, 19))))
        || day.equals(observed(LocalDate.of(year, 7, 4)))
        || day.equals(nth(year, Month.SEPTEMBER, 1))
        || day.equals(
            LocalDate.of(year, 11, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY)))
        || day.equals(observed(LocalDate.of(year, 12, 25)))
        || (year <= 1980
            && year % 4 == 0
            && day.equals(
                LocalDate.of(year, 11, 1)
                    .with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY))
                    .plusDays(1)));
  }

  /** On a Saturday it is not made up for on the Friday, which would be in the old year. */
  private static LocalDate newYear(int year) {
    LocalDate day = LocalDate.of(year, 1, 1);
    return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
  }

  private static LocalDate observed(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.minusDays(1);
      case SUNDAY -> day.plusDays(1);
      default -> day;
    };
  }

  private static LocalDate nth(int year, Month month, int n) {
    return LocalDate.of(year, month, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(n, DayOfWeek.MONDAY));
  }

  /** Anonymous Gregorian algorithm (Nature, 1876; Meeus 1991, ch. 8). */
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }
}
