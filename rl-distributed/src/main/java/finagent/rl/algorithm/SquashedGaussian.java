package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.rl.vector.Kernels;
import java.util.Arrays;

/**
 * The head of a random policy: rows of means m, then of log deviations l (cut to [-20, 2]), become
 * actions {@code a = tanh(u), u = m + e^l z} with {@code log pi = sum -z^2/2 - l - log(2 pi)/2 -
 * log(1 - a^2)}, the last term being {@code 2 (log 2 - u - softplus(-2u))} (Haarnoja et al. 2018,
 * appendix C).
 */
final class SquashedGaussian {
  private static final int P = Kernels.PANEL;
  private static final float LEAST = -20;
  private static final float MOST = 2;
  private static final float HALF_LOG_TWO_PI = 0.9189385f;
  private static final float LOG_2 = 0.6931472f;

  /** What the network put out for a panel; after {@link #backward} the slopes by it. */
  final float[] output;

  /** log pi of the actions sampled last. */
  final float[] logDensity = new float[P];

  private final int actions;
  private final float[] action;
  private final float[] spread;

  SquashedGaussian(int actions) {
    this.actions = actions;
    output = new float[2 * actions * P];
    action = new float[actions * P];
    spread = new float[actions * P];
  }

  /** One action for acting. */
  float act(float[] out, int d, float z) {
    float log = Math.max(LEAST, Math.min(MOST, out[actions + d]));
    return FloatMath.tanh(Math.fma(FloatMath.exp(log), z, out[d]));
  }

  /** Samples a panel of actions from {@link #output} into rows of {@code into}. */
  void sample(float[] noise, int from, float[] into, int at) {
    Arrays.fill(logDensity, -actions * HALF_LOG_TWO_PI);
    for (int k = 0; k < action.length; k++) {
      float log = Math.max(LEAST, Math.min(MOST, output[action.length + k]));
      float z = noise[from + k];
      float off = FloatMath.exp(log) * z;
      float u = output[k] + off;
      float a = FloatMath.tanh(u);
      spread[k] = off;
      action[k] = a;
      into[at + k] = a;
      float jacobian = 2 * (LOG_2 - u - FloatMath.softplus(-2 * u));
      logDensity[k % P] -= 0.5f * z * z + log + jacobian;
    }
  }

  /**
   * Slopes of {@code weight log pi(a) + J(a)} by the outputs, where {@code slope} holds dJ/da: by u
   * it is {@code g = 2 a weight + (1 - a^2) dJ/da}, by m the same, by l {@code e^l z g - weight}.
   */
  void backward(float[] slope, float weight) {
    for (int k = 0; k < action.length; k++) {
      float a = action[k];
      float byU = 2 * a * weight + (1 - a * a) * slope[k];
      float log = output[action.length + k];
      boolean free = log > LEAST && log < MOST;
      output[k] = byU;
      output[action.length + k] = free ? spread[k] * byU - weight : 0;
    }
  }
}
