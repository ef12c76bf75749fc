package finagent.sandbox.kernel.alpha;

import finagent.sandbox.kernel.RollingMean;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;

/**
 * Moving-average cross: 1 while the mean of the last {@code fast} bars of the index is above that
 * of the last {@code slow} bars, else 0 (variable-length moving average without a band; Brock,
 * Lakonishok and LeBaron 1992, section II). Input: index; output: score; NaN until the slow window
 * is full. Cost O(1) a cell.
 */
public final class MaCross implements ColumnKernel {
  private static final Rows ROWS = Rows.best();

  private final RollingMean fast;
  private final RollingMean slow;

  public MaCross(int fast, int slow) {
    if (fast < 1 || fast >= slow) {
      throw new IllegalArgumentException(
          "Invalid fast: %d (must be >= 1 and less than slow, which is %d)".formatted(fast, slow));
    }
    this.fast = new RollingMean(fast, 1);
    this.slow = new RollingMean(slow, this.fast.end());
  }

  @Override
  public State open(Layout layout) {
    double[][] doubles = new double[slow.end()][];
    doubles[0] = new double[layout.width()];
    fast.open(doubles, layout.width());
    slow.open(doubles, layout.width());
    return State.of(1, doubles, new long[][] {new long[1]});
  }

  @Override
  public void run(State state, Block block) {
    int width = block.width();
    long[] bar = state.longs(0);
    for (int r = 0; r < block.rows(); r++) {
      if (block.wanted(r)) {
        row(state, bar[0], block, r * width);
        fast.turn(state, bar[0]);
        slow.turn(state, bar[0]);
      } else {
        fast.pass(state, bar[0], block.in(0), block.inAt(0) + r * width);
        slow.pass(state, bar[0], block.in(0), block.inAt(0) + r * width);
      }
      bar[0]++;
    }
  }

  private void row(State state, long bar, Block block, int at) {
    double[] none = state.doubles(0);
    ROWS.cross(
        block.in(0),
        block.inAt(0) + at,
        fast.prefix(state),
        fast.slot(state, bar),
        fast.suffix(state, bar, none),
        fast.size(),
        slow.prefix(state),
        slow.slot(state, bar),
        slow.suffix(state, bar, none),
        slow.size(),
        block.out(0),
        block.outAt(0) + at);
  }
}
