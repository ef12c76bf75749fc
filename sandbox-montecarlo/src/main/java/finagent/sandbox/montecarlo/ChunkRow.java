package finagent.sandbox.montecarlo;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What one chunk of 512 consecutive paths says about one number of interest: the row that is
 * stored, found again after a crash, and added up in the order of chunks.
 *
 * @param chunk paths {@code 512 chunk .. 512 chunk + 511}
 * @param count observations (paths that are not NaN; pairs, if antithetic)
 * @param sum of the observations, in the order of paths
 * @param squares sum of their squares about {@link #shift}
 * @param shift the chunk's first observation
 * @param bins bins of {@link Histogram} that are not empty, ascending
 * @param counts how many observations are in them
 * @param worst paths with the smallest observations, worst first
 * @param worstValues those observations
 */
public record ChunkRow(
    long chunk,
    int count,
    double sum,
    double squares,
    double shift,
    List<Integer> bins,
    List<Integer> counts,
    List<Long> worst,
    List<Double> worstValues)
    implements Serializable {
  /** Worst paths kept of a chunk. */
  public static final int WORST = 8;

  public ChunkRow {
    bins = List.copyOf(bins);
    counts = List.copyOf(counts);
    worst = List.copyOf(worst);
    worstValues = List.copyOf(worstValues);
    if (chunk < 0 || count < 0 || bins.size() != counts.size()) {
      throw new IllegalArgumentException(
          "Invalid chunk row: chunk %d, count %d, %d bins with %d counts"
              .formatted(chunk, count, bins.size(), counts.size()));
    }
  }

  /**
   * Of the values of a chunk's paths.
   *
   * @param values one per path in order, at most 512; NaN = no observation
   */
  public static ChunkRow of(long chunk, double[] values, int paths) {
    int[] bin = new int[paths];
    int n = 0;
    double sum = 0;
    double squares = 0;
    double shift = Double.NaN;
    for (int p = 0; p < paths; p++) {
      double value = values[p];
      if (!Double.isNaN(value)) {
        shift = n == 0 ? value : shift;
        bin[n++] = Histogram.bin(value);
        sum += value;
        squares += (value - shift) * (value - shift);
      }
    }
    int[] sorted = Arrays.copyOf(bin, n);
    Arrays.sort(sorted);
    int[] distinct = Arrays.stream(sorted).distinct().toArray();
    int[] counts = new int[distinct.length];
    for (int b : sorted) {
      counts[Arrays.binarySearch(distinct, b)]++;
    }
    int[] worst = worst(values, paths, Math.min(WORST, n));
    return new ChunkRow(
        chunk,
        n,
        sum,
        squares,
        n == 0 ? 0 : shift,
        Arrays.stream(distinct).boxed().toList(),
        Arrays.stream(counts).boxed().toList(),
        Arrays.stream(worst).mapToObj(p -> chunk * Paths.CHUNK + p).toList(),
        Arrays.stream(worst).mapToObj(p -> values[p]).toList());
  }

  /** Places of the smallest values; of equal ones the first. */
  private static int[] worst(double[] values, int paths, int keep) {
    int[] places = new int[keep];
    int kept = 0;
    for (int p = 0; p < paths; p++) {
      double value = values[p];
      boolean enters = kept < keep || (keep > 0 && value < values[places[keep - 1]]);
      if (Double.isNaN(value) || !enters) {
        continue;
      }
      int k = kept < keep ? kept++ : keep - 1;
      while (k > 0 && values[places[k - 1]] > value) {
        places[k] = places[k - 1];
        k--;
      }
      places[k] = p;
    }
    return places;
  }
}
