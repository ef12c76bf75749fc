package finagent.sandbox.kernel.data;

import finagent.sandbox.kernel.RollingMean;
import finagent.sandbox.kernel.RollingMoments;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;
import java.util.Arrays;

/**
 * Trailing average daily volume and daily volatility, both over the last {@code window} bars, the
 * current one included. Inputs: volume (shares), split, index; outputs: adv (shares as of today: a
 * split rescales the volumes before it), sigma (sample standard deviation, n - 1, of the simple
 * daily returns of the index). A bar missing within an instrument's life counts as no volume; NaN
 * until the window is full, and where the index is NaN. Cost O(1) a cell.
 */
public final class Liquidity implements ColumnKernel {
  private static final int PREVIOUS = 0;
  private static final int ROW = 1;
  private static final int FIRST = 2;

  private static final Rows ROWS = Rows.best();

  private final int window;
  private final RollingMean volumes;
  private final RollingMoments returns;

  public Liquidity(int window) {
    this.window = window;
    this.volumes = new RollingMean(window, FIRST);
    this.returns = new RollingMoments(window, volumes.end());
  }

  @Override
  public State open(Layout layout) {
    double[][] doubles = new double[returns.end()][];
    doubles[PREVIOUS] = new double[layout.width()];
    doubles[ROW] = new double[layout.width()];
    Arrays.fill(doubles[PREVIOUS], Double.NaN);
    volumes.open(doubles, layout.width());
    returns.open(doubles, layout.width());
    return State.of(1, doubles, new long[][] {new long[1]});
  }

  @Override
  public void run(State state, Block block) {
    int width = block.width();
    long[] bar = state.longs(0);
    for (int r = 0; r < block.rows(); r++) {
      int at = r * width;
      if (!block.neutral(1)) {
        rescale(state, block.in(1), block.inAt(1) + at, width);
      }
      double[] row = state.doubles(ROW);
      ROWS.known(block.in(0), block.inAt(0) + at, block.in(2), block.inAt(2) + at, row);
      boolean wanted = block.wanted(r);
      if (wanted) {
        double[] mean = volumes.push(state, bar[0], row);
        System.arraycopy(mean, 0, block.out(0), block.outAt(0) + at, width);
      } else {
        volumes.pass(state, bar[0], row, 0);
      }
      ROWS.step(block.in(2), block.inAt(2) + at, state.doubles(PREVIOUS), row);
      if (wanted) {
        returns.push(state, bar[0], row);
        ROWS.deviation(returns.squares(state), window - 1.0, block.out(1), block.outAt(1) + at);
      } else {
        returns.pass(state, bar[0], row);
      }
      bar[0]++;
    }
  }

  private void rescale(State state, double[] split, int at, int width) {
    for (int i = 0; i < width; i++) {
      if (split[at + i] != 1) {
        volumes.rescale(state, i, split[at + i]);
      }
    }
  }
}
