package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.rl.net.Mlp;

/** Acts by the first outputs of a network, through tanh where asked. Not thread-safe. */
final class NetworkPolicy implements Policy {
  private final Mlp network;
  private final boolean squashed;
  private final float[] input;
  private final float[] output;

  NetworkPolicy(Mlp network, boolean squashed) {
    this.network = network;
    this.squashed = squashed;
    input = new float[network.shape().depth()];
    output = new float[network.shape().outputs()];
    input[0] = 1;
  }

  Mlp network() {
    return network;
  }

  boolean squashed() {
    return squashed;
  }

  @Override
  public void act(double[] observation, double[] action) {
    for (int k = 1; k < input.length; k++) {
      input[k] = (float) observation[k - 1];
    }
    network.infer(input, output);
    for (int k = 0; k < action.length; k++) {
      action[k] = squashed ? FloatMath.tanh(output[k]) : Math.max(-1, Math.min(1, output[k]));
    }
  }
}
