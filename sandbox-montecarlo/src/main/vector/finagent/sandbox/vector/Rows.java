package finagent.sandbox.vector;

/**
 * Arithmetic on rows of instruments, each lane on its own, so that no bit depends on the width of
 * vectors. Arrays of a state hold one value per lane; rows of a block start at an offset.
 */
public interface Rows {
  /** Whether the {@code size} values from {@code at} on are all numbers above 0. */
  boolean positive(double[] x, int at, int size);

  /** {@code index *= close / last; last = close; out = index}. */
  void compound(double[] index, double[] last, double[] close, int at, double[] out, int outAt);

  /** {@code prefix += x; slot = x; mean = (suffix + prefix) / n}. */
  void slide(
      double[] x, int at, double[] prefix, double[] slot, double[] suffix, double n, double[] mean);

  /** {@code prefix += x; slot = x}. */
  void pass(double[] x, int at, double[] prefix, double[] slot);

  /**
   * Two windows of {@link #slide} over the same values at once, and which mean is above: {@code out
   * = (fastSuffix + fastPrefix) / fast > (slowSuffix + slowPrefix) / slow} as 1 or 0, NaN where
   * either is.
   */
  void cross(
      double[] x,
      int at,
      double[] fastPrefix,
      double[] fastSlot,
      double[] fastSuffix,
      double fast,
      double[] slowPrefix,
      double[] slowSlot,
      double[] slowSuffix,
      double slow,
      double[] out,
      int outAt);

  /** {@code end / start - 1}, or its sign: 1, -1, and what is neither above nor below 0 itself. */
  void change(double[] end, double[] start, boolean sign, double[] out, int at);

  /**
   * {@code 0 - z} with {@code z = (x - mean) / sqrt(squares / n)}; 0 where squares are 0 and where
   * {@code |z| < least}.
   */
  void reversion(
      double[] x, double[] mean, double[] squares, double n, double least, double[] out, int at);

  /** 1 where {@code x > 0} and, if members are asked for, {@code member} is 1; 0 for the rest. */
  void present(
      double[] x,
      int at,
      double[] member,
      int memberAt,
      boolean members,
      double[] out,
      int outAt,
      int size);

  /** {@code x}, 0 where it is NaN, NaN where {@code life} is. */
  void known(double[] x, int at, double[] life, int lifeAt, double[] out);

  /**
   * The side of each score that is finite and whose mask is 1: 1 above 0, -1 below 0 (0 without
   * shorts), 0 for the rest.
   *
   * @return how many sides are not 0
   */
  int sides(
      double[] score,
      int at,
      double[] mask,
      int maskAt,
      boolean shorts,
      double[] out,
      int outAt,
      int size);

  /** {@code x *= factor} for {@code size} values. */
  void scale(double[] x, int at, int size, double factor);

  /** {@code x[to + i] = x[from + i] * (1 + r[at + i])} for {@code size} values. */
  void grow(double[] x, int from, int to, double[] r, int at, int size);

  /** {@code out[outAt + i] = a[aAt + i] * b[outAt + i]} for {@code size} values. */
  void product(double[] a, int aAt, double[] b, double[] out, int outAt, int size);

  /** {@code out[outAt + i] = a[aAt + i] / b[outAt + i]} for {@code size} values. */
  void quotient(double[] a, int aAt, double[] b, double[] out, int outAt, int size);

  /**
   * Takes a value into running moments (Welford 1962): {@code d = x - mean; newMean = mean + d
   * share; newSquares = squares + d (x - newMean)}. Outputs may be inputs.
   */
  void include(
      double[] x,
      double[] mean,
      double[] squares,
      double[] newMean,
      double[] newSquares,
      double share);

  /**
   * Merges running moments of two parts (Chan, Golub and LeVeque 1983, eq. 2.1): {@code mean = m1 +
   * (m2 - m1) share; squares = s1 + s2 + (m2 - m1)^2 weight}.
   */
  void merge(
      double[] mean1,
      double[] squares1,
      double[] mean2,
      double[] squares2,
      double share,
      double weight,
      double[] mean,
      double[] squares);

  /** {@code out = x[at..] / previous - 1; previous = x[at..]}. */
  void step(double[] x, int at, double[] previous, double[] out);

  /** {@code out = sqrt(x / n)}. */
  void deviation(double[] x, double n, double[] out, int at);

  /** The quickest here. */
  static Rows best() {
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return there ? Wide.rows() : new ScalarRows();
  }

  /** Loaded only where vectors are. */
  final class Wide {
    private Wide() {}

    static Rows rows() {
      return Lanes.doubles() >= 4 ? new VectorRows() : new ScalarRows();
    }
  }
}
