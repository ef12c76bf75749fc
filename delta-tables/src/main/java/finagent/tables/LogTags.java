package finagent.tables;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What log lines say they belong to: {@code run=} and {@code task=}. Tags hold for the thread that
 * sets them, until they are restored; Spark carries those of the thread that starts a job to the
 * threads of its executors.
 */
public final class LogTags {
  /** Key of the run's id in the logging context; Spark hands on keys that begin like this. */
  public static final String RUN = "mdc.run";

  /** Key of the task's id. */
  public static final String TASK = "mdc.task";

  private final @Nullable String run;
  private final @Nullable String task;

  private LogTags() {
    this.run = MDC.get(RUN);
    this.task = MDC.get(TASK);
  }

  /** Lines of this thread belong to a run from now on. */
  public static LogTags of(String run) {
    LogTags before = new LogTags();
    MDC.put(RUN, run);
    return before;
  }

  /** And to a task of its plan; empty = to none. */
  public static void task(String id) {
    put(TASK, id.isEmpty() ? null : id);
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /** Lines belong to what they belonged to before. */
  public void restore() {
    put(RUN, run);
    put(TASK, task);
  }
}
