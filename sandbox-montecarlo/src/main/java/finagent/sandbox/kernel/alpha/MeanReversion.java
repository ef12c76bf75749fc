package finagent.sandbox.kernel.alpha;

import finagent.sandbox.kernel.RollingMoments;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;

/**
 * Minus the z-score of the index against its own recent past: {@code -(index - mean) / sd} with
 * mean and sample standard deviation (n - 1) of the last {@code window} bars, the current one
 * included; 0 where the z-score is nearer to 0 than {@code enter} and where the index did not move
 * (short-term reversal, Lehmann 1990; bands, Bollinger 2001). Input: index; output: score; NaN
 * until the window is full. Cost O(1) a cell.
 */
public final class MeanReversion implements ColumnKernel {
  private static final int FIRST = 1;

  private final int window;
  private static final Rows ROWS = Rows.best();

  private final double enter;
  private final RollingMoments moments;

  public MeanReversion(int window, double enter) {
    if (!(enter >= 0)) {
      throw new IllegalArgumentException("Invalid enter: %s (must be >= 0)".formatted(enter));
    }
    this.window = window;
    this.enter = enter;
    this.moments = new RollingMoments(window, FIRST);
  }

  @Override
  public State open(Layout layout) {
    double[][] doubles = new double[moments.end()][];
    doubles[0] = new double[layout.width()];
    moments.open(doubles, layout.width());
    return State.of(1, doubles, new long[][] {new long[1]});
  }

  @Override
  public void run(State state, Block block) {
    int width = block.width();
    long[] bar = state.longs(0);
    double[] row = state.doubles(0);
    for (int r = 0; r < block.rows(); r++) {
      System.arraycopy(block.in(0), block.inAt(0) + r * width, row, 0, width);
      if (block.wanted(r)) {
        moments.push(state, bar[0], row);
        ROWS.reversion(
            row,
            moments.mean(state),
            moments.squares(state),
            window - 1.0,
            enter,
            block.out(0),
            block.outAt(0) + r * width);
      } else {
        moments.pass(state, bar[0], row);
      }
      bar[0]++;
    }
  }
}
