package finagent.rl.reward;

/** Refuses settings of rewards that are not above 0. */
final class Prices {
  private Prices() {}

  static void check(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid %s: %s (must be > 0)".formatted(name, value));
    }
  }
}
