package finagent.tables.results;

import java.time.Instant;
import java.util.List;

/**
 * One status of a task of a run.
 *
 * @param strategies names of the strategies that use it
 * @param seconds time spent; 0 before the end
 * @param message why it failed; empty otherwise
 */
public record TaskState(
    String run,
    String task,
    String key,
    String agent,
    String pool,
    List<String> strategies,
    Status status,
    Instant at,
    double seconds,
    String message) {
  public TaskState {
    strategies = List.copyOf(strategies);
  }

  /** What a task can be; later ones win where two began at the same instant. */
  public enum Status {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Its result was known already. */
    REUSED,
    /** Something it needs failed. */
    SKIPPED
  }
}
