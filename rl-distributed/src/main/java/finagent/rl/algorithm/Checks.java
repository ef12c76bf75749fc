package finagent.rl.algorithm;

import finagent.rl.net.Mlp;
import finagent.rl.net.Shape;
import finagent.rl.vector.Kernels;

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

  static void upToOne(String name, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("Invalid %s: %s (must be 0 to 1)".formatted(name, value));
    }
  }

  /** Networks and batches are computed 64 at a time. */
  static void batch(int samples) {
    if (samples < Kernels.PANEL || samples % Kernels.PANEL != 0) {
      throw new IllegalArgumentException(
          "Invalid batch: %d samples (must be a multiple of %d)".formatted(samples, Kernels.PANEL));
    }
  }

  static void hidden(int units) {
    if (units < Kernels.PANEL || units % Kernels.PANEL != 0 || units > Shape.MOST_HIDDEN) {
      throw new IllegalArgumentException(
          "Invalid hidden: %d units (must be a multiple of %d up to %d)"
              .formatted(units, Kernels.PANEL, Shape.MOST_HIDDEN));
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
