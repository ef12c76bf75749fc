package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Rows#cross} on vectors; equal to {@link ScalarMeans}. */
final class VectorMeans {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
  private static final int LANES = S.length();

  /**
   * Two products further apart than this share of one of them, and than this much, have quotients
   * whose order no rounding can change: 16 units of rounding where at most 5 can be made.
   */
  private static final double FAR = 0x1p-49;

  private static final double SOME = 1e-280;

  private VectorMeans() {}

  /**
   * Sums times the other window are compared; means are divided out for rows where some are close.
   */
  static void cross(
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
      int outAt) {
    int whole = fastPrefix.length & -LANES;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    DoubleVector quickLength = DoubleVector.broadcast(S, fast);
    DoubleVector lazyLength = DoubleVector.broadcast(S, slow);
    DoubleVector far = DoubleVector.broadcast(S, FAR);
    DoubleVector some = DoubleVector.broadcast(S, SOME);
    DoubleVector close = zero;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector now = DoubleVector.fromArray(S, x, at + i);
      DoubleVector quick = DoubleVector.fromArray(S, fastPrefix, i).add(now);
      DoubleVector lazy = DoubleVector.fromArray(S, slowPrefix, i).add(now);
      quick.intoArray(fastPrefix, i);
      lazy.intoArray(slowPrefix, i);
      now.intoArray(fastSlot, i);
      now.intoArray(slowSlot, i);
      quick = quick.add(DoubleVector.fromArray(S, fastSuffix, i));
      lazy = lazy.add(DoubleVector.fromArray(S, slowSuffix, i));
      DoubleVector other = lazy.mul(quickLength);
      DoubleVector gap = quick.mul(lazyLength).sub(other);
      DoubleVector bound = other.abs().fma(far, some);
      close = close.add(one.blend(zero, gap.abs().compare(VectorOperators.GT, bound)));
      zero.blend(one, gap.compare(VectorOperators.GT, zero)).intoArray(out, outAt + i);
    }
    if (close.reduceLanes(VectorOperators.ADD) > 0) {
      divide(fastPrefix, fastSuffix, fast, slowPrefix, slowSuffix, slow, out, outAt);
    }
    ScalarMeans.cross(
        x,
        at,
        fastPrefix,
        fastSlot,
        fastSuffix,
        fast,
        slowPrefix,
        slowSlot,
        slowSuffix,
        slow,
        out,
        outAt,
        whole);
  }

  /** Once more for the whole row, of sums already moved on. */
  private static void divide(
      double[] fastPrefix,
      double[] fastSuffix,
      double fast,
      double[] slowPrefix,
      double[] slowSuffix,
      double slow,
      double[] out,
      int outAt) {
    int whole = fastPrefix.length & -LANES;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1.0);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector quick = DoubleVector.fromArray(S, fastSuffix, i);
      quick = quick.add(DoubleVector.fromArray(S, fastPrefix, i)).div(fast);
      DoubleVector lazy = DoubleVector.fromArray(S, slowSuffix, i);
      lazy = lazy.add(DoubleVector.fromArray(S, slowPrefix, i)).div(slow);
      DoubleVector gap = quick.sub(lazy);
      DoubleVector side = zero.blend(one, gap.compare(VectorOperators.GT, zero));
      side.blend(gap, gap.compare(VectorOperators.NE, gap)).intoArray(out, outAt + i);
    }
  }
}
