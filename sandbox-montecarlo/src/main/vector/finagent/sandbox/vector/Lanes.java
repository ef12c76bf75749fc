package finagent.sandbox.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one width of all vectors of doubles: four where the machine has as many, else what it has.
 * Never wider ones: in a program that mixes widths the compiler knows no vector's type and
 * allocates each.
 */
public final class Lanes {
  private static final int FOUR = 4;

  static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.length() < FOUR
          ? DoubleVector.SPECIES_PREFERRED
          : DoubleVector.SPECIES_256;

  static final VectorSpecies<Long> LONGS =
      DOUBLES.length() < FOUR ? LongVector.SPECIES_PREFERRED : LongVector.SPECIES_256;

  static final int LANES = DOUBLES.length();

  private Lanes() {}

  /** Doubles in one vector, 1 to 4. */
  public static int doubles() {
    return LANES;
  }
}
