package finagent.sandbox.montecarlo;

/** Preconditions on the parameters of models. */
final class Checks {
  private static final double MOST_PER_STEP = 4;

  private Checks() {}

  static double finite(String name, double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid %s: %s (must be finite)".formatted(name, value));
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be > 0 and finite)".formatted(name, value));
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be >= 0 and finite)".formatted(name, value));
    }
    return value;
  }

  static double within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be within %s..%s)".formatted(name, value, low, high));
    }
    return value;
  }

  /** The standard deviation of one step; prices cannot follow a larger one. */
  static double perStep(String name, double deviation) {
    if (!(deviation >= 0 && deviation <= MOST_PER_STEP)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s per step (must be within 0..%s: is it annual, in fractions?)"
              .formatted(name, deviation, MOST_PER_STEP));
    }
    return deviation;
  }
}
