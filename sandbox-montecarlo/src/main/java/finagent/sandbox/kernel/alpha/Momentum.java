package finagent.sandbox.kernel.alpha;

import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;
import java.util.Arrays;

/**
 * Past return over a formation period that ends some bars ago: {@code index[t - skip] / index[t -
 * lookback] - 1} (Jegadeesh and Titman 1993), or its sign (time-series momentum; Moskowitz, Ooi and
 * Pedersen 2012, eq. 4). Input: index; output: score; NaN until the lookback is full. Cost O(1) a
 * cell, {@code lookback + 1} rows of state.
 */
public final class Momentum implements ColumnKernel {
  private static final Rows ROWS = Rows.best();

  private final int lookback;
  private final int skip;
  private final boolean sign;

  /**
   * A momentum signal.
   *
   * @param sign whether the score is the sign of the return instead of the return
   */
  public Momentum(int lookback, int skip, boolean sign) {
    if (skip < 0 || lookback <= skip) {
      throw new IllegalArgumentException(
          "Invalid skip: %d (must be >= 0 and less than lookback, which is %d)"
              .formatted(skip, lookback));
    }
    this.lookback = lookback;
    this.skip = skip;
    this.sign = sign;
  }

  @Override
  public State open(Layout layout) {
    double[][] rows = new double[lookback + 2][layout.width()];
    for (double[] row : rows) {
      Arrays.fill(row, Double.NaN);
    }
    return State.of(1, rows, new long[][] {new long[1]});
  }

  @Override
  public void run(State state, Block block) {
    int width = block.width();
    int depth = lookback + 1;
    long[] bar = state.longs(0);
    for (int r = 0; r < block.rows(); r++) {
      int now = (int) (bar[0] % depth);
      System.arraycopy(block.in(0), block.inAt(0) + r * width, state.doubles(now), 0, width);
      if (block.wanted(r)) {
        double[] end = state.doubles(Math.floorMod(now - skip, depth));
        double[] start = state.doubles((now + 1) % depth);
        ROWS.change(end, start, sign, block.out(0), block.outAt(0) + r * width);
      }
      bar[0]++;
    }
  }
}
