package finagent.tables.results;

import java.time.Instant;
import java.util.List;

/**
 * One status of a task of a run.
 *
 * @param strategies names of the strategies that use it
 * @param seconds time spent; 0 before the end
 * @param message why it failed; empty otherwise
 * @param stages ids of the Spark stages that did it
 * @param retries attempts of these stages' Spark tasks that were done again
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
    String message,
    List<String> stages,
    long retries) {
  public TaskState {
    strategies = List.copyOf(strategies);
    stages = List.copyOf(stages);
  }

  /** A status no Spark stage had a part in. */
  public TaskState(
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
    this(run, task, key, agent, pool, strategies, status, at, seconds, message, List.of(), 0);
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
