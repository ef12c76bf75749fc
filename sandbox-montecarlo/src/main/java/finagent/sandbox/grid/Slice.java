package finagent.sandbox.grid;

import java.io.Serializable;
import java.util.List;

/**
 * Which bars to read: a description, not the data.
 *
 * @param dataSet name of the data set
 * @param version version of the bars table to read
 * @param instruments instrument ids, sorted; empty = all of the data set
 * @param index name of an index whose members (ever, in the period) are meant; empty = none
 * @param benchmark name of the series of benchmark returns; empty = the data set's own, if any
 * @param fromDay epoch day, inclusive; days before it that warm up the agents are included
 * @param toDay epoch day, inclusive
 */
public record Slice(
    String dataSet,
    long version,
    List<String> instruments,
    String index,
    String benchmark,
    long fromDay,
    long toDay)
    implements Serializable {
  public Slice {
    instruments = List.copyOf(instruments);
  }

  /** The same up to another day, epoch day, inclusive. */
  public Slice to(long day) {
    return new Slice(dataSet, version, instruments, index, benchmark, fromDay, day);
  }
}
