package finagent.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.dl4j.Dl4jEngine;
import finagent.rl.net.DoubleNet;
import finagent.rl.net.Engine;
import finagent.rl.net.Mlp;
import finagent.rl.net.Shape;
import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slopes used in training against central differences in double. */
class GradientsTest {
  private static final int P = 64;
  private static final Philox DRAWS = Philox.of(4, "gradients");

  private static Mlp net(Engine engine, String name, Shape shape) {
    return engine.open(64, 1).of(shape, Philox.of(1, name), false);
  }

  private static List<Engine> engines() {
    return List.of(Engine.fused(), new Dl4jEngine());
  }

  private static float[] normals(int path, int n) {
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = (float) DRAWS.normal(path, 0, 0, k);
    }
    return values;
  }

  private static float[] inputs(int path, int depth) {
    float[] x = normals(path, depth * P);
    Arrays.fill(x, 0, P, 1);
    return x;
  }

  private static double[] sample(float[] x, int from, int count, int s) {
    double[] one = new double[count];
    for (int k = 0; k < count; k++) {
      one[k] = x[(from + k) * P + s];
    }
    return one;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theSlopeOfTheActorGoesThroughTheCritic(Engine engine) {
    Shape policy = new Shape(3, 64, 2, false);
    Shape judge = new Shape(5, 64, 1, false);
    Mlp actor = net(engine, "actor", policy);
    Mlp critic = net(engine, "critic", judge);
    float[] x = inputs(0, 6);
    float[] q = new float[P];
    float[] slope = new float[2 * P];
    actor.forward(x, 0, x, 4 * P);
    for (int s = 4 * P; s < 6 * P; s++) {
      x[s] = (float) Math.tanh(x[s]);
    }
    critic.forward(x, 0, q, 0);
    Arrays.fill(q, -1f / P);
    critic.backwardToInputs(q, 0, 3, 2, slope, 0);
    for (int s = 0; s < slope.length; s++) {
      slope[s] *= 1 - x[4 * P + s] * x[4 * P + s];
    }
    actor.backward(x, 0, slope, 0);
    actor.parameters().fold();

    DoubleNet plain = new DoubleNet(policy, actor.parameters().weights());
    DoubleNet judged = new DoubleNet(judge, critic.parameters().weights());
    DoubleNet.Loss loss =
        () -> {
          double sum = 0;
          for (int s = 0; s < P; s++) {
            double[] in = Arrays.copyOf(sample(x, 1, 3, s), 5);
            double[] out = plain.outputs(sample(x, 1, 3, s));
            in[3] = Math.tanh(out[0]);
            in[4] = Math.tanh(out[1]);
            sum -= judged.outputs(in)[0] / P;
          }
          return sum;
        };
    assertThat(plain.error(actor.parameters().gradient(), loss, 43)).isLessThan(1e-4);
  }

  @Test
  void theSquashedLogDensityAndItsSlopesHaveTheJacobian() {
    int actions = 2;
    SquashedGaussian head = new SquashedGaussian(actions);
    float[] output = normals(1, 2 * actions * P);
    float[] noise = normals(2, actions * P);
    float[] cost = normals(3, actions * P);
    System.arraycopy(output, 0, head.output, 0, output.length);
    head.sample(noise, 0, new float[actions * P], 0);
    float[] density = head.logDensity.clone();
    head.backward(cost, 0.3f);
    double off = 0;
    double size = 0;
    for (int k = 0; k < output.length; k++) {
      double slope =
          (squashed(output, noise, cost, k, 1e-6)[1] - squashed(output, noise, cost, k, -1e-6)[1])
              / 2e-6;
      off += (head.output[k] - slope) * (head.output[k] - slope);
      size += slope * slope;
    }
    assertThat(Math.sqrt(off / size)).isLessThan(1e-4);
    for (int s = 0; s < P; s++) {
      double exact = squashed(output, noise, cost, s, 0)[0];
      assertThat((double) density[s]).isCloseTo(exact, within(1e-5 * (1 + Math.abs(exact))));
    }
  }

  /** log pi of the sample of place k, and 0.3 log pi + cost . a, with output k moved by h. */
  private static double[] squashed(float[] output, float[] noise, float[] cost, int k, double h) {
    int s = k % P;
    double density = 0;
    double paid = 0;
    for (int d = 0; d < 2; d++) {
      int m = d * P + s;
      int l = (2 + d) * P + s;
      double log = Math.min(2, output[l] + (l == k ? h : 0));
      double a = Math.tanh(output[m] + (m == k ? h : 0) + Math.exp(log) * noise[m]);
      density -= noise[m] * noise[m] / 2.0 + log + Math.log(2 * Math.PI) / 2 + Math.log1p(-a * a);
      paid += cost[m] * a;
    }
    return new double[] {density, 0.3 * density + paid};
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theClippedLossOfPpoHasTheSlopesOfItsFormula(Engine engine) {
    Shape shape = new Shape(3, 64, 1, true);
    Mlp policy = net(engine, "policy", shape);
    GaussianHead head = new GaussianHead(1, -0.5f, 1e-3f, 1);
    float[] x = inputs(5, 4);
    float[] actions = normals(6, P);
    float[] advantage = normals(7, P);
    float[] old = normals(8, P);
    float[] output = new float[P];
    float[] density = new float[P];
    float[] weight = new float[P];
    policy.forward(x, 0, output, 0);
    head.densities(output, actions, density);
    int clipped = 0;
    for (int s = 0; s < P; s++) {
      old[s] = density[s] + 0.3f * old[s];
      weight[s] = Ppo.clipped((float) Math.exp(density[s] - old[s]), advantage[s], 0.2f) / P;
      clipped += weight[s] == 0 ? 1 : 0;
    }
    assertThat(clipped).isBetween(5, 40);
    head.slopes(output, actions, weight, 0);
    policy.backward(x, 0, output, 0);
    policy.parameters().fold();

    DoubleNet plain = new DoubleNet(shape, policy.parameters().weights());
    double l = -0.5;
    assertThat(
            plain.error(
                policy.parameters().gradient(),
                () -> ppo(plain, x, actions, advantage, old, l),
                43))
        .isLessThan(1e-4);
    double up = ppo(plain, x, actions, advantage, old, l + 1e-6);
    double slope = (up - ppo(plain, x, actions, advantage, old, l - 1e-6)) / 2e-6;
    assertThat(Math.sqrt(head.squaredNorm()) / Math.abs(slope)).isCloseTo(1, within(1e-4));
  }

  private static double ppo(
      DoubleNet net, float[] x, float[] actions, float[] advantage, float[] old, double l) {
    double sum = 0;
    for (int s = 0; s < P; s++) {
      double z = (actions[s] - net.outputs(sample(x, 1, 3, s))[0]) / Math.exp(l);
      double ratio = Math.exp(-z * z / 2 - l - Math.log(2 * Math.PI) / 2 - old[s]);
      double cut = Math.max(0.8, Math.min(1.2, ratio));
      sum -= Math.min(ratio * advantage[s], cut * advantage[s]) / P;
    }
    return sum;
  }

  @Test
  void theSlopesOfAChoiceAreThoseOfSoftmaxAndEntropy() {
    ChoiceHead head = new ChoiceHead(3, 1);
    float[] output = normals(9, 3 * P);
    float[] start = output.clone();
    float[] weight = normals(10, P);
    float[] chosen = new float[P];
    for (int s = 0; s < P; s++) {
      chosen[s] = s % 3;
    }
    head.slopes(output, chosen, weight, 0.1f);
    for (int k = 0; k < 3 * P; k++) {
      double slope =
          (choice(start, chosen, weight, k, 1e-6) - choice(start, chosen, weight, k, -1e-6)) / 2e-6;
      assertThat((double) output[k]).isCloseTo(slope, within(1e-5));
    }
  }

  /** weight log p(chosen) - 0.1 entropy, with output k moved by h. */
  private static double choice(float[] output, float[] chosen, float[] weight, int k, double h) {
    int s = k % P;
    double[] e = new double[3];
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      e[c] = Math.exp(output[c * P + s] + (c * P + s == k ? h : 0));
      sum += e[c];
    }
    double entropy = 0;
    for (int c = 0; c < 3; c++) {
      entropy -= e[c] / sum * Math.log(e[c] / sum);
    }
    return weight[s] * Math.log(e[(int) chosen[s]] / sum) - 0.1 * entropy;
  }
}
