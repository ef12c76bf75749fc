package finagent.jobs.report;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which points of a long curve to draw so that it looks the same: of each of at most 300 stretches
 * the first, the lowest, the highest, the last, and the first gap (after M4, Jugel et al. 2014).
 * O(n).
 */
final class Thinning {
  static final int MOST = 1_500;
  private static final int KEPT_PER_STRETCH = 5;

  private Thinning() {}

  static int[] of(Series series) {
    int n = series.size();
    int stretches = n <= MOST ? n : MOST / KEPT_PER_STRETCH;
    SortedSet<Integer> kept = new TreeSet<>();
    for (int s = 0; s < stretches; s++) {
      stretch(
          series, (int) ((long) n * s / stretches), (int) ((long) n * (s + 1) / stretches), kept);
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void stretch(Series series, int from, int to, SortedSet<Integer> kept) {
    int low = -1;
    int high = -1;
    int gap = -1;
    for (int t = from; t < to; t++) {
      double value = series.value(t);
      if (Double.isNaN(value)) {
        gap = gap < 0 ? t : gap;
      } else {
        low = low < 0 || value < series.value(low) ? t : low;
        high = high < 0 || value > series.value(high) ? t : high;
      }
    }
    for (int t : new int[] {from, low, high, gap, to - 1}) {
      if (t >= 0) {
        kept.add(t);
      }
    }
  }
}
