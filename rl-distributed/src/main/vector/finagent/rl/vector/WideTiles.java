package finagent.rl.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products in tiles of 4 rows x 4 vectors: 16 accumulators, for machines with 32 vector registers.
 * The tile is written out because vectors in arrays or behind calls would leave the registers.
 */
final class WideTiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int P = Kernels.PANEL;

  private WideTiles() {}

  static void product(
      float[] a,
      int aAt,
      int rowStride,
      int stepStride,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int rows,
      float[] bias,
      int biasAt,
      boolean relu) {
    for (int j = 0; j < P; j += 4 * L) {
      for (int o = 0; o < rows; o += 4) {
        FloatVector c00 = broadcast(S, bias[biasAt + o]);
        FloatVector c10 = broadcast(S, bias[biasAt + o + 1]);
        FloatVector c20 = broadcast(S, bias[biasAt + o + 2]);
        FloatVector c30 = broadcast(S, bias[biasAt + o + 3]);
        FloatVector c01 = c00, c02 = c00, c03 = c00;
        FloatVector c11 = c10, c12 = c10, c13 = c10;
        FloatVector c21 = c20, c22 = c20, c23 = c20;
        FloatVector c31 = c30, c32 = c30, c33 = c30;
        int a0 = aAt + o * rowStride;
        int a1 = a0 + rowStride;
        int a2 = a1 + rowStride;
        int a3 = a2 + rowStride;
        for (int p = 0; p < depth; p++) {
          int s = bAt + j + p * P;
          int q = p * stepStride;
          FloatVector b0 = fromArray(S, b, s);
          FloatVector b1 = fromArray(S, b, s + L);
          FloatVector b2 = fromArray(S, b, s + 2 * L);
          FloatVector b3 = fromArray(S, b, s + 3 * L);
          FloatVector u = broadcast(S, a[a0 + q]);
          c00 = u.fma(b0, c00);
          c01 = u.fma(b1, c01);
          c02 = u.fma(b2, c02);
          c03 = u.fma(b3, c03);
          u = broadcast(S, a[a1 + q]);
          c10 = u.fma(b0, c10);
          c11 = u.fma(b1, c11);
          c12 = u.fma(b2, c12);
          c13 = u.fma(b3, c13);
          u = broadcast(S, a[a2 + q]);
          c20 = u.fma(b0, c20);
          c21 = u.fma(b1, c21);
          c22 = u.fma(b2, c22);
          c23 = u.fma(b3, c23);
          u = broadcast(S, a[a3 + q]);
          c30 = u.fma(b0, c30);
          c31 = u.fma(b1, c31);
          c32 = u.fma(b2, c32);
          c33 = u.fma(b3, c33);
        }
        int t = cAt + o * P + j;
        store(c, t, c00, c01, c02, c03, relu);
        store(c, t + P, c10, c11, c12, c13, relu);
        store(c, t + 2 * P, c20, c21, c22, c23, relu);
        store(c, t + 3 * P, c30, c31, c32, c33, relu);
      }
    }
  }

  private static void store(
      float[] c,
      int at,
      FloatVector v0,
      FloatVector v1,
      FloatVector v2,
      FloatVector v3,
      boolean relu) {
    if (relu) {
      Tiles.relu(v0).intoArray(c, at);
      Tiles.relu(v1).intoArray(c, at + L);
      Tiles.relu(v2).intoArray(c, at + 2 * L);
      Tiles.relu(v3).intoArray(c, at + 3 * L);
    } else {
      v0.intoArray(c, at);
      v1.intoArray(c, at + L);
      v2.intoArray(c, at + 2 * L);
      v3.intoArray(c, at + 3 * L);
    }
  }

  static void accumulate(
      float[] d, int dAt, float[] h, int hAt, float[] g, int gAt, int width, int rows) {
    for (int j = 0; j < P; j += 4 * L) {
      for (int o = 0; o < rows; o += 4) {
        int g0 = gAt + o * width + j;
        int g1 = g0 + width;
        int g2 = g1 + width;
        int g3 = g2 + width;
        FloatVector c00 = fromArray(S, g, g0), c01 = fromArray(S, g, g0 + L);
        FloatVector c02 = fromArray(S, g, g0 + 2 * L), c03 = fromArray(S, g, g0 + 3 * L);
        FloatVector c10 = fromArray(S, g, g1), c11 = fromArray(S, g, g1 + L);
        FloatVector c12 = fromArray(S, g, g1 + 2 * L), c13 = fromArray(S, g, g1 + 3 * L);
        FloatVector c20 = fromArray(S, g, g2), c21 = fromArray(S, g, g2 + L);
        FloatVector c22 = fromArray(S, g, g2 + 2 * L), c23 = fromArray(S, g, g2 + 3 * L);
        FloatVector c30 = fromArray(S, g, g3), c31 = fromArray(S, g, g3 + L);
        FloatVector c32 = fromArray(S, g, g3 + 2 * L), c33 = fromArray(S, g, g3 + 3 * L);
        int a0 = dAt + o * P;
        for (int p = 0; p < P; p++) {
          int s = hAt + j + p * P;
          FloatVector b0 = fromArray(S, h, s);
          FloatVector b1 = fromArray(S, h, s + L);
          FloatVector b2 = fromArray(S, h, s + 2 * L);
          FloatVector b3 = fromArray(S, h, s + 3 * L);
          FloatVector u = broadcast(S, d[a0 + p]);
          c00 = u.fma(b0, c00);
          c01 = u.fma(b1, c01);
          c02 = u.fma(b2, c02);
          c03 = u.fma(b3, c03);
          u = broadcast(S, d[a0 + P + p]);
          c10 = u.fma(b0, c10);
          c11 = u.fma(b1, c11);
          c12 = u.fma(b2, c12);
          c13 = u.fma(b3, c13);
          u = broadcast(S, d[a0 + 2 * P + p]);
          c20 = u.fma(b0, c20);
          c21 = u.fma(b1, c21);
          c22 = u.fma(b2, c22);
          c23 = u.fma(b3, c23);
          u = broadcast(S, d[a0 + 3 * P + p]);
          c30 = u.fma(b0, c30);
          c31 = u.fma(b1, c31);
          c32 = u.fma(b2, c32);
          c33 = u.fma(b3, c33);
        }
        store(g, g0, c00, c01, c02, c03, false);
        store(g, g1, c10, c11, c12, c13, false);
        store(g, g2, c20, c21, c22, c23, false);
        store(g, g3, c30, c31, c32, c33, false);
      }
    }
  }
}
