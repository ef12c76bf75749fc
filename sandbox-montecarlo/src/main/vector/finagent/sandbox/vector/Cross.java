package finagent.sandbox.vector;

import java.util.Arrays;

/**
 * The lanes of a moving-average cross that is long where the fast mean is above the slow one, with
 * one lane per instrument, padded to a multiple of 8. Money is in units of the starting capital.
 * Sums over instruments are taken over eight interleaved partial sums, so that their bits do not
 * depend on the width of vectors. Reused from run to run.
 */
public final class Cross {
  /** Instruments are padded to a multiple of it. */
  public static final int PAD = 8;

  /** A gap between the means smaller than this share of the slow one is no gap: rounding. */
  static final double TIE = 1 + 1e-12;

  final int stride;
  final int fast;
  final int slow;
  final double[] ring;
  final double[] fastSum;
  final double[] slowSum;
  double[] on;
  double[] onBefore;
  double[] value;
  double[] valueBefore;
  int now;
  int last;
  int fastOut;
  private int bars;

  /** Money wanted in each instrument that is on. */
  double each;

  /** {@code slow} once the slow window is full, 0 before: no signal. */
  double live;

  /** Out: value traded, value held after the bar's returns, instruments that are on. */
  double traded;

  double held;
  double count;

  /** Lanes for {@code instruments}, and the windows in bars. */
  public Cross(int instruments, int fast, int slow) {
    if (fast < 1 || fast >= slow) {
      throw new IllegalArgumentException(
          "Invalid fast: %d (must be >= 1 and less than slow, which is %d)".formatted(fast, slow));
    }
    stride = (instruments + PAD - 1) / PAD * PAD;
    this.fast = fast;
    this.slow = slow;
    ring = new double[slow * stride];
    fastSum = new double[stride];
    slowSum = new double[stride];
    on = new double[stride];
    onBefore = new double[stride];
    value = new double[stride];
    valueBefore = new double[stride];
  }

  /** Distance of two rows of returns. */
  public int stride() {
    return stride;
  }

  /** Back to bar 0: prices of 1, nothing held. */
  public void clear() {
    Arrays.fill(ring, 0);
    Arrays.fill(ring, 0, stride, 1);
    Arrays.fill(fastSum, 1);
    Arrays.fill(slowSum, 1);
    Arrays.fill(on, 0);
    Arrays.fill(value, 0);
    now = 0;
    fastOut = slow - fast;
    bars = 1;
    held = 0;
    count = 0;
  }

  /**
   * Takes one bar: what is on is brought to {@code each} money (a fill at the last close), then
   * prices and values move by the row of returns, and signals are formed at the new close.
   */
  public void advance(Bar bar, double[] returns, int row, double each) {
    last = now;
    now = now + 1 == slow ? 0 : now + 1;
    fastOut = fastOut + 1 == slow ? 0 : fastOut + 1;
    double[] swap = onBefore;
    onBefore = on;
    on = swap;
    swap = valueBefore;
    valueBefore = value;
    value = swap;
    this.each = each;
    bars++;
    live = bars >= slow ? slow : 0;
    bar.over(this, returns, row);
  }

  /** Value traded at the fill before the last bar. */
  public double traded() {
    return traded;
  }

  /** Value that would be traded to bring what is on to {@code each} now. */
  public double toTrade(double each) {
    double[] sums = new double[PAD];
    for (int i = 0; i < stride; i++) {
      sums[i % PAD] += Math.abs(on[i] * each - value[i]);
    }
    return total(sums);
  }

  /** Value held at the close of the last bar. */
  public double held() {
    return held;
  }

  /** Instruments that are on at the close of the last bar. */
  public double count() {
    return count;
  }

  /** Redoes the fill of the last bar with buys cut to a share of what was wanted. */
  public void cut(Bar bar, double share, double[] returns, int row) {
    bar.cut(this, share, returns, row);
  }

  static double total(double[] sums) {
    double a = (sums[0] + sums[4]) + (sums[2] + sums[6]);
    return a + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
  }

  /** One bar over all lanes. */
  public interface Bar {
    /** Fills, moves and signals. */
    void over(Cross cross, double[] returns, int row);

    /** Fills and moves once more, with buys cut. */
    void cut(Cross cross, double share, double[] returns, int row);
  }
}
