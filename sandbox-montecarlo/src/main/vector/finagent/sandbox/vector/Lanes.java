package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;

/** Width of the vectors of this machine. */
public final class Lanes {
  private Lanes() {}

  /** Doubles in one vector, 2 to 8. */
  public static int doubles() {
    return DoubleVector.SPECIES_PREFERRED.length();
  }
}
