package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Independent Gaussians around the network's outputs, with log deviations of their own that do not
 * depend on the observation: {@code log pi = sum -z^2/2 - l - log(2 pi)/2, z = (a - m) / e^l}.
 * Actions are remembered as drawn and cut by the environment.
 */
final class GaussianHead implements PpoHead {
  private static final int P = Kernels.PANEL;
  private static final float HALF_LOG_TWO_PI = 0.9189385f;

  private final int actions;
  private final Philox draws;
  private final ScalarAdam[] log;
  private final double[] slope;
  private final float[] deviation;

  GaussianHead(int actions, float logDeviation, float learningRate, long seed) {
    this.actions = actions;
    draws = Philox.of(seed, "actions");
    log = new ScalarAdam[actions];
    slope = new double[actions];
    deviation = new float[actions];
    for (int d = 0; d < actions; d++) {
      log[d] = new ScalarAdam(logDeviation, learningRate);
      deviation[d] = FloatMath.exp(logDeviation);
    }
  }

  @Override
  public int outputs() {
    return actions;
  }

  @Override
  public float choose(float[] output, long step, float[] action, int at) {
    float density = 0;
    for (int d = 0; d < actions; d++) {
      float z = (float) draws.normal(step, 0, 0, d);
      action[at + d] = output[d] + deviation[d] * z;
      density -= 0.5f * z * z + log[d].value() + HALF_LOG_TWO_PI;
    }
    return density;
  }

  @Override
  public void densities(float[] output, float[] chosen, float[] logDensity) {
    for (int k = 0; k < actions * P; k++) {
      int d = k / P;
      float z = (chosen[k] - output[k]) / deviation[d];
      float density = -0.5f * z * z - log[d].value() - HALF_LOG_TWO_PI;
      logDensity[k % P] = d == 0 ? density : logDensity[k % P] + density;
    }
  }

  /** The entropy is sum l + constant: its slope by each l is 1, per sample. */
  @Override
  public void slopes(float[] output, float[] chosen, float[] weight, float entropy) {
    for (int d = 0; d < actions; d++) {
      double sum = 0;
      float inverse = 1 / deviation[d];
      for (int s = 0; s < P; s++) {
        float z = (chosen[d * P + s] - output[d * P + s]) * inverse;
        sum += weight[s] * (z * z - 1);
        output[d * P + s] = weight[s] * z * inverse;
      }
      slope[d] = sum - entropy * P;
    }
  }

  @Override
  public float squaredNorm() {
    double sum = 0;
    for (double value : slope) {
      sum += value * value;
    }
    return (float) sum;
  }

  @Override
  public void step(float scale) {
    for (int d = 0; d < actions; d++) {
      log[d].step(slope[d] * scale);
      deviation[d] = FloatMath.exp(log[d].value());
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    for (ScalarAdam one : log) {
      one.write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int d = 0; d < actions; d++) {
      log[d].read(in);
      deviation[d] = FloatMath.exp(log[d].value());
    }
  }
}
