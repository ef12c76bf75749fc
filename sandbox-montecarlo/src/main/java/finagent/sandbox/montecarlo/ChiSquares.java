package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Elementary;
import finagent.sandbox.vector.Lane;

/**
 * Chi-square numbers with any degrees of freedom above 2, by squeeze-free rejection from a cubed
 * normal (Marsaglia and Tsang 2000); attempt k of a step has its own address, so what a path gets
 * does not depend on the paths beside it. About 1.05 attempts each.
 */
final class ChiSquares {
  /** Draws at and above it are attempts. */
  private static final int ATTEMPTS = 1 << 20;

  private static final int MOST = 64;

  private final Blocks random;
  private final double d;
  private final double c;
  private final int purpose;
  private final double[] z = new double[Lane.STRIDE];
  private final double[] u = new double[Lane.STRIDE];
  private final double[] spare = new double[Lane.STRIDE];
  private final boolean[] done = new boolean[Lane.WIDTH];

  ChiSquares(Blocks random, double degrees, int purpose) {
    this.random = random;
    this.purpose = purpose;
    d = degrees / 2 - 1.0 / 3;
    c = 1 / Math.sqrt(9 * d);
  }

  /** One number per lane. */
  void fill(long first, int lanes, int step, double[] out) {
    java.util.Arrays.fill(done, false);
    int left = lanes;
    for (int k = 0; left > 0 && k < MOST; k++) {
      int draw = ATTEMPTS + (purpose * MOST + k) * 2;
      random.at(first, lanes, step, 0, draw).normals(z, 0, spare, 0);
      random.at(first, lanes, step, 0, draw + 1).uniforms(u, 0, spare, 0);
      for (int p = 0; p < lanes; p++) {
        double root = 1 + c * z[p];
        if (!done[p] && root > 0) {
          double v = root * root * root;
          if (Elementary.log(u[p]) < z[p] * z[p] / 2 + d * (1 - v + Elementary.log(v))) {
            out[p] = 2 * d * v;
            done[p] = true;
            left--;
          }
        }
      }
    }
  }
}
