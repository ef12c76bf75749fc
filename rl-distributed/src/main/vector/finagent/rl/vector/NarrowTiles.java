package finagent.rl.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products in tiles of 4 rows x 2 vectors: 8 accumulators, for machines with 16 vector registers,
 * where a tile of 4 x 4 would spill (measured with AVX2: 64 against 50 GFLOP/s).
 */
final class NarrowTiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int P = Kernels.PANEL;
  private static final int R = Kernels.SPARE_ROW;

  private NarrowTiles() {}

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
      boolean relu,
      float[] spare) {
    FloatVector nil = FloatVector.zero(S);
    for (int o = 0; o < rows; o += 4) {
      Tiles.rows(a, aAt + o * rowStride, rowStride, stepStride, depth, spare);
      for (int j = 0; j < P; j += 2 * L) {
        FloatVector c00 = broadcast(S, bias[biasAt + o]);
        FloatVector c10 = broadcast(S, bias[biasAt + o + 1]);
        FloatVector c20 = broadcast(S, bias[biasAt + o + 2]);
        FloatVector c30 = broadcast(S, bias[biasAt + o + 3]);
        FloatVector c01 = c00, c11 = c10, c21 = c20, c31 = c30;
        for (int p = 0; p < depth; p++) {
          int s = bAt + j + p * P;
          FloatVector b0 = fromArray(S, b, s);
          FloatVector b1 = fromArray(S, b, s + L);
          FloatVector u = broadcast(S, spare[p]);
          c00 = u.fma(b0, c00);
          c01 = u.fma(b1, c01);
          u = broadcast(S, spare[p + R]);
          c10 = u.fma(b0, c10);
          c11 = u.fma(b1, c11);
          u = broadcast(S, spare[p + 2 * R]);
          c20 = u.fma(b0, c20);
          c21 = u.fma(b1, c21);
          u = broadcast(S, spare[p + 3 * R]);
          c30 = u.fma(b0, c30);
          c31 = u.fma(b1, c31);
        }
        int t = cAt + o * P + j;
        if (relu) {
          c00.max(nil).intoArray(c, t);
          c01.max(nil).intoArray(c, t + L);
          c10.max(nil).intoArray(c, t + P);
          c11.max(nil).intoArray(c, t + P + L);
          c20.max(nil).intoArray(c, t + 2 * P);
          c21.max(nil).intoArray(c, t + 2 * P + L);
          c30.max(nil).intoArray(c, t + 3 * P);
          c31.max(nil).intoArray(c, t + 3 * P + L);
        } else {
          c00.intoArray(c, t);
          c01.intoArray(c, t + L);
          c10.intoArray(c, t + P);
          c11.intoArray(c, t + P + L);
          c20.intoArray(c, t + 2 * P);
          c21.intoArray(c, t + 2 * P + L);
          c30.intoArray(c, t + 3 * P);
          c31.intoArray(c, t + 3 * P + L);
        }
      }
    }
  }

  static void accumulate(
      float[] d, int dAt, float[] h, int hAt, float[] g, int gAt, int width, int rows) {
    for (int j = 0; j < P; j += 2 * L) {
      for (int o = 0; o < rows; o += 4) {
        int g0 = gAt + o * width + j;
        int g1 = g0 + width;
        int g2 = g1 + width;
        int g3 = g2 + width;
        FloatVector c00 = fromArray(S, g, g0), c01 = fromArray(S, g, g0 + L);
        FloatVector c10 = fromArray(S, g, g1), c11 = fromArray(S, g, g1 + L);
        FloatVector c20 = fromArray(S, g, g2), c21 = fromArray(S, g, g2 + L);
        FloatVector c30 = fromArray(S, g, g3), c31 = fromArray(S, g, g3 + L);
        int a0 = dAt + o * P;
        for (int p = 0; p < P; p++) {
          int s = hAt + j + p * P;
          FloatVector b0 = fromArray(S, h, s);
          FloatVector b1 = fromArray(S, h, s + L);
          FloatVector u = broadcast(S, d[a0 + p]);
          c00 = u.fma(b0, c00);
          c01 = u.fma(b1, c01);
          u = broadcast(S, d[a0 + P + p]);
          c10 = u.fma(b0, c10);
          c11 = u.fma(b1, c11);
          u = broadcast(S, d[a0 + 2 * P + p]);
          c20 = u.fma(b0, c20);
          c21 = u.fma(b1, c21);
          u = broadcast(S, d[a0 + 3 * P + p]);
          c30 = u.fma(b0, c30);
          c31 = u.fma(b1, c31);
        }
        c00.intoArray(g, g0);
        c01.intoArray(g, g0 + L);
        c10.intoArray(g, g1);
        c11.intoArray(g, g1 + L);
        c20.intoArray(g, g2);
        c21.intoArray(g, g2 + L);
        c30.intoArray(g, g3);
        c31.intoArray(g, g3 + L);
      }
    }
  }
}
