package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Panel;
import finagent.sandbox.vector.Cross;
import java.util.Arrays;

/**
 * Simple returns of a panel, one whole row per session, each row padded with zeros to {@link
 * #stride} doubles: what the bootstraps draw rows from. The array is shared with its readers, who
 * leave it alone.
 */
public final class RowReturns implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int instruments;
  private final int stride;
  private final double[] values;

  private RowReturns(int rows, int instruments, int stride, double[] values) {
    this.rows = rows;
    this.instruments = instruments;
    this.stride = stride;
    this.values = values;
  }

  /**
   * Of returns, row-major: row t, instrument i at {@code t * instruments + i}.
   *
   * @throws IllegalArgumentException if one is missing or at most -1: a price cannot recover from
   *     it
   */
  public static RowReturns of(int rows, int instruments, double[] returns) {
    if (rows < 2 || instruments < 1 || returns.length != rows * instruments) {
      throw new IllegalArgumentException(
          "Invalid returns: %d values for %d rows x %d instruments (need 2 rows, 1 instrument)"
              .formatted(returns.length, rows, instruments));
    }
    int stride = (instruments + Cross.PAD - 1) / Cross.PAD * Cross.PAD;
    double[] values = new double[rows * stride];
    for (int t = 0; t < rows; t++) {
      for (int i = 0; i < instruments; i++) {
        double r = returns[t * instruments + i];
        if (!(r > -1 && r < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "Invalid return of instrument %d in row %d: %s (must be > -1 and finite; leave out"
                      .formatted(i, t, r)
                  + " instruments or sessions with gaps)");
        }
        values[t * stride + i] = r;
      }
    }
    return new RowReturns(rows, instruments, stride, values);
  }

  /** Close to close, of all instruments; row t is the return of bar t + 1. */
  public static RowReturns ofCloses(Panel panel) {
    double[] close = panel.bars().column("close");
    int width = panel.width();
    double[] returns = new double[Math.max(0, close.length - width)];
    for (int k = 0; k < returns.length; k++) {
      returns[k] = close[k + width] / close[k] - 1;
    }
    return of(panel.time().size() - 1, width, returns);
  }

  /** Whole rows in another order, or drawn again: row t is row {@code order[t]} of these. */
  public RowReturns reordered(int[] order) {
    double[] reordered = new double[order.length * stride];
    for (int t = 0; t < order.length; t++) {
      System.arraycopy(values, order[t] * stride, reordered, t * stride, stride);
    }
    return new RowReturns(order.length, instruments, stride, reordered);
  }

  public int rows() {
    return rows;
  }

  public int instruments() {
    return instruments;
  }

  public int stride() {
    return stride;
  }

  /** Return of instrument i in row t. */
  public double at(int t, int i) {
    return values[t * stride + i];
  }

  /** The shared array: row t starts at {@code t * stride()}. */
  public double[] values() {
    return values;
  }

  /** Mean return over instruments, row by row: the equally weighted portfolio. */
  public double[] average() {
    double[] average = new double[rows];
    Arrays.setAll(
        average,
        t -> {
          double sum = 0;
          for (int i = 0; i < instruments; i++) {
            sum += at(t, i);
          }
          return sum / instruments;
        });
    return average;
  }
}
