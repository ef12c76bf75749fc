package finagent.sandbox.kernel.data;

import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;
import java.util.Arrays;

/**
 * Total-return index from raw closes and corporate actions, built forward, so that no later action
 * changes an earlier value. Inputs: close, split, dividend, spinoff, delisting; output: the index,
 * 1.0 at an instrument's first bar.
 *
 * <p>With S new shares per old one, D cash per old share and K value kept per share since the last
 * bar with a close p (all actions in between taken together, a split before a dividend of its day,
 * which is per new share), the bar with close c multiplies the index by {@code (c S + D) / (p K)}
 * (CRSP's holding-period return; the part spun off is sold and reinvested at p K). A bar without a
 * close carries the index on for {@code stale - 1} bars and is NaN from then until the next close,
 * which earns the return over the gap. A delisting with last return d multiplies by {@code ((p K -
 * D)(1 + d) + D) / (p K)}, whatever the close of its bar; the index is NaN ever after. Cost O(1) a
 * cell.
 */
public final class Returns implements ColumnKernel {
  private static final Rows ROWS = Rows.best();

  private static final int LAST = 0;
  private static final int INDEX = 1;
  private static final int SHARES = 2;
  private static final int CASH = 3;
  private static final int KEPT = 4;
  private static final int AGE = 0;

  /** Age of an instrument that is gone. */
  private static final long DELISTED = Long.MAX_VALUE;

  private final int stale;

  /**
   * A total-return index.
   *
   * @param stale from so many bars without a close on there is no index
   */
  public Returns(int stale) {
    if (stale < 1) {
      throw new IllegalArgumentException("Invalid stale: %d (must be >= 1)".formatted(stale));
    }
    this.stale = stale;
  }

  @Override
  public State open(Layout layout) {
    double[][] doubles = new double[5][layout.width()];
    Arrays.fill(doubles[LAST], Double.NaN);
    Arrays.fill(doubles[INDEX], Double.NaN);
    Arrays.fill(doubles[SHARES], 1);
    Arrays.fill(doubles[KEPT], 1);
    return State.of(1, doubles, new long[][] {new long[layout.width()]});
  }

  @Override
  public void run(State state, Block block) {
    int width = block.width();
    long[] age = state.longs(AGE);
    boolean quiet = block.neutral(1) && block.neutral(2) && block.neutral(3) && block.neutral(4);
    boolean settled = quiet && settled(state);
    for (int r = 0; r < block.rows(); r++) {
      int at = r * width;
      if (settled && ROWS.positive(block.in(0), block.inAt(0) + at, width)) {
        plain(state, block, at);
        continue;
      }
      gather(state, block, at);
      for (int i = 0; i < width; i++) {
        if (age[i] != DELISTED) {
          step(state, i, block.in(0)[block.inAt(0) + at + i], block.in(4)[block.inAt(4) + at + i]);
        }
      }
      write(state, block.out(0), block.outAt(0) + at, width);
      settled = quiet && settled(state);
    }
  }

  /** Whether every instrument has its last close from the bar before, and no action since. */
  private static boolean settled(State state) {
    long[] age = state.longs(AGE);
    for (int i = 0; i < age.length; i++) {
      boolean plain =
          age[i] == 0
              && state.doubles(LAST)[i] > 0
              && state.doubles(SHARES)[i] == 1
              && state.doubles(CASH)[i] == 0
              && state.doubles(KEPT)[i] == 1;
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  /** A bar with a close for everybody after another, without actions: {@code S, D, K = 1, 0, 1}. */
  private static void plain(State state, Block block, int at) {
    ROWS.compound(
        state.doubles(INDEX),
        state.doubles(LAST),
        block.in(0),
        block.inAt(0) + at,
        block.out(0),
        block.outAt(0) + at);
  }

  /** Adds the actions of a bar to those since the last close. */
  private static void gather(State state, Block block, int at) {
    double[] split = block.in(1);
    double[] dividend = block.in(2);
    double[] spinoff = block.in(3);
    double[] shares = state.doubles(SHARES);
    double[] cash = state.doubles(CASH);
    double[] kept = state.doubles(KEPT);
    int s = block.inAt(1) + at;
    int d = block.inAt(2) + at;
    int k = block.inAt(3) + at;
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= split[s + i];
      cash[i] += shares[i] * dividend[d + i];
      kept[i] *= spinoff[k + i];
    }
  }

  private static void step(State state, int i, double close, double delisting) {
    double[] index = state.doubles(INDEX);
    double last = state.doubles(LAST)[i];
    if (!Double.isNaN(delisting)) {
      index[i] *= lastReturn(state, i, delisting);
      state.longs(AGE)[i] = DELISTED;
      return;
    }
    if (!(close > 0)) {
      state.longs(AGE)[i]++;
      return;
    }
    double shares = state.doubles(SHARES)[i];
    double reference = last * state.doubles(KEPT)[i];
    index[i] =
        Double.isNaN(last) ? 1 : index[i] * ((close * shares + state.doubles(CASH)[i]) / reference);
    state.doubles(LAST)[i] = close;
    state.longs(AGE)[i] = 0;
    settle(state, i);
  }

  private static double lastReturn(State state, int i, double delisting) {
    double cash = state.doubles(CASH)[i];
    double reference = state.doubles(LAST)[i] * state.doubles(KEPT)[i];
    double left = reference > cash ? reference - cash : reference;
    return (left * (1 + delisting) + cash) / reference;
  }

  private static void settle(State state, int i) {
    state.doubles(SHARES)[i] = 1;
    state.doubles(CASH)[i] = 0;
    state.doubles(KEPT)[i] = 1;
  }

  private void write(State state, double[] out, int at, int width) {
    double[] index = state.doubles(INDEX);
    double[] last = state.doubles(LAST);
    long[] age = state.longs(AGE);
    for (int i = 0; i < width; i++) {
      boolean known = age[i] < stale;
      out[at + i] = known || age[i] == DELISTED ? index[i] : Double.NaN;
      if (age[i] == DELISTED) {
        index[i] = Double.NaN;
        last[i] = Double.NaN;
      }
    }
  }
}
