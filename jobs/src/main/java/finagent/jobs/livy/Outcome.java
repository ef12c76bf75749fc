package finagent.jobs.livy;

/**
 * How the watching of a batch ended.
 *
 * @param batch as it was last seen
 * @param committed whether the run's commit was there
 * @param words what happened, for people
 * @param gaps places where lines of the log are missing
 */
public record Outcome(Batch batch, Ending ending, boolean committed, String words, int gaps) {
  /** Whether Livy says success, or no longer knows, and the commit is there. */
  public boolean isSuccess() {
    return ending == Ending.SUCCEEDED || ending == Ending.FORGOTTEN_BUT_COMMITTED;
  }

  /** The ways to end. */
  public enum Ending {
    /** Livy says success and the commit is there. */
    SUCCEEDED,
    /** Livy does not know the batch any more, or is gone; the commit is there. */
    FORGOTTEN_BUT_COMMITTED,
    /** Livy says success and there is no commit: a driver that failed in cluster mode. */
    UNCOMMITTED,
    /** Livy says dead, error or killed. */
    FAILED,
    /** Livy does not know the batch any more, and there is no commit. */
    LOST,
    /** The time one was willing to wait is over; the batch may run on. */
    TIMED_OUT
  }
}
