package finagent.sandbox.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * The rules of the New York Stock Exchange: holidays since 1970 (NYSE Rule 7.2 and its history),
 * planned early closes since 1990, days of mourning and other closures nobody planned.
 */
final class NewYork {
  static final ZoneId ZONE = ZoneId.of("America/New_York");
  static final LocalTime USUAL = LocalTime.of(16, 0);

  private static final LocalTime EARLY = LocalTime.of(13, 0);
  private static final LocalTime EARLY_UNTIL_1992 = LocalTime.of(14, 0);

  /**
   * Mourning (Truman 1972, Johnson 1973, Nixon 1994, Reagan 2004, Ford 2007, Bush 2018, Carter
   * 2025), the blackout of 1977, hurricanes (Gloria 1985, Sandy 2012), the attacks of 2001.
   */
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

  /** Early closes by a decision for that day: after Christmas, and before the year 2000. */
  private static final Set<LocalDate> EARLY_ONCE =
      Set.of(LocalDate.of(1997, 12, 26), LocalDate.of(1999, 12, 31), LocalDate.of(2003, 12, 26));

  private NewYork() {}

  static LocalTime close(LocalDate day) {
    int year = day.getYear();
    if (year < 1990 || !(EARLY_ONCE.contains(day) || isEarly(day))) {
      return USUAL;
    }
    return year <= 1992 ? EARLY_UNTIL_1992 : EARLY;
  }

  private static boolean isEarly(LocalDate day) {
    int year = day.getYear();
    boolean wednesday = day.getDayOfWeek() == DayOfWeek.WEDNESDAY;
    return switch (day.getMonth()) {
      case JULY ->
          (day.getDayOfMonth() == 3 && year >= (wednesday ? 2013 : 1995))
              || (day.getDayOfMonth() == 5
                  && day.getDayOfWeek() == DayOfWeek.FRIDAY
                  && year >= 1995
                  && year < 2013);
      case NOVEMBER -> year >= 1992 && day.equals(thanksgiving(year).plusDays(1));
      case DECEMBER -> day.getDayOfMonth() == 24;
      default -> false;
    };
  }

  static boolean isHoliday(LocalDate day) {
    int year = day.getYear();
    return UNPLANNED.contains(day)
        || day.equals(newYear(year))
        || (year >= 1998 && day.equals(nth(year, Month.JANUARY, 3)))
        || day.equals(washingtonsBirthday(year))
        || day.equals(easter(year).minusDays(2))
        || day.equals(memorialDay(year))
        || (year >= 2022 && day.equals(observed(LocalDate.of(year, 6, 19))))
        || day.equals(observed(LocalDate.of(year, 7, 4)))
        || day.equals(nth(year, Month.SEPTEMBER, 1))
        || day.equals(thanksgiving(year))
        || day.equals(observed(LocalDate.of(year, 12, 25)))
        || (year <= 1980
            && year % 4 == 0
            && day.equals(
                LocalDate.of(year, 11, 1)
                    .with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY))
                    .plusDays(1)));
  }

  private static LocalDate washingtonsBirthday(int year) {
    return year <= 1970 ? observed(LocalDate.of(year, 2, 22)) : nth(year, Month.FEBRUARY, 3);
  }

  /** In 1970 a Saturday, for which nobody stayed away on the Friday. */
  private static LocalDate memorialDay(int year) {
    return year <= 1970
        ? LocalDate.of(year, 5, 30)
        : LocalDate.of(year, 5, 31).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static LocalDate thanksgiving(int year) {
    return LocalDate.of(year, 11, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
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
