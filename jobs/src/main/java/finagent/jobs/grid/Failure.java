package finagent.jobs.grid;

import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;

/** Turns what Spark throws into what went wrong. */
final class Failure {
  private static final Pattern LAST = Pattern.compile("most recent failure: ([^\\n]*)");

  private Failure() {}

  /**
   * The exception a task died of, as if it had been thrown here; where none came back (an executor
   * was lost), Spark's reason in one line.
   */
  static RuntimeException of(Throwable thrown, String master) {
    Throwable first = thrown;
    while (first instanceof SparkException && first.getCause() != null) {
      first = first.getCause();
    }
    if (first instanceof SparkException spark) {
      return inWords(spark, master);
    }
    return first instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("Work on %s failed: %s".formatted(master, first), thrown);
  }

  private static RuntimeException inWords(SparkException spark, String master) {
    String message = String.valueOf(spark.getMessage());
    if (message.contains("cancelled") && !message.contains("most recent failure")) {
      CancellationException cancelled =
          new CancellationException("Work on %s was cancelled".formatted(master));
      cancelled.initCause(spark);
      return cancelled;
    }
    Matcher last = LAST.matcher(message);
    String reason = last.find() ? last.group(1) : message.lines().findFirst().orElse("no reason");
    return new IllegalStateException("Work on %s failed: %s".formatted(master, reason), spark);
  }
}
