package finagent.rl.env;

import finagent.sandbox.program.State;

/**
 * A problem to be learnt by trying. Episodes are numbered: how one starts and all its noise are
 * functions of the seed and the number, so that every policy can be judged on the same ones.
 *
 * <p>An episode ends by termination (nothing comes after: values beyond are 0) or by truncation
 * (time is up: values beyond are as ever); the two are never the same thing. Not thread-safe.
 */
public interface Environment {
  Spaces spaces();

  /** Begins episode number {@code episode}. */
  void reset(long episode);

  /** Writes the observation. */
  void observe(double[] into);

  /**
   * Acts; returns the reward.
   *
   * @param action continuous actions outside [-1, 1] are cut
   */
  double step(double[] action);

  /** Whether the episode has come to its own end. */
  boolean terminated();

  /** Whether time is up. */
  boolean truncated();

  /** All the steps to come depend on. */
  State save();

  /** Takes up a saved state, in an environment opened with the same seed. */
  void restore(State state);

  /** An action cut to [-1, 1]; what is not a number is refused. */
  static double cut(double action) {
    if (Double.isNaN(action)) {
      throw new IllegalArgumentException(
          "Invalid action: NaN. The policy has diverged; a lower learning rate may help");
    }
    return Math.max(-1, Math.min(1, action));
  }
}
