package finagent.rl.algorithm;

import finagent.rl.net.Mlp;

/** Takes the choice with the largest output, the first of equals. Not thread-safe. */
final class GreedyPolicy implements Policy {
  private final Mlp network;
  private final float[] input;
  private final float[] output;

  GreedyPolicy(Mlp network) {
    this.network = network;
    input = new float[network.shape().depth()];
    output = new float[network.shape().outputs()];
    input[0] = 1;
  }

  Mlp network() {
    return network;
  }

  @Override
  public void act(double[] observation, double[] action) {
    for (int k = 1; k < input.length; k++) {
      input[k] = (float) observation[k - 1];
    }
    network.infer(input, output);
    action[0] = best(output);
  }

  static int best(float[] output) {
    int best = 0;
    for (int c = 1; c < output.length; c++) {
      best = output[c] > output[best] ? c : best;
    }
    return best;
  }
}
