package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.sandbox.random.Philox;

/** Noise on actions while learning, by the number of the step. */
final class Explorer {
  private final Philox draws;

  Explorer(long seed) {
    draws = Philox.of(seed, "exploration");
  }

  /** Uniform in [-1, 1]. */
  void uniform(long step, float[] action) {
    for (int k = 0; k < action.length; k++) {
      action[k] = (float) (2 * draws.uniform(step, 0, 0, k) - 1);
    }
  }

  /** tanh of the network's output plus Gaussian noise, cut to [-1, 1]. */
  void disturb(long step, float[] action, float deviation) {
    for (int k = 0; k < action.length; k++) {
      float noisy = FloatMath.tanh(action[k]) + deviation * normal(step, k);
      action[k] = Math.max(-1, Math.min(1, noisy));
    }
  }

  float normal(long step, int k) {
    return (float) draws.normal(step, 0, 0, k);
  }
}
