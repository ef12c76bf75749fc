package finagent.sandbox.ledger;

import finagent.sandbox.market.Calendar;
import finagent.sandbox.market.TimeAxis;
import java.time.LocalDate;

/**
 * At which bars a book's targets become orders. A bar's answer depends on the calendar and on bars
 * up to it, never on bars after it: a prefix of a history decides as the whole history does.
 *
 * <p>The scheduled bar of a period (session, ISO week, month) is the last bar of its last session
 * by the calendar. The last bar of a session is number {@code barsPerYear / sessions per year} in
 * it (1 for daily bars). Where that bar never came (a shortened session, a closure that the
 * calendar does not know) the first bar of the next period is scheduled in its place, which is when
 * one could know.
 */
public final class Schedule {
  private Schedule() {}

  /** One answer per bar. */
  public static boolean[] scheduled(TimeAxis time, Account.Rebalance rebalance) {
    Calendar calendar = Calendar.of(time.calendar());
    long barsPerSession = Math.max(1, Math.round(time.barsPerYear() / sessionsPerYear(calendar)));
    boolean[] scheduled = new boolean[time.size()];
    boolean done = true;
    int bars = 0;
    for (int t = 0; t < scheduled.length; t++) {
      LocalDate day = time.date(t);
      boolean newSession = t == 0 || time.session(t) != time.session(t - 1);
      bars = newSession ? 1 : bars + 1;
      if (t == 0 || period(day, rebalance) != period(time.date(t - 1), rebalance)) {
        scheduled[t] = !done;
        done = false;
      }
      boolean lastSession =
          bars == barsPerSession && period(calendar.next(day), rebalance) != period(day, rebalance);
      scheduled[t] |= lastSession;
      done |= lastSession;
    }
    return scheduled;
  }

  private static double sessionsPerYear(Calendar calendar) {
    return switch (calendar) {
      case XNYS -> 252;
      case WEEKDAYS -> 261;
      case ALWAYS -> 365;
    };
  }

  private static long period(LocalDate day, Account.Rebalance rebalance) {
    return switch (rebalance) {
      case DAILY -> day.toEpochDay();
      // 1970-01-01 was a Thursday: weeks of seven days that begin on Mondays.
      case WEEKLY -> Math.floorDiv(day.toEpochDay() + 3, 7L);
      case MONTH_END -> day.getYear() * 12L + day.getMonthValue();
    };
  }
}
