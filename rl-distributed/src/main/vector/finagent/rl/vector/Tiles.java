package finagent.rl.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Steps on one vector; integer forms, because float compare, blend and max cost more in C2. */
final class Tiles {
  private Tiles() {}

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
