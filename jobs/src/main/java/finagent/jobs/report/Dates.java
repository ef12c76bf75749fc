package finagent.jobs.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Which days of a period are worth a tick on its axis, and what to write there. */
final class Dates {
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240};
  private static final int[] DAYS = {1, 2, 7, 14};

  private Dates() {}

  /** A day and its label. */
  record Tick(int day, String label) {}

  static List<Tick> of(int first, int last, int most) {
    int span = last - first;
    for (int days : DAYS) {
      if (span / days <= most) {
        return everyDays(first, last, days);
      }
    }
    for (int months : MONTHS) {
      if (span / (months * 30.44) <= most) {
        return everyMonths(first, last, months);
      }
    }
    return everyMonths(first, last, 600);
  }

  private static List<Tick> everyDays(int first, int last, int step) {
    List<Tick> ticks = new ArrayList<>();
    for (int day = first; day <= last; day += step) {
      ticks.add(new Tick(day, LocalDate.ofEpochDay(day).toString()));
    }
    return ticks;
  }

  private static List<Tick> everyMonths(int first, int last, int step) {
    List<Tick> ticks = new ArrayList<>();
    LocalDate start = LocalDate.ofEpochDay(first);
    LocalDate tick =
        step < 12
            ? start.withDayOfYear(1)
            : LocalDate.of(start.getYear() / (step / 12) * (step / 12), 1, 1);
    while (tick.toEpochDay() <= last) {
      if (tick.toEpochDay() >= first) {
        String text = tick.toString();
        ticks.add(
            new Tick(Math.toIntExact(tick.toEpochDay()), text.substring(0, step < 12 ? 7 : 4)));
      }
      tick = tick.plusMonths(step);
    }
    return ticks;
  }
}
