package finagent.sandbox.kernel;

import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;
import java.util.Arrays;

/**
 * Mean of the last {@code window} rows of each lane, without cancellation: time is cut into chunks
 * of one window; a window is the rest of the previous chunk plus the beginning of the current one,
 * and both are running sums, so nothing is ever subtracted (two-stack window, see van Herk 1992 for
 * the same cut with maxima). NaN exactly while a value of the window is missing. The bits depend on
 * the bar since the start alone, never on where blocks end. Cost O(1) a cell, amortised; {@code
 * window + 2} arrays of the state.
 */
public final class RollingMean {
  private static final Rows ROWS = Rows.best();

  private final int window;
  private final int first;

  /**
   * A window that keeps its rows in a state.
   *
   * @param first number of its first array in the state
   */
  public RollingMean(int window, int first) {
    if (window < 1) {
      throw new IllegalArgumentException("Invalid window: %d (must be >= 1)".formatted(window));
    }
    this.window = window;
    this.first = first;
  }

  /** Number of the first array after its own. */
  public int end() {
    return first + window + 2;
  }

  /** Makes its arrays. */
  public void open(double[][] doubles, int width) {
    for (int k = first; k < end(); k++) {
      doubles[k] = new double[width];
      Arrays.fill(doubles[k], Double.NaN);
    }
    Arrays.fill(doubles[first + window], 0);
  }

  /**
   * Takes the next row in.
   *
   * @param bar rows taken in before
   * @return the means, in an array that is overwritten by the next call
   */
  public double[] push(State state, long bar, double[] x) {
    return push(state, bar, x, 0);
  }

  /** As {@link #push(State, long, double[])}, of the row that starts at {@code at}. */
  public double[] push(State state, long bar, double[] x, int at) {
    int j = (int) (bar % window);
    double[] prefix = state.doubles(first + window);
    double[] mean = state.doubles(first + window + 1);
    double[] slot = state.doubles(first + j);
    double[] suffix = state.doubles(first + (j + 1 < window ? j + 1 : j));
    ROWS.slide(x, at, prefix, slot, suffix, window, mean);
    if (j + 1 == window) {
      scale(prefix, mean);
      turn(state, bar);
    }
    return mean;
  }

  /** Takes the next row in, of which nobody wants the mean. */
  public void pass(State state, long bar, double[] x, int at) {
    ROWS.pass(x, at, prefix(state), slot(state, bar));
    turn(state, bar);
  }

  /** Number of rows of the window. */
  public double size() {
    return window;
  }

  /** Sum of the current chunk so far. */
  public double[] prefix(State state) {
    return state.doubles(first + window);
  }

  /** Where the next row is kept. */
  public double[] slot(State state, long bar) {
    return state.doubles(first + (int) (bar % window));
  }

  /**
   * Sum of the rest of the previous chunk, once the next row is in; {@code none} if it has none.
   */
  public double[] suffix(State state, long bar, double[] none) {
    int j = (int) (bar % window) + 1;
    return j < window ? state.doubles(first + j) : none;
  }

  /** Turns the rows of a chunk into sums of its ends, if the row just taken in has filled it. */
  public void turn(State state, long bar) {
    if (bar % window + 1 < window) {
      return;
    }
    for (int k = window - 2; k >= 0; k--) {
      add(state.doubles(first + k), state.doubles(first + k + 1));
    }
    Arrays.fill(prefix(state), 0);
  }

  /** Multiplies all that is remembered of lane i, as when a split changes the unit of volume. */
  public void rescale(State state, int i, double factor) {
    for (int k = first; k <= first + window; k++) {
      state.doubles(k)[i] *= factor;
    }
  }

  private static void add(double[] sum, double[] x) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += x[i];
    }
  }

  private void scale(double[] prefix, double[] mean) {
    double n = window;
    for (int i = 0; i < mean.length; i++) {
      mean[i] = prefix[i] / n;
    }
  }
}
