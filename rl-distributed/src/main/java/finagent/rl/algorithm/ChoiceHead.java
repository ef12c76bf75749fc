package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;

/**
 * One of several choices with probabilities softmax(outputs): {@code log pi(a) = o_a - log sum
 * e^o}, entropy {@code -sum p log p}.
 */
final class ChoiceHead implements PpoHead {
  private static final int P = Kernels.PANEL;

  private final int choices;
  private final Philox draws;

  ChoiceHead(int choices, long seed) {
    this.choices = choices;
    draws = Philox.of(seed, "actions");
  }

  @Override
  public int outputs() {
    return choices;
  }

  @Override
  public float choose(float[] output, long step, float[] action, int at) {
    float log = logSum(output, 0, 1);
    float left = (float) draws.uniform(step, 0, 0, 0);
    int chosen = 0;
    while (chosen < choices - 1) {
      left -= FloatMath.exp(output[chosen] - log);
      if (left < 0) {
        break;
      }
      chosen++;
    }
    action[at] = chosen;
    return output[chosen] - log;
  }

  /** log sum e^o over the outputs at from, from + stride, .. */
  private float logSum(float[] output, int from, int stride) {
    float most = output[from];
    for (int c = 1; c < choices; c++) {
      most = Math.max(most, output[from + c * stride]);
    }
    float sum = 0;
    for (int c = 0; c < choices; c++) {
      sum += FloatMath.exp(output[from + c * stride] - most);
    }
    return most + FloatMath.log(sum);
  }

  @Override
  public void densities(float[] output, float[] chosen, float[] logDensity) {
    for (int s = 0; s < P; s++) {
      logDensity[s] = output[((int) chosen[s]) * P + s] - logSum(output, s, P);
    }
  }

  /** By o_c: weight (1[c = a] - p_c) for log pi, and -p_c (log p_c + H) for the entropy H. */
  @Override
  public void slopes(float[] output, float[] chosen, float[] weight, float entropy) {
    for (int s = 0; s < P; s++) {
      float log = logSum(output, s, P);
      float spread = 0;
      for (int c = 0; c < choices; c++) {
        float own = output[c * P + s] - log;
        spread -= FloatMath.exp(own) * own;
      }
      for (int c = 0; c < choices; c++) {
        float own = output[c * P + s] - log;
        float p = FloatMath.exp(own);
        float hit = c == (int) chosen[s] ? 1 - p : -p;
        output[c * P + s] = weight[s] * hit + entropy * p * (own + spread);
      }
    }
  }

  @Override
  public float squaredNorm() {
    return 0;
  }

  @Override
  public void step(float scale) {}

  @Override
  public void write(DataOutput out) {}

  @Override
  public void read(DataInput in) {}
}
