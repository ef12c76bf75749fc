package finagent.sandbox.vector;

import static finagent.sandbox.vector.Lanes.LANES;
import static finagent.sandbox.vector.Lanes.LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ScalarPasses#PHILOX} on vectors without multiplying longs, which those of four lanes do
 * slowly or not at all. The lower word of a product of a word c of 32 bits and a constant m is a
 * product of ints. The upper one is a single fused multiply-add: with a whole number D next to
 * {@code (2^52 + 2^33) 2^32 / m}, so that {@code D m / 2^32 = 2^52 + 2^33 + d, |d| <= 1/2},
 *
 * <pre>{@code (D + c) (m / 2^32) + (2^-33 - 1/2 - d) = 2^52 + 2^33 + c m / 2^32 - 1/2 + 2^-33}
 * </pre>
 *
 * is rounded once, to the nearest whole number, which is {@code 2^52 + 2^33 + floor(c m / 2^32)}:
 * what is rounded is never halfway between two. Bit 33 and the exponent are taken off with the key.
 * The same bits.
 */
final class FusedPhilox implements Pass {
  private static final long MASK = 0xFFFFFFFFL;
  private static final long EXPONENT = 0x433L << 52;
  private static final int ROUNDS = 10;

  private static final long M_0 = 0xD2511F53L;
  private static final long M_2 = 0xCD9E8D57L;

  /** {@code D - 2^52}. */
  private static final long D_0 = 0x379B48D30C430L;

  private static final long D_2 = 0x3EB9B9526F0F1L;

  /** {@code 2^-33 - 1/2 - d}. */
  private static final double ROUND_0 = -0x1.4382d71fp-1;

  private static final double ROUND_2 = -0x1.52ba7b9ap-2;

  /** The low half of the path must not overflow within a block. */
  @Override
  public void over(Lane lane) {
    philox(lane, lane.x, lane.xAt, lane.y, lane.yAt);
  }

  private static void philox(Lane lane, double[] x, int xAt, double[] y, int yAt) {
    long low = lane.path & MASK;
    LongVector path = LongVector.broadcast(LONGS, lane.path >>> 32);
    LongVector step = LongVector.broadcast(LONGS, lane.step & MASK);
    LongVector draw = LongVector.broadcast(LONGS, lane.draw & MASK);
    for (int p = 0; p < lane.lanes; p += LANES) {
      LongVector c0 = LongVector.zero(LONGS).addIndex(1).add(low + p);
      LongVector c1 = path;
      LongVector c2 = step;
      LongVector c3 = draw;
      int k0 = (int) lane.key;
      int k1 = (int) (lane.key >>> 32);
      for (int round = 0; round < ROUNDS; round++) {
        LongVector high0 = high(c0, D_0, M_0, ROUND_0);
        LongVector high2 = high(c2, D_2, M_2, ROUND_2);
        LongVector low0 = low(c0, M_0);
        LongVector low2 = low(c2, M_2);
        c0 = crossed(high2, c1, k0);
        c2 = crossed(high0, c3, k1);
        c1 = low2;
        c3 = low0;
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
      }
      unit(c0, c1).intoArray(x, xAt + p);
      unit(c2, c3).intoArray(y, yAt + p);
    }
  }

  private static LongVector high(LongVector c, long d, long m, double rounding) {
    DoubleVector whole = c.add(EXPONENT + d).reinterpretAsDoubles();
    return whole.fma(VectorMath.of(m * 0x1p-32), VectorMath.of(rounding)).reinterpretAsLongs();
  }

  private static LongVector low(LongVector c, long m) {
    LongVector factor = LongVector.broadcast(LONGS, m);
    return c.reinterpretAsInts().mul(factor.reinterpretAsInts()).reinterpretAsLongs();
  }

  /** The upper half of a product, crossed with a word and a key. */
  private static LongVector crossed(LongVector high, LongVector c, int key) {
    return high.lanewise(VectorOperators.XOR, c)
        .lanewise(VectorOperators.XOR, (key & MASK) ^ (EXPONENT | 1L << 33));
  }

  private static DoubleVector unit(LongVector low, LongVector high) {
    LongVector word = low.or(high.lanewise(VectorOperators.LSHL, 32));
    LongVector bits = word.lanewise(VectorOperators.LSHR, 12).or(Elementary.ONE_BITS);
    return bits.reinterpretAsDoubles().sub(Elementary.ALMOST_ONE);
  }
}
