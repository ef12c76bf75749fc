package finagent.rl.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Backward through the first and the last layer. Four vectors of samples at distance 16 are taken
 * together, so that partial sum l holds the samples l, l + 16, l + 32, l + 48 whatever the width of
 * a vector.
 */
final class BackwardLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int P = Kernels.PANEL;
  private static final int Q = Kernels.LANES;

  private BackwardLoops() {}

  static void relu(
      float[] w,
      int wAt,
      float[] h,
      int hAt,
      float[] q,
      int qAt,
      float[] d,
      int dAt,
      int n,
      float[] lanes,
      int biasRow,
      int weightRow) {
    for (int j = 0; j < Q; j += L) {
      FloatVector q0 = fromArray(S, q, qAt + j), q1 = fromArray(S, q, qAt + j + Q);
      FloatVector q2 = fromArray(S, q, qAt + j + 2 * Q), q3 = fromArray(S, q, qAt + j + 3 * Q);
      for (int o = 0; o < n; o++) {
        int r = hAt + o * P + j;
        int t = dAt + o * P + j;
        FloatVector u = broadcast(S, w[wAt + o]);
        FloatVector h0 = fromArray(S, h, r), h1 = fromArray(S, h, r + Q);
        FloatVector h2 = fromArray(S, h, r + 2 * Q), h3 = fromArray(S, h, r + 3 * Q);
        FloatVector d0 = Tiles.where(u.mul(q0), h0), d1 = Tiles.where(u.mul(q1), h1);
        FloatVector d2 = Tiles.where(u.mul(q2), h2), d3 = Tiles.where(u.mul(q3), h3);
        d0.intoArray(d, t);
        d1.intoArray(d, t + Q);
        d2.intoArray(d, t + 2 * Q);
        d3.intoArray(d, t + 3 * Q);
        int k = (biasRow + o) * Q + j;
        d0.add(d1).add(d2.add(d3)).add(fromArray(S, lanes, k)).intoArray(lanes, k);
        k = (weightRow + o) * Q + j;
        FloatVector sum = h0.mul(q0).add(h1.mul(q1)).add(h2.mul(q2).add(h3.mul(q3)));
        sum.add(fromArray(S, lanes, k)).intoArray(lanes, k);
      }
    }
  }

  static void tanh(
      float[] w,
      int wAt,
      float[] h,
      int hAt,
      float[] q,
      int qAt,
      float[] d,
      int dAt,
      int n,
      float[] lanes,
      int biasRow,
      int weightRow) {
    for (int j = 0; j < Q; j += L) {
      FloatVector q0 = fromArray(S, q, qAt + j), q1 = fromArray(S, q, qAt + j + Q);
      FloatVector q2 = fromArray(S, q, qAt + j + 2 * Q), q3 = fromArray(S, q, qAt + j + 3 * Q);
      for (int o = 0; o < n; o++) {
        int r = hAt + o * P + j;
        int t = dAt + o * P + j;
        FloatVector u = broadcast(S, w[wAt + o]);
        FloatVector h0 = fromArray(S, h, r), h1 = fromArray(S, h, r + Q);
        FloatVector h2 = fromArray(S, h, r + 2 * Q), h3 = fromArray(S, h, r + 3 * Q);
        FloatVector d0 = u.mul(q0), d1 = u.mul(q1), d2 = u.mul(q2), d3 = u.mul(q3);
        d0 = d0.sub(d0.mul(h0).mul(h0));
        d1 = d1.sub(d1.mul(h1).mul(h1));
        d2 = d2.sub(d2.mul(h2).mul(h2));
        d3 = d3.sub(d3.mul(h3).mul(h3));
        d0.intoArray(d, t);
        d1.intoArray(d, t + Q);
        d2.intoArray(d, t + 2 * Q);
        d3.intoArray(d, t + 3 * Q);
        int k = (biasRow + o) * Q + j;
        d0.add(d1).add(d2.add(d3)).add(fromArray(S, lanes, k)).intoArray(lanes, k);
        k = (weightRow + o) * Q + j;
        FloatVector sum = h0.mul(q0).add(h1.mul(q1)).add(h2.mul(q2).add(h3.mul(q3)));
        sum.add(fromArray(S, lanes, k)).intoArray(lanes, k);
      }
    }
  }

  /** Rows of x times rows of z: for each row k of x (depth of them) and i of z (n of them). */
  static void sums(
      float[] x, int xAt, int depth, float[] z, int zAt, int n, float[] lanes, int row) {
    for (int j = 0; j < Q; j += L) {
      for (int k = 0; k < depth; k++) {
        int r = xAt + k * P + j;
        FloatVector x0 = fromArray(S, x, r), x1 = fromArray(S, x, r + Q);
        FloatVector x2 = fromArray(S, x, r + 2 * Q), x3 = fromArray(S, x, r + 3 * Q);
        for (int i = 0; i < n; i++) {
          int s = zAt + j + i * P;
          int t = (row + k * n + i) * Q + j;
          FloatVector one = x0.fma(fromArray(S, z, s), x1.mul(fromArray(S, z, s + Q)));
          FloatVector two = x3.fma(fromArray(S, z, s + 3 * Q), fromArray(S, lanes, t));
          one.add(x2.fma(fromArray(S, z, s + 2 * Q), two)).intoArray(lanes, t);
        }
      }
    }
  }
}
