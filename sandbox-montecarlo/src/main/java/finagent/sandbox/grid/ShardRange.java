package finagent.sandbox.grid;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Shard ids from (inclusive) to to (exclusive). */
public record ShardRange(long from, long to) implements Serializable {
  public ShardRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "Invalid shard range: %d..%d (must be 0 <= from <= to)".formatted(from, to));
    }
  }

  public long size() {
    return to - from;
  }

  /** Consecutive parts of nearly equal size, at most {@code parts}, none empty. */
  public List<ShardRange> split(int parts) {
    long count = Math.min(Math.max(1, parts), size());
    List<ShardRange> ranges = new ArrayList<>();
    for (long p = 0; p < count; p++) {
      ranges.add(new ShardRange(from + size() * p / count, from + size() * (p + 1) / count));
    }
    return ranges;
  }
}
