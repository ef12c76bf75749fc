package finagent.tables.montecarlo;

import finagent.sandbox.montecarlo.ChunkRow;
import java.io.Serializable;

/**
 * What one chunk of paths says about one number of one strategy: a row of {@code mc_chunks}.
 *
 * @param step sessions after the start it is taken at; 0 = of the whole path
 */
public record Tally(String strategy, String statistic, int step, ChunkRow row)
    implements Serializable {
  /** Which number it is about, whatever the chunk. */
  public Subject subject() {
    return new Subject(strategy, statistic, step);
  }

  /** A number of a strategy. */
  public record Subject(String strategy, String statistic, int step)
      implements Serializable, Comparable<Subject> {
    @Override
    public int compareTo(Subject other) {
      int order = strategy.compareTo(other.strategy);
      order = order != 0 ? order : statistic.compareTo(other.statistic);
      return order != 0 ? order : Integer.compare(step, other.step);
    }
  }
}
