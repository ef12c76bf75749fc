package finagent.sandbox.vector;

import static finagent.sandbox.vector.Lanes.DOUBLES;
import static finagent.sandbox.vector.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;

/** {@link Mix} in register tiles of 5 rows x 2 vectors; equal to {@link ScalarMix} to the bit. */
public final class VectorMix implements Mix {
  @Override
  public void over(double[] matrix, double[] drift, int rows, double[] z, double[] x, int lanes) {
    for (int p = 0; p < lanes; p += 2 * LANES) {
      for (int i = 0; i < rows; i += PAD) {
        tile(matrix, drift, rows, z, x, p, i);
      }
    }
  }

  private static void tile(
      double[] matrix, double[] drift, int rows, double[] z, double[] x, int p, int i) {
    DoubleVector a0 = VectorMath.of(drift[i]);
    DoubleVector a1 = VectorMath.of(drift[i + 1]);
    DoubleVector a2 = VectorMath.of(drift[i + 2]);
    DoubleVector a3 = VectorMath.of(drift[i + 3]);
    DoubleVector a4 = VectorMath.of(drift[i + 4]);
    DoubleVector b0 = a0;
    DoubleVector b1 = a1;
    DoubleVector b2 = a2;
    DoubleVector b3 = a3;
    DoubleVector b4 = a4;
    int row = i * rows;
    for (int j = 0; j < i + PAD; j++) {
      DoubleVector z0 = DoubleVector.fromArray(DOUBLES, z, j * Lane.STRIDE + p);
      DoubleVector z1 = DoubleVector.fromArray(DOUBLES, z, j * Lane.STRIDE + p + LANES);
      DoubleVector c = VectorMath.of(matrix[row + j]);
      a0 = z0.fma(c, a0);
      b0 = z1.fma(c, b0);
      c = VectorMath.of(matrix[row + rows + j]);
      a1 = z0.fma(c, a1);
      b1 = z1.fma(c, b1);
      c = VectorMath.of(matrix[row + 2 * rows + j]);
      a2 = z0.fma(c, a2);
      b2 = z1.fma(c, b2);
      c = VectorMath.of(matrix[row + 3 * rows + j]);
      a3 = z0.fma(c, a3);
      b3 = z1.fma(c, b3);
      c = VectorMath.of(matrix[row + 4 * rows + j]);
      a4 = z0.fma(c, a4);
      b4 = z1.fma(c, b4);
    }
    int out = i * Lane.STRIDE + p;
    a0.intoArray(x, out);
    b0.intoArray(x, out + LANES);
    a1.intoArray(x, out + Lane.STRIDE);
    b1.intoArray(x, out + Lane.STRIDE + LANES);
    a2.intoArray(x, out + 2 * Lane.STRIDE);
    b2.intoArray(x, out + 2 * Lane.STRIDE + LANES);
    a3.intoArray(x, out + 3 * Lane.STRIDE);
    b3.intoArray(x, out + 3 * Lane.STRIDE + LANES);
    a4.intoArray(x, out + 4 * Lane.STRIDE);
    b4.intoArray(x, out + 4 * Lane.STRIDE + LANES);
  }
}
