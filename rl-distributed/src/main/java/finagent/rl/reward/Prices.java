package finagent.rl.reward;

/** Refuses settings of rewards that are out of bounds. */
final class Prices {
  private Prices() {}

  static void check(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid %s: %s (must be > 0)".formatted(name, value));
    }
  }

  static void checkShare(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be between 0 and 1)".formatted(name, value));
    }
  }
}
