package finagent.rl.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Steps on one vector; integer forms, because float compare, blend and max cost more in C2. */
final class Tiles {
  private Tiles() {}

  /**
   * Copies four rows of a factor to places a fixed distance apart: a loop that reads them needs one
   * index for all four and no bounds checks, which is worth more than the copy.
   */
  static void rows(float[] a, int at, int rowStride, int stepStride, int depth, float[] into) {
    for (int r = 0; r < 4; r++) {
      int from = at + r * rowStride;
      int to = r * Kernels.SPARE_ROW;
      if (stepStride == 1) {
        System.arraycopy(a, from, into, to, depth);
      } else {
        for (int p = 0; p < depth; p++) {
          into[to + p] = a[from + p * stepStride];
        }
      }
    }
  }

  /** x where its sign is +, else 0. */
  static FloatVector relu(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    return bits.and(bits.lanewise(VectorOperators.ASHR, 31).not()).reinterpretAsFloats();
  }

  /** x where h > 0, else 0; h is never negative. */
  static FloatVector where(FloatVector x, FloatVector h) {
    IntVector off = h.reinterpretAsInts().sub(1).lanewise(VectorOperators.ASHR, 31);
    return x.reinterpretAsInts().and(off.not()).reinterpretAsFloats();
  }
}
