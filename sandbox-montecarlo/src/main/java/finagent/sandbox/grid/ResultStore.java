package finagent.sandbox.grid;

import finagent.sandbox.backtest.BookResult;
import java.io.Serializable;
import java.util.List;

/**
 * Where results are kept: an append from wherever they were made. The tables implement it; it
 * travels to executors as a handle.
 */
public interface ResultStore extends Serializable {
  /** Durable and visible to every reader when it returns; repeated calls do no harm. */
  void write(Stamp stamp, List<BookResult> results);

  /**
   * Who made some results.
   *
   * @param run id of the run
   * @param stage number of the stage in its plan
   * @param shards the range that was computed
   */
  record Stamp(String run, int stage, ShardRange shards) implements Serializable {}
}
