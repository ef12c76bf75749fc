package finagent.jobs.livy;

/**
 * Whether the commit of a run was made: the last word on success, asked of our own tables.
 *
 * <p>Livy answers "success" where a driver in cluster mode failed, and forgets batches that went
 * well.
 */
@FunctionalInterface
public interface RunCommitted {
  /**
   * Asks the tables.
   *
   * @param name of the batch without the number of the try
   */
  boolean committed(String name);
}
