package finagent.jobs;

import finagent.planner.Task;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.program.Params;
import java.time.LocalDate;
import java.util.function.ToLongFunction;

/**
 * Which bars the source task of a strategy means. A holdout period stays sealed: bars from its
 * first day on are not read unless it is opened.
 */
final class Slices {
  /** Calendar days before the first day that warm agents up where nothing else is said. */
  static final int WARMUP_DAYS = 2 * 366;

  private static final double DAYS_PER_SESSION = 365.25 / 252;

  /** Before all bars, epoch day. */
  static final long FIRST = LocalDate.of(1800, 1, 1).toEpochDay();

  private static final long LAST = LocalDate.of(2200, 1, 1).toEpochDay();

  private Slices() {}

  /**
   * The slice of a source task.
   *
   * @param version of the bars to read by name of data set, where the task pins none
   * @param sealedFrom epoch day from which on nothing may be read
   */
  static Slice of(Task bars, ToLongFunction<String> version, long sealedFrom) {
    Params params = new Params(bars.params());
    if (params.text("set").isEmpty()) {
      throw new IllegalArgumentException(
          "The strategy names no data; write data: {set: NAME}, with a name you gave to an import");
    }
    String pin = params.text("pin");
    long from = day(params.text("from"), FIRST);
    long to = Math.min(day(params.text("to"), LAST), sealedFrom - 1);
    if (to < from) {
      throw new IllegalArgumentException(
          "No session is left: the period begins %s and ends %s%s"
              .formatted(
                  LocalDate.ofEpochDay(from),
                  LocalDate.ofEpochDay(to),
                  to == sealedFrom - 1 ? ", the day before the holdout" : ""));
    }
    return new Slice(
        params.text("set"),
        pin.equals("latest") ? version.applyAsLong(params.text("set")) : Long.parseLong(pin),
        params.list("instruments").stream().sorted().toList(),
        params.text("index"),
        params.text("benchmark"),
        from == FIRST ? FIRST : from - warmup(params.text("warmup")),
        to);
  }

  private static long warmup(String warmup) {
    return warmup.equals("auto") ? WARMUP_DAYS : days(Integer.parseInt(warmup));
  }

  /** Calendar days that hold so many sessions. */
  static long days(int sessions) {
    return (long) Math.ceil(sessions * DAYS_PER_SESSION) + 10;
  }

  private static long day(String text, long otherwise) {
    return text.isEmpty() ? otherwise : LocalDate.parse(text).toEpochDay();
  }
}
