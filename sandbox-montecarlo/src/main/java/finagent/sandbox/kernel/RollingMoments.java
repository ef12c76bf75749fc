package finagent.sandbox.kernel;

import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;
import java.util.Arrays;

/**
 * Mean and sum of squared deviations of the last {@code window} rows of each lane, numerically
 * stable: running moments (Welford 1962) of the two parts of the window, as in {@link RollingMean},
 * merged by Chan, Golub and LeVeque 1983, eq. 2.1. Exactly 0 deviation for a constant window; NaN
 * exactly while a value of the window is missing; no bit depends on where blocks end. Cost O(1) a
 * cell, amortised; {@code 2 window + 4} arrays of the state.
 */
public final class RollingMoments {
  private static final Rows ROWS = Rows.best();

  private final int window;
  private final int first;

  /**
   * A window that keeps its rows in a state.
   *
   * @param first number of its first array in the state
   */
  public RollingMoments(int window, int first) {
    if (window < 2) {
      throw new IllegalArgumentException("Invalid window: %d (must be >= 2)".formatted(window));
    }
    this.window = window;
    this.first = first;
  }

  /** Number of the first array after its own. */
  public int end() {
    return first + 2 * window + 4;
  }

  /** Makes its arrays. */
  public void open(double[][] doubles, int width) {
    for (int k = first; k < end(); k++) {
      doubles[k] = new double[width];
      Arrays.fill(doubles[k], Double.NaN);
    }
    Arrays.fill(doubles[first + 2 * window], 0);
    Arrays.fill(doubles[first + 2 * window + 1], 0);
  }

  /** Means of the windows that ended with the last row taken in. */
  public double[] mean(State state) {
    return state.doubles(first + 2 * window + 2);
  }

  /** Sums of squared deviations from the means. */
  public double[] squares(State state) {
    return state.doubles(first + 2 * window + 3);
  }

  /** Takes the next row in, of which nobody wants the moments. */
  public void pass(State state, long bar, double[] x) {
    int j = (int) (bar % window);
    double[] mean = state.doubles(first + 2 * window);
    double[] squares = state.doubles(first + 2 * window + 1);
    ROWS.include(x, mean, squares, mean, squares, 1.0 / (j + 1));
    System.arraycopy(x, 0, state.doubles(first + j), 0, x.length);
    if (j + 1 == window) {
      turn(state);
      Arrays.fill(mean, 0);
      Arrays.fill(squares, 0);
    }
  }

  /**
   * Takes the next row in.
   *
   * @param bar rows taken in before
   */
  public void push(State state, long bar, double[] x) {
    int j = (int) (bar % window);
    double[] prefixMean = state.doubles(first + 2 * window);
    double[] prefixSquares = state.doubles(first + 2 * window + 1);
    ROWS.include(x, prefixMean, prefixSquares, prefixMean, prefixSquares, 1.0 / (j + 1));
    System.arraycopy(x, 0, state.doubles(first + j), 0, x.length);
    if (j + 1 < window) {
      double[] suffixMean = state.doubles(first + j + 1);
      double share = (double) (window - j - 1) * (j + 1) / window;
      double[] suffixSquares = state.doubles(first + window + j + 1);
      ROWS.merge(
          suffixMean,
          suffixSquares,
          prefixMean,
          prefixSquares,
          (double) (j + 1) / window,
          share,
          mean(state),
          squares(state));
      return;
    }
    System.arraycopy(prefixMean, 0, mean(state), 0, x.length);
    System.arraycopy(prefixSquares, 0, squares(state), 0, x.length);
    turn(state);
    Arrays.fill(prefixMean, 0);
    Arrays.fill(prefixSquares, 0);
  }

  /** Turns the values of the chunk just full into the moments of each of its ends. */
  private void turn(State state) {
    Arrays.fill(state.doubles(first + 2 * window - 1), 0);
    for (int k = window - 2; k >= 0; k--) {
      ROWS.include(
          state.doubles(first + k),
          state.doubles(first + k + 1),
          state.doubles(first + window + k + 1),
          state.doubles(first + k),
          state.doubles(first + window + k),
          1.0 / (window - k));
    }
  }
}
