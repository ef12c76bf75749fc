package finagent.rl.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Loops over flat arrays: activations, sums of partial sums, Adam. Lengths are multiples of 16. */
final class FlatLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int Q = Kernels.LANES;
  private static final VectorShuffle<Float> HALF = VectorShuffle.iota(S, L / 2, 1, true);
  private static final VectorShuffle<Float> QUARTER = VectorShuffle.iota(S, L / 4, 1, true);
  private static final VectorShuffle<Float> EIGHTH = VectorShuffle.iota(S, L / 8, 1, true);
  private static final VectorShuffle<Float> LAST = VectorShuffle.iota(S, 1, 1, true);

  private FlatLoops() {}

  /** The sum of 16 partial sums: l with l + 8, then + 4, + 2, + 1. */
  static float folded(float[] x, int at) {
    FloatVector v = fromArray(S, x, at);
    if (L == 8) {
      v = v.add(fromArray(S, x, at + 8));
    } else if (L == 4) {
      FloatVector even = v.add(fromArray(S, x, at + 8));
      v = even.add(fromArray(S, x, at + 4).add(fromArray(S, x, at + 12)));
    }
    v = v.add(v.rearrange(HALF));
    v = v.add(v.rearrange(QUARTER));
    if (L >= 8) {
      v = v.add(v.rearrange(EIGHTH));
    }
    if (L == 16) {
      v = v.add(v.rearrange(LAST));
    }
    return v.lane(0);
  }

  static void fold(float[] lanes, float[] g, int n) {
    FloatVector nil = FloatVector.zero(S);
    for (int k = 0; k < n; k++) {
      g[k] = folded(lanes, k * Q);
      for (int j = 0; j < Q; j += L) {
        nil.intoArray(lanes, k * Q + j);
      }
    }
  }

  static void adam(
      float[] w, float[] g, float[] m, float[] v, int n, float step, float epsilon, float scale) {
    FloatVector nil = FloatVector.zero(S);
    FloatVector rate1 = broadcast(S, 0.1f);
    FloatVector rate2 = broadcast(S, 0.001f);
    FloatVector back = broadcast(S, -step);
    for (int i = 0; i < n; i += L) {
      FloatVector x = fromArray(S, g, i).mul(scale);
      FloatVector a = fromArray(S, m, i);
      FloatVector b = fromArray(S, v, i);
      nil.intoArray(g, i);
      a = x.sub(a).fma(rate1, a);
      b = x.mul(x).sub(b).fma(rate2, b);
      a.intoArray(m, i);
      b.intoArray(v, i);
      FloatVector size = b.lanewise(VectorOperators.SQRT).add(epsilon);
      a.div(size).fma(back, fromArray(S, w, i)).intoArray(w, i);
    }
  }

  static void follow(float[] t, float[] w, int n, float tau) {
    FloatVector share = broadcast(S, tau);
    for (int i = 0; i < n; i += L) {
      FloatVector a = fromArray(S, t, i);
      fromArray(S, w, i).sub(a).fma(share, a).intoArray(t, i);
    }
  }

  static void derivative(float[] d, int dAt, float[] h, int hAt, int n) {
    for (int i = 0; i < n; i += L) {
      Tiles.where(fromArray(S, d, dAt + i), fromArray(S, h, hAt + i)).intoArray(d, dAt + i);
    }
  }

  static void tanhDerivative(float[] d, int dAt, float[] h, int hAt, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector x = fromArray(S, d, dAt + i);
      FloatVector y = fromArray(S, h, hAt + i);
      x.sub(x.mul(y).mul(y)).intoArray(d, dAt + i);
    }
  }

  /** Positive floats are ordered as integers are: the cut at 8 is an integer minimum. */
  static void tanh(float[] x, int at, int n) {
    FloatVector one = broadcast(S, 1f);
    for (int i = at; i < at + n; i += L) {
      IntVector bits = fromArray(S, x, i).reinterpretAsInts();
      IntVector size = bits.and(0x7FFFFFFF).min(Float.floatToRawIntBits(8f));
      FloatVector y = size.or(bits.and(0x80000000)).reinterpretAsFloats();
      FloatVector t = y.mul(y);
      FloatVector p = t.mul(Tanh.P4).add(Tanh.P3).fma(t, broadcast(S, Tanh.P2));
      FloatVector q = t.mul(Tanh.Q4).add(Tanh.Q3).fma(t, broadcast(S, Tanh.Q2));
      p = p.fma(t, broadcast(S, Tanh.P1)).fma(t, one);
      q = q.fma(t, broadcast(S, Tanh.Q1)).fma(t, one);
      y.mul(p).div(q).intoArray(x, i);
    }
  }
}
