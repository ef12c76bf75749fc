package finagent.rl.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Layers for one sample, for acting; and other sums of 16 partial sums along an array. */
final class OneSample {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int P = Kernels.PANEL;
  private static final int Q = Kernels.LANES;
  private static final VectorShuffle<Float> HALF = VectorShuffle.iota(S, L / 2, 1, true);
  private static final VectorShuffle<Float> QUARTER = VectorShuffle.iota(S, L / 4, 1, true);
  private static final VectorShuffle<Float> EIGHTH = VectorShuffle.iota(S, L / 8, 1, true);
  private static final VectorShuffle<Float> LAST = VectorShuffle.iota(S, 1, 1, true);

  private OneSample() {}

  static float squares(float[] x, int n) {
    float[] lanes = new float[Q];
    for (int j = 0; j < Q; j += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int i = j; i < n; i += Q) {
        FloatVector v = fromArray(S, x, i);
        sum = v.fma(v, sum);
      }
      sum.intoArray(lanes, j);
    }
    return FlatLoops.folded(lanes, 0);
  }

  static void combine(float[] x, int depth, float[] w, int wAt, float[] out, int outAt) {
    for (int j = 0; j < P; j += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int k = 0; k < depth; k++) {
        sum = fromArray(S, w, wAt + k * P + j).fma(broadcast(S, x[k]), sum);
      }
      sum.intoArray(out, outAt + j);
    }
  }

  static void apply(
      float[] w, int wAt, float[] b, int bAt, float[] h, int n, float[] out, int rows) {
    for (int o = 0; o < rows; o++) {
      int r = wAt + o * n;
      float sum =
          switch (L) {
            case 16 -> sixteen(w, r, h, n);
            case 8 -> eight(w, r, h, n);
            default -> four(w, r, h, n);
          };
      out[o] = b[bAt + o] + sum;
    }
  }

  private static float sixteen(float[] w, int r, float[] h, int n) {
    FloatVector a = FloatVector.zero(S);
    for (int i = 0; i < n; i += Q) {
      a = fromArray(S, w, r + i).fma(fromArray(S, h, i), a);
    }
    a = a.add(a.rearrange(HALF));
    a = a.add(a.rearrange(QUARTER));
    a = a.add(a.rearrange(EIGHTH));
    return a.add(a.rearrange(LAST)).lane(0);
  }

  private static float eight(float[] w, int r, float[] h, int n) {
    FloatVector a = FloatVector.zero(S);
    FloatVector b = a;
    for (int i = 0; i < n; i += Q) {
      a = fromArray(S, w, r + i).fma(fromArray(S, h, i), a);
      b = fromArray(S, w, r + i + L).fma(fromArray(S, h, i + L), b);
    }
    a = a.add(b);
    a = a.add(a.rearrange(HALF));
    a = a.add(a.rearrange(QUARTER));
    return a.add(a.rearrange(EIGHTH)).lane(0);
  }

  private static float four(float[] w, int r, float[] h, int n) {
    FloatVector a = FloatVector.zero(S);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int i = 0; i < n; i += Q) {
      a = fromArray(S, w, r + i).fma(fromArray(S, h, i), a);
      b = fromArray(S, w, r + i + L).fma(fromArray(S, h, i + L), b);
      c = fromArray(S, w, r + i + 2 * L).fma(fromArray(S, h, i + 2 * L), c);
      d = fromArray(S, w, r + i + 3 * L).fma(fromArray(S, h, i + 3 * L), d);
    }
    a = a.add(c).add(b.add(d));
    a = a.add(a.rearrange(HALF));
    return a.add(a.rearrange(QUARTER)).lane(0);
  }
}
