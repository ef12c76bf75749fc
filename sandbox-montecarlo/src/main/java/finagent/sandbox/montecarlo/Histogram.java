package finagent.sandbox.montecarlo;

import java.util.Arrays;

/**
 * Counts in fixed bins that are the same for every chunk, machine and partition: 128 bins per
 * doubling, from 2^-60 to 2^68 in size, of either sign; smaller values share the bin next to 0,
 * larger ones the last. A bin is at most 1/128 as wide as its values are large. Adding is O(1),
 * merging adds counts, so the order of merging never matters (unlike sketches). NaN is counted
 * apart.
 */
public final class Histogram {
  /** Bins in all. */
  public static final int BINS = 1 << 15;

  private static final int HALF = BINS / 2;
  private static final int SHIFT = 45;
  private static final int FIRST = (1023 - 60) << 7;

  private final long[] counts = new long[BINS];
  private long missing;

  /** Bin of a value that is not NaN; bins are in the order of values. */
  public static int bin(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int size = (int) (bits >>> SHIFT & 0x3FFFF) - FIRST;
    size = Math.max(0, Math.min(size, HALF - 1));
    int sign = (int) (bits >> 63);
    return HALF + (size ^ sign);
  }

  /** Lower end of a bin; values in it are at least as large, or above it if negative. */
  public static double lower(int bin) {
    return bin > HALF ? edge(bin - HALF) : bin == HALF ? 0 : -edge(HALF - bin);
  }

  /** Upper end of a bin. */
  public static double upper(int bin) {
    return bin >= HALF ? edge(bin - HALF + 1) : bin == HALF - 1 ? 0 : -edge(HALF - 1 - bin);
  }

  /** Lower end of the k-th bin of positive values; k = 0 begins at 0. */
  private static double edge(int k) {
    return Double.longBitsToDouble((long) (k + FIRST) << SHIFT);
  }

  /** Counts a value. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      missing++;
    } else {
      counts[bin(value)]++;
    }
  }

  /** Counts the values of a chunk. */
  public void add(double[] values, int from, int to) {
    long[] counts = this.counts;
    for (int k = from; k < to; k++) {
      double value = values[k];
      if (Double.isNaN(value)) {
        missing++;
      } else {
        counts[bin(value)]++;
      }
    }
  }

  /** Adds some to a bin. */
  public void add(int bin, long count) {
    counts[bin] += count;
  }

  /** Counts what another has counted. */
  public void merge(Histogram other) {
    for (int b = 0; b < BINS; b++) {
      counts[b] += other.counts[b];
    }
    missing += other.missing;
  }

  /** Values in a bin. */
  public long count(int bin) {
    return counts[bin];
  }

  /** Values counted, without those missing. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /** NaNs. */
  public long missing() {
    return missing;
  }

  /**
   * The value below which a share of those counted lie, linear within its bin; NaN if nothing was
   * counted.
   */
  public double quantile(double share) {
    long n = count();
    if (n == 0 || !(share >= 0 && share <= 1)) {
      return Double.NaN;
    }
    double rank = share * n;
    double below = 0;
    int last = 0;
    for (int b = 0; b < BINS; b++) {
      if (counts[b] > 0) {
        last = b;
        if (below + counts[b] >= rank) {
          double within = Math.max(0, rank - below) / counts[b];
          return lower(b) + within * (upper(b) - lower(b));
        }
        below += counts[b];
      }
    }
    return upper(last);
  }
}
