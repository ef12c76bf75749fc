package finagent.sandbox.vector;

import static finagent.sandbox.vector.Lanes.DOUBLES;
import static finagent.sandbox.vector.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The passes on whole vectors but for Philox; equal to {@link ScalarPasses} to the bit. */
public enum VectorPasses implements Pass {
  /** See {@link ScalarPasses#RADIUS}. */
  RADIUS {
    @Override
    public void over(Lane lane) {
      radius(lane.a, lane.aAt, lane.x, lane.xAt, lane.lanes);
    }
  },

  /** See {@link ScalarPasses#ROTATE}. */
  ROTATE {
    @Override
    public void over(Lane lane) {
      rotate(lane, lane.x, lane.xAt, lane.y, lane.yAt);
    }
  },

  /** See {@link ScalarPasses#EXP}. */
  EXP {
    @Override
    public void over(Lane lane) {
      exp(lane.a, lane.aAt, lane.x, lane.xAt, lane.lanes);
    }
  },

  /** See {@link ScalarPasses#QUANTILE}. */
  QUANTILE {
    @Override
    public void over(Lane lane) {
      quantile(lane.a, lane.aAt, lane.x, lane.xAt, lane.lanes);
    }
  },

  /** See {@link ScalarPasses#T_RADIUS}. */
  T_RADIUS {
    @Override
    public void over(Lane lane) {
      tRadius(lane.degrees, lane.a, lane.aAt, lane.x, lane.xAt, lane.lanes);
    }
  };

  private static void radius(double[] a, int aAt, double[] x, int xAt, int lanes) {
    for (int p = 0; p < lanes; p += LANES) {
      DoubleVector u = DoubleVector.fromArray(DOUBLES, a, aAt + p);
      VectorMath.log(u).mul(-2.0).sqrt().intoArray(x, xAt + p);
    }
  }

  private static void rotate(Lane lane, double[] x, int xAt, double[] y, int yAt) {
    double[] a = lane.a;
    double[] b = lane.b;
    for (int p = 0; p < lane.lanes; p += LANES) {
      DoubleVector u = DoubleVector.fromArray(DOUBLES, b, lane.bAt + p);
      DoubleVector radius = DoubleVector.fromArray(DOUBLES, a, lane.aAt + p);
      DoubleVector rounded = u.fma(VectorMath.of(4.0), VectorMath.of(Elementary.MAGIC));
      LongVector quarter = rounded.reinterpretAsLongs();
      DoubleVector whole = rounded.sub(Elementary.MAGIC);
      DoubleVector f = whole.fma(VectorMath.of(-0.25), u).mul(Elementary.TWO_PI);
      DoubleVector z = f.mul(f);
      LongVector sine = VectorMath.sine(f, z).reinterpretAsLongs();
      LongVector cosine = VectorMath.cosine(z).reinterpretAsLongs();
      LongVector swap = sine.lanewise(VectorOperators.XOR, cosine).and(quarter.and(1L).neg());
      LongVector sineSign = quarter.and(2L).lanewise(VectorOperators.LSHL, 62);
      LongVector cosineSign = quarter.add(1L).and(2L).lanewise(VectorOperators.LSHL, 62);
      sine = sine.lanewise(VectorOperators.XOR, swap).lanewise(VectorOperators.XOR, sineSign);
      cosine = cosine.lanewise(VectorOperators.XOR, swap).lanewise(VectorOperators.XOR, cosineSign);
      radius.mul(cosine.reinterpretAsDoubles()).intoArray(x, xAt + p);
      radius.mul(sine.reinterpretAsDoubles()).intoArray(y, yAt + p);
    }
  }

  private static void exp(double[] a, int aAt, double[] x, int xAt, int lanes) {
    for (int p = 0; p < lanes; p += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, a, aAt + p);
      DoubleVector rounded =
          v.fma(VectorMath.of(Elementary.LOG2_E), VectorMath.of(Elementary.MAGIC));
      DoubleVector r = VectorMath.remainder(v, rounded.sub(Elementary.MAGIC));
      DoubleVector value = VectorMath.tail(r).fma(r, VectorMath.of(1.0)).fma(r, VectorMath.of(1.0));
      LongVector shift = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      value.reinterpretAsLongs().add(shift).reinterpretAsDoubles().intoArray(x, xAt + p);
    }
  }

  private static void tRadius(double v, double[] a, int aAt, double[] x, int xAt, int lanes) {
    for (int p = 0; p < lanes; p += LANES) {
      DoubleVector u = DoubleVector.fromArray(DOUBLES, a, aAt + p);
      DoubleVector t = VectorMath.log(u).mul(-2 / v);
      VectorMath.expm1(t).mul(v).sqrt().intoArray(x, xAt + p);
    }
  }

  private static void quantile(double[] a, int aAt, double[] x, int xAt, int lanes) {
    for (int p = 0; p < lanes; p += LANES) {
      DoubleVector u = DoubleVector.fromArray(DOUBLES, a, aAt + p);
      DoubleVector q = u.sub(0.5);
      DoubleVector centre = q.neg().fma(q, VectorMath.of(0.180625));
      DoubleVector above = VectorMath.horner(Quantile.CENTRE_P, centre).mul(q);
      DoubleVector below = VectorMath.horner(Quantile.CENTRE_Q, centre);
      VectorMask<Double> outer = centre.compare(VectorOperators.LT, 0.0);
      DoubleVector value = above.div(below);
      if (outer.anyTrue()) {
        value = value.blend(outer(u, q), outer);
      }
      value.intoArray(x, xAt + p);
    }
  }

  private static DoubleVector outer(DoubleVector u, DoubleVector q) {
    DoubleVector r = VectorMath.log(u.min(VectorMath.of(1.0).sub(u))).neg().sqrt();
    DoubleVector s = r.sub(1.6);
    DoubleVector size =
        VectorMath.horner(Quantile.SHOULDER_P, s).div(VectorMath.horner(Quantile.SHOULDER_Q, s));
    VectorMask<Double> far = r.compare(VectorOperators.GT, 5.0);
    if (far.anyTrue()) {
      DoubleVector t = r.sub(5.0);
      DoubleVector tail =
          VectorMath.horner(Quantile.TAIL_P, t).div(VectorMath.horner(Quantile.TAIL_Q, t));
      size = size.blend(tail, far);
    }
    return size.blend(size.neg(), q.compare(VectorOperators.LT, 0.0));
  }
}
