package finagent.sandbox.program;

import java.util.Map;

/**
 * Bars of a market that are made block by block while a program goes through them, in one place
 * that never leaves the cache. Reused from market to market; one per thread.
 */
public interface Feed {
  /** Makes nothing: bars are those of the panel. */
  Feed NONE =
      new Feed() {
        private final double[] nothing = {};

        @Override
        public void make(int first, int rows) {}

        @Override
        public double[] column(String name) {
          return nothing;
        }

        @Override
        public boolean alwaysTrades() {
          return false;
        }
      };

  /** Rows of a block at most for so many instruments: 25 kilobytes a column, 8 to 64 rows. */
  static int maxRows(int width) {
    return Math.max(8, Math.min(64, 3200 / Math.max(1, width)));
  }

  /** Makes bars {@code first .. first + rows - 1}, which follow those made before; or bar 0 on. */
  void make(int first, int rows);

  /**
   * The block of a column made last, row-major, its first bar at 0; empty if it is not made. A
   * column is made from the first time on that somebody asks for it.
   */
  double[] column(String name);

  /** Whether every bar has a volume, so that nobody need look. */
  boolean alwaysTrades();

  /** Makes the first {@code bars} bars of all columns it makes, row-major, of those named. */
  default void all(int bars, int width, Map<String, double[]> columns) {
    columns.keySet().forEach(this::column);
    int most = maxRows(width);
    for (int t = 0; t < bars; t += most) {
      int rows = Math.min(most, bars - t);
      make(t, rows);
      for (Map.Entry<String, double[]> column : columns.entrySet()) {
        double[] block = column(column.getKey());
        int cells = block.length == 0 ? 0 : rows * width;
        System.arraycopy(block, 0, column.getValue(), t * width, cells);
      }
    }
  }
}
