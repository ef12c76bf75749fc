package finagent.sandbox.vector;

import static finagent.sandbox.vector.Lanes.LANES;
import static finagent.sandbox.vector.Lanes.LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ScalarPasses#PHILOX} on vectors without multiplying longs, which those of four lanes do
 * slowly or not at all: the product of a word c of 32 bits and a constant {@code m = 2^16 h + l} is
 * put together from the whole numbers c h and c l, which fused multiply-adds give exactly. c is
 * carried as the double {@code 2^52 + c}, whose low bits are c; then {@code (2^52 + c) l + (2^52 -
 * 2^52 l) = 2^52 + c l}, and the same with h, where what the exponent of the other product leaves
 * in the sum is taken off beforehand. The same bits.
 */
final class FusedPhilox implements Pass {
  private static final long MASK = 0xFFFFFFFFL;
  private static final long EXPONENT = 0x433L << 52;
  private static final int HALF = 16;

  /** {@code x 2^16 = -EXPONENT} modulo 2^64, for the upper product. */
  private static final double BORROW = (double) ((0x1000L - 0x433L) << 36);

  private static final double LOW_0 = 0x1F53;
  private static final double HIGH_0 = 0xD251;
  private static final double LOW_2 = 0x8D57;
  private static final double HIGH_2 = 0xCD9E;

  /** The low half of the path must not overflow within a block. */
  @Override
  public void over(Lane lane) {
    philox(lane, lane.x, lane.xAt, lane.y, lane.yAt);
  }

  private static void philox(Lane lane, double[] x, int xAt, double[] y, int yAt) {
    long low = lane.path & MASK;
    LongVector path = LongVector.broadcast(LONGS, lane.path >>> 32);
    LongVector step = LongVector.broadcast(LONGS, (lane.step & MASK) | EXPONENT);
    LongVector draw = LongVector.broadcast(LONGS, lane.draw & MASK);
    for (int p = 0; p < lane.lanes; p += LANES) {
      LongVector c0 = LongVector.zero(LONGS).addIndex(1).add(low + p + EXPONENT);
      LongVector c1 = path;
      LongVector c2 = step;
      LongVector c3 = draw;
      int k0 = (int) lane.key;
      int k1 = (int) (lane.key >>> 32);
      for (int round = 0; round < 10; round++) {
        LongVector p0 = product(c0, LOW_0, HIGH_0);
        LongVector p1 = product(c2, LOW_2, HIGH_2);
        c0 = word(p1, c1, k0);
        c2 = word(p0, c3, k1);
        c1 = p1.and(MASK);
        c3 = p0.and(MASK);
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
      }
      unit(c0, c1).intoArray(x, xAt + p);
      unit(c2, c3).intoArray(y, yAt + p);
    }
  }

  private static LongVector product(LongVector c, double low, double high) {
    DoubleVector word = c.reinterpretAsDoubles();
    DoubleVector lower = word.fma(VectorMath.of(low), VectorMath.of(0x1p52 - 0x1p52 * low));
    DoubleVector upper =
        word.fma(VectorMath.of(high), VectorMath.of(0x1p52 - 0x1p52 * high + BORROW));
    return upper
        .reinterpretAsLongs()
        .lanewise(VectorOperators.LSHL, HALF)
        .add(lower.reinterpretAsLongs());
  }

  /** The upper half of a product, crossed with a word and a key, as {@code 2^52 + c}. */
  private static LongVector word(LongVector product, LongVector c, int key) {
    LongVector high = product.lanewise(VectorOperators.LSHR, 32);
    return high.lanewise(VectorOperators.XOR, c)
        .lanewise(VectorOperators.XOR, (key & MASK) | EXPONENT);
  }

  /** The exponent of the lower word is shifted out or lies under the other word's bits. */
  private static DoubleVector unit(LongVector low, LongVector high) {
    LongVector word = low.and(MASK).or(high.lanewise(VectorOperators.LSHL, 32));
    LongVector bits = word.lanewise(VectorOperators.LSHR, 12).or(Elementary.ONE_BITS);
    return bits.reinterpretAsDoubles().sub(Elementary.ALMOST_ONE);
  }
}
