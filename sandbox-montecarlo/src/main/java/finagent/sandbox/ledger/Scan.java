package finagent.sandbox.ledger;

/** Looks through a row for what is out of the ordinary, so that the common case needs no branch. */
final class Scan {
  private Scan() {}

  /** Whether every value is a number above 0. */
  static boolean allPositive(double[] values, int at, int size) {
    for (int i = 0; i < size; i++) {
      if (!(values[at + i] > 0)) {
        return false;
      }
    }
    return true;
  }
}
