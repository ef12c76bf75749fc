package finagent.rl.algorithm;

import finagent.rl.net.Mlp;

/** Refuses settings that cannot work, and trainings that have left the numbers. */
final class Checks {
  private Checks() {}

  static void positive(String name, float value) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid %s: %s (must be > 0)".formatted(name, value));
    }
  }

  static void share(String name, float value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be above 0, at most 1)".formatted(name, value));
    }
  }

  static void atLeast(String name, float value, float least) {
    if (!(value >= least && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be >= %s)".formatted(name, value, least));
    }
  }

  static void finite(long steps, Mlp... networks) {
    for (Mlp network : networks) {
      if (!network.parameters().finite()) {
        throw new IllegalStateException(
            "Training has diverged: after %d steps a network holds NaN or infinity. A lower"
                    .formatted(steps)
                + " learning rate or scaled rewards may help; nothing of it can be used");
      }
    }
  }
}
