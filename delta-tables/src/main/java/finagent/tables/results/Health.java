package finagent.tables.results;

import java.time.Duration;
import java.time.Instant;

/**
 * How a Spark stage of a run fared, or an executor that was lost.
 *
 * @param item id of the stage or the executor, as Spark has it
 * @param at when it ended
 * @param task first task of the plan it worked for; empty = none
 * @param tasks Spark tasks that ended well
 * @param retries attempts that failed or were lost
 * @param speculated attempts started because another was slow
 * @param times how long it took
 * @param spilledBytes written to disk for want of memory
 * @param message why it failed or was lost; empty otherwise
 */
public record Health(
    String run,
    Kind kind,
    String item,
    Instant at,
    String task,
    long tasks,
    long retries,
    long speculated,
    Times times,
    long spilledBytes,
    String message) {
  /** What fared. */
  public enum Kind {
    STAGE,
    EXECUTOR
  }

  /**
   * Times in seconds.
   *
   * @param whole from its submission to its end
   * @param median half of its Spark tasks took no longer
   * @param longest its longest Spark task
   * @param work of all its Spark tasks together
   * @param gc of that in garbage collection
   */
  public record Times(double whole, double median, double longest, double work, double gc) {
    /** Of what takes no time. */
    public static Times none() {
      return new Times(0, 0, 0, 0, 0);
    }
  }

  /** When it began. */
  public Instant since() {
    return at.minus(Duration.ofMillis(Math.round(times.whole() * 1000)));
  }

  /** How much longer the longest Spark task took than half of them: 1 = even work. */
  public double skew() {
    return times.median() > 0 ? times.longest() / times.median() : 1;
  }
}
