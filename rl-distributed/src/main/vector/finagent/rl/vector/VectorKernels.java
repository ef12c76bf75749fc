package finagent.rl.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels on the Vector API; needs {@code --add-modules jdk.incubator.vector}. */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  public VectorKernels() {
    if (L != 4 && L != 8 && L != 16) {
      throw new UnsupportedOperationException(
          "Vectors of %d floats are not supported (4, 8 or 16 are); run without".formatted(L)
              + " --add-modules jdk.incubator.vector to use the scalar kernels");
    }
  }

  @Override
  public void product(
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
    if (L == 16) {
      WideTiles.product(
          a, aAt, rowStride, stepStride, b, bAt, depth, c, cAt, rows, bias, biasAt, relu);
    } else {
      NarrowTiles.product(
          a, aAt, rowStride, stepStride, b, bAt, depth, c, cAt, rows, bias, biasAt, relu, spare);
    }
  }

  @Override
  public void accumulate(
      float[] d, int dAt, float[] h, int hAt, float[] g, int gAt, int width, int rows) {
    if (L == 16) {
      WideTiles.accumulate(d, dAt, h, hAt, g, gAt, width, rows);
    } else {
      NarrowTiles.accumulate(d, dAt, h, hAt, g, gAt, width, rows);
    }
  }

  @Override
  public void dot(float[] w, int wAt, float[] h, int hAt, int n, float[] out, int outAt) {
    for (int j = 0; j < PANEL; j += 4 * L) {
      int t = outAt + j;
      FloatVector c0 = fromArray(S, out, t), c1 = fromArray(S, out, t + L);
      FloatVector c2 = fromArray(S, out, t + 2 * L), c3 = fromArray(S, out, t + 3 * L);
      for (int o = 0; o < n; o++) {
        int s = hAt + j + o * PANEL;
        FloatVector u = broadcast(S, w[wAt + o]);
        c0 = u.fma(fromArray(S, h, s), c0);
        c1 = u.fma(fromArray(S, h, s + L), c1);
        c2 = u.fma(fromArray(S, h, s + 2 * L), c2);
        c3 = u.fma(fromArray(S, h, s + 3 * L), c3);
      }
      c0.intoArray(out, t);
      c1.intoArray(out, t + L);
      c2.intoArray(out, t + 2 * L);
      c3.intoArray(out, t + 3 * L);
    }
  }

  @Override
  public void outputBackward(
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
      int weightRow,
      boolean tanh) {
    if (tanh) {
      BackwardLoops.tanh(w, wAt, h, hAt, q, qAt, d, dAt, n, lanes, biasRow, weightRow);
    } else {
      BackwardLoops.relu(w, wAt, h, hAt, q, qAt, d, dAt, n, lanes, biasRow, weightRow);
    }
  }

  @Override
  public void derivative(float[] d, int dAt, float[] h, int hAt, int n, boolean tanh) {
    if (tanh) {
      FlatLoops.tanhDerivative(d, dAt, h, hAt, n);
    } else {
      FlatLoops.derivative(d, dAt, h, hAt, n);
    }
  }

  @Override
  public void inputBackward(
      float[] z, int zAt, float[] x, int xAt, int depth, float[] lanes, int row) {
    BackwardLoops.sums(x, xAt, depth, z, zAt, PANEL, lanes, row);
  }

  @Override
  public void rowSums(float[] q, int qAt, float[] h, int hAt, int n, float[] lanes, int row) {
    BackwardLoops.sums(q, qAt, 1, h, hAt, n, lanes, row);
  }

  @Override
  public void fold(float[] lanes, float[] g, int n) {
    FlatLoops.fold(lanes, g, n);
  }

  @Override
  public void tanh(float[] x, int at, int n) {
    FlatLoops.tanh(x, at, n);
  }

  @Override
  public void adam(
      float[] w, float[] g, float[] m, float[] v, int n, float step, float epsilon, float scale) {
    FlatLoops.adam(w, g, m, v, n, step, epsilon, scale);
  }

  @Override
  public void follow(float[] t, float[] w, int n, float tau) {
    FlatLoops.follow(t, w, n, tau);
  }

  @Override
  public float squares(float[] x, int n) {
    return OneSample.squares(x, n);
  }

  @Override
  public void combine(float[] x, int depth, float[] w, int wAt, float[] out, int outAt) {
    OneSample.combine(x, depth, w, wAt, out, outAt);
  }

  @Override
  public void apply(
      float[] w, int wAt, float[] b, int bAt, float[] h, int n, float[] out, int rows) {
    OneSample.apply(w, wAt, b, bAt, h, n, out, rows);
  }
}
