package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.vector.Lane;

/**
 * Random numbers of successive steps: one address serves the two steps 2s and 2s + 1, the first
 * number of each pair going to the even step.
 */
final class PairedDraws {
  private final Blocks random;
  private final int draw;
  private final boolean normal;
  private final double[] even = new double[Lane.STRIDE];
  private final double[] odd = new double[Lane.STRIDE];

  private PairedDraws(Blocks random, int draw, boolean normal) {
    this.random = random;
    this.draw = draw;
    this.normal = normal;
  }

  static PairedDraws normals(Blocks random, int draw) {
    return new PairedDraws(random, draw, true);
  }

  static PairedDraws uniforms(Blocks random, int draw) {
    return new PairedDraws(random, draw, false);
  }

  /** The numbers of a step; steps are asked for in order from 0. */
  double[] at(long first, int lanes, int step) {
    if ((step & 1) == 1) {
      return odd;
    }
    random.at(first, lanes, step >> 1, 0, draw);
    if (normal) {
      random.normals(even, 0, odd, 0);
    } else {
      random.uniforms(even, 0, odd, 0);
    }
    return even;
  }
}
