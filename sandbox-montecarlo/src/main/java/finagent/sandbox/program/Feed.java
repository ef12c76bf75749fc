package finagent.sandbox.program;

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
      };

  /** Rows of a block at most: some tens of kilobytes a column. */
  int MAX_ROWS = 64;

  /** Makes bars {@code first .. first + rows - 1}, which follow those made before; or bar 0 on. */
  void make(int first, int rows);

  /** The block of a column made last, row-major, its first bar at 0; empty if it is not made. */
  double[] column(String name);
}
