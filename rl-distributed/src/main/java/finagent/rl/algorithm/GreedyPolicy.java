package finagent.rl.algorithm;

import finagent.rl.net.Mlp;

/** Takes the choice of the highest value, the first of equals. Not thread-safe. */
final class GreedyPolicy implements Policy {
  private final Mlp network;
  private final ValueHead head;
  private final float[] input;
  private final float[] output;

  /** Each output is the value of a choice. */
  GreedyPolicy(Mlp network) {
    this(network, new ValueHead(network.shape().outputs(), 1, 0, 0, false));
  }

  GreedyPolicy(Mlp network, ValueHead head) {
    this.network = network;
    this.head = head;
    input = new float[network.shape().depth()];
    output = new float[network.shape().outputs()];
    input[0] = 1;
  }

  SavedPolicy saved() {
    return head.saved(network.shape(), network.parameters().weights());
  }

  @Override
  public void act(double[] observation, double[] action) {
    for (int k = 1; k < input.length; k++) {
      input[k] = (float) observation[k - 1];
    }
    network.infer(input, output);
    head.combine(output, 1, 0);
    action[0] = head.best(output, 1, 0);
  }
}
