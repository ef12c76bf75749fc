package finagent.agents;

/** Where a task stands. */
public enum Status {
  PENDING,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED,
  /** Its result was in the memory already. */
  REUSED,
  /** Nothing that had to be computed needed it. */
  SKIPPED
}
