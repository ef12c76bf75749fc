package finagent.sandbox.grid;

import finagent.sandbox.market.Panel;
import java.io.Serializable;
import java.util.List;

/** Reads market data. The tables implement it; it travels to executors as a handle, no data. */
public interface Market extends Serializable {
  /** The instruments of a slice that have at least one bar in it, sorted by id. */
  List<String> instruments(Slice slice);

  /**
   * Reads a slice. The time axis is that of the whole slice even where {@code only} names a part of
   * its instruments, so that parts fit together.
   *
   * @param only instrument ids to read, sorted, a subset of {@link #instruments(Slice)}
   */
  Panel read(Slice slice, List<String> only);

  default Panel read(Slice slice) {
    return read(slice, instruments(slice));
  }
}
