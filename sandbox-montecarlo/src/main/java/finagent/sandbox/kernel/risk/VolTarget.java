package finagent.sandbox.kernel.risk;

import finagent.sandbox.kernel.IdOrder;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * Scales weights to a target volatility: {@code scale = min(maxLeverage, annual / vol)} (Moreira
 * and Muir 2017, eq. 1, with volatility in place of variance), where vol is the sample standard
 * deviation (n - 1) of the daily returns of the paper portfolio that holds the weights that come
 * in, over the last {@code window} bars on which it held anything, times the root of bars per year.
 * The paper return of a bar is the sum of yesterday's weights times the simple returns of the index
 * since yesterday, missing ones 0. Inputs: weights, index; output: weights, 0 until the window is
 * full. Cost O(n + window) a bar.
 */
public final class VolTarget implements RowKernel {
  private static final int WEIGHTS = 0;
  private static final int INDEX = 1;
  private static final int RETURNS = 2;

  private final double annual;
  private final int window;
  private final double maxLeverage;

  public VolTarget(double annual, int window, double maxLeverage) {
    if (!(annual > 0 && maxLeverage > 0) || window < 2) {
      throw new IllegalArgumentException(
          "Invalid target: annual %s, window %d, maxLeverage %s (must be > 0, >= 2, > 0)"
              .formatted(annual, window, maxLeverage));
    }
    this.annual = annual;
    this.window = window;
    this.maxLeverage = maxLeverage;
  }

  @Override
  public boolean everyBar() {
    return true;
  }

  @Override
  public State open(Layout layout) {
    int width = layout.width();
    double[][] doubles = {new double[width], new double[width], new double[window]};
    Arrays.fill(doubles[INDEX], Double.NaN);
    return State.of(1, doubles, new long[][] {IdOrder.of(layout), new long[1]});
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    int width = block.width();
    double[] held = state.doubles(WEIGHTS);
    for (int r = 0; r < block.rows(); r++) {
      int in = block.inAt(0) + r * width;
      int index = block.inAt(1) + r * width;
      observe(state, block.in(1), index);
      double scale = scale(state, layout.barsPerYear());
      int out = block.outAt(0) + r * width;
      for (int i = 0; i < width; i++) {
        double weight = block.in(0)[in + i];
        held[i] = Double.isNaN(weight) ? 0 : weight;
        block.out(0)[out + i] = held[i] * scale;
      }
      System.arraycopy(block.in(1), index, state.doubles(INDEX), 0, width);
    }
  }

  private void observe(State state, double[] index, int at) {
    double[] held = state.doubles(WEIGHTS);
    double[] previous = state.doubles(INDEX);
    boolean invested = false;
    double sum = 0;
    for (long k : state.longs(0)) {
      int i = (int) k;
      if (held[i] != 0) {
        invested = true;
        double change = held[i] * (index[at + i] / previous[i] - 1);
        sum += Double.isNaN(change) ? 0 : change;
      }
    }
    if (invested) {
      long[] count = state.longs(1);
      state.doubles(RETURNS)[(int) (count[0] % window)] = sum;
      count[0]++;
    }
  }

  private double scale(State state, double barsPerYear) {
    long count = state.longs(1)[0];
    if (count < window) {
      return 0;
    }
    double[] returns = state.doubles(RETURNS);
    double sum = 0;
    for (int k = 0; k < window; k++) {
      sum += returns[(int) ((count + k) % window)];
    }
    double mean = sum / window;
    double squares = 0;
    for (int k = 0; k < window; k++) {
      double deviation = returns[(int) ((count + k) % window)] - mean;
      squares += deviation * deviation;
    }
    double volatility = Math.sqrt(squares / (window - 1.0) * barsPerYear);
    return Math.min(maxLeverage, annual / volatility);
  }
}
