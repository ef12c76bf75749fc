package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Elementary} on vectors: the same operations in the same order. */
final class VectorMath {
  private VectorMath() {}

  static DoubleVector of(double value) {
    return DoubleVector.broadcast(Lanes.DOUBLES, value);
  }

  static DoubleVector log(DoubleVector u) {
    LongVector bits = u.reinterpretAsLongs();
    LongVector exponent = bits.sub(Elementary.ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
    DoubleVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles();
    DoubleVector e =
        exponent.add(Elementary.MAGIC_BITS).reinterpretAsDoubles().sub(Elementary.MAGIC);
    DoubleVector s = m.sub(1.0).div(m.add(1.0));
    DoubleVector z = s.mul(s);
    DoubleVector p = of(Elementary.L7).fma(z, of(Elementary.L6)).fma(z, of(Elementary.L5));
    p = p.fma(z, of(Elementary.L4)).fma(z, of(Elementary.L3));
    p = p.fma(z, of(Elementary.L2)).fma(z, of(Elementary.L1)).fma(z, of(2.0));
    return e.fma(of(Elementary.LN2), p.mul(s));
  }

  static DoubleVector remainder(DoubleVector v, DoubleVector k) {
    DoubleVector r = k.fma(of(-Elementary.LN2_HIGH), v);
    return k.fma(of(-Elementary.LN2_LOW), r);
  }

  static DoubleVector tail(DoubleVector r) {
    DoubleVector p = of(Elementary.E11).fma(r, of(Elementary.E10)).fma(r, of(Elementary.E9));
    p = p.fma(r, of(Elementary.E8)).fma(r, of(Elementary.E7)).fma(r, of(Elementary.E6));
    p = p.fma(r, of(Elementary.E5)).fma(r, of(Elementary.E4)).fma(r, of(Elementary.E3));
    return p.fma(r, of(Elementary.E2));
  }

  static DoubleVector expm1(DoubleVector v) {
    DoubleVector rounded = v.fma(of(Elementary.LOG2_E), of(Elementary.MAGIC));
    DoubleVector r = remainder(v, rounded.sub(Elementary.MAGIC));
    DoubleVector p = tail(r).fma(r, of(1.0)).mul(r);
    LongVector shift = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    DoubleVector power = shift.add(Elementary.ONE_BITS).reinterpretAsDoubles();
    return power.fma(p, power.sub(1.0));
  }

  static DoubleVector sine(DoubleVector f, DoubleVector z) {
    DoubleVector p = of(Elementary.S6).fma(z, of(Elementary.S5)).fma(z, of(Elementary.S4));
    p = p.fma(z, of(Elementary.S3)).fma(z, of(Elementary.S2)).fma(z, of(Elementary.S1));
    return p.fma(z, of(1.0)).mul(f);
  }

  static DoubleVector cosine(DoubleVector z) {
    DoubleVector p = of(Elementary.C7).fma(z, of(Elementary.C6)).fma(z, of(Elementary.C5));
    p = p.fma(z, of(Elementary.C4)).fma(z, of(Elementary.C3)).fma(z, of(Elementary.C2));
    return p.fma(z, of(-0.5)).fma(z, of(1.0));
  }

  static DoubleVector horner(double[] c, DoubleVector r) {
    DoubleVector sum = of(c[7]).fma(r, of(c[6])).fma(r, of(c[5])).fma(r, of(c[4]));
    return sum.fma(r, of(c[3])).fma(r, of(c[2])).fma(r, of(c[1])).fma(r, of(c[0]));
  }
}
