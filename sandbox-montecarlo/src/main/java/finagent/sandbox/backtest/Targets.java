package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Columns;
import java.util.Arrays;
import java.util.List;

/**
 * What a book wanted and what it knew: the target weights of each decision in order with what it
 * chose from, and for each bar from its first on the trailing estimates of liquidity.
 */
public final class Targets {
  private final boolean recording;
  private final int width;
  private int[] bars = new int[16];
  private boolean[] atOnce = new boolean[16];
  private double[] weights;

  /** Which instruments each decision chose from; empty = all. */
  private boolean[] universe = {};

  private double[] mask = {};
  private int maskAt;
  private final Columns liquidity;
  private int size;

  private Targets(boolean recording, int width) {
    this.recording = recording;
    this.width = width;
    this.weights = new double[16 * width];
    this.liquidity = new Columns(List.of("adv", "sigma"));
  }

  static Targets none() {
    return new Targets(false, 0);
  }

  static Targets recording(int width) {
    return new Targets(true, width);
  }

  /** What the next decision chooses from: instruments whose mask is 1, from {@code at} on. */
  void chooseFrom(double[] values, int at) {
    mask = values;
    maskAt = at;
    if (recording && universe.length == 0) {
      universe = new boolean[weights.length];
    }
  }

  void add(int bar, double[] values, int at, boolean wholeBook) {
    if (!recording) {
      return;
    }
    if (size == bars.length) {
      bars = Arrays.copyOf(bars, size * 2);
      atOnce = Arrays.copyOf(atOnce, size * 2);
      weights = Arrays.copyOf(weights, size * 2 * width);
      universe = Arrays.copyOf(universe, universe.length * 2);
    }
    bars[size] = bar;
    atOnce[size] = wholeBook;
    System.arraycopy(values, at, weights, size * width, width);
    for (int i = 0; i < width && universe.length > 0; i++) {
      universe[size * width + i] = mask[maskAt + i] == 1;
    }
    size++;
  }

  void liquidity(double[] adv, double[] sigma, int at) {
    if (!recording || adv.length == 0) {
      return;
    }
    for (int i = 0; i < width; i++) {
      int row = liquidity.grow();
      liquidity.raw(0)[row] = adv[at + i];
      liquidity.raw(1)[row] = sigma[at + i];
    }
  }

  /** Whether a decision was for the whole book, all tranches at once. */
  boolean atOnce(int decision) {
    return atOnce[decision];
  }

  /** Average daily volume, one row of instruments per bar from the book's first on. */
  public double[] adv() {
    return liquidity.raw(0);
  }

  /** Daily volatility, laid out like {@link #adv}. */
  public double[] sigma() {
    return liquidity.raw(1);
  }

  /** Whether estimates of liquidity were known. */
  public boolean hasLiquidity() {
    return liquidity.rows() > 0;
  }

  /** Number of decisions. */
  public int size() {
    return size;
  }

  /** The bar of decision k. */
  public int bar(int k) {
    return bars[k];
  }

  /** Whether decision k could choose instrument i. */
  boolean mayHold(int k, int i) {
    return universe.length == 0 || universe[k * width + i];
  }

  /** Target weight of instrument i at decision k. */
  public double weight(int k, int i) {
    return weights[k * width + i];
  }
}
