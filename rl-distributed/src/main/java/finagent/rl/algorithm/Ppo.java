package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.net.Engine;
import finagent.rl.net.FloatMath;
import finagent.rl.net.Floats;
import finagent.rl.net.Mlp;
import finagent.rl.net.Shape;
import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * PPO with a clipped objective (Schulman et al. 2017, "Proximal policy optimization algorithms",
 * eq. 7): {@code L = -mean min(rho A, clip(rho, 1 - c, 1 + c) A) + mean (V - R)^2 / 2 - entropy
 * bonus}, rho = pi / pi_old, with generalised advantages normalised in each minibatch of 64 and a
 * gradient of norm 0.5 at most. Policy and value are networks of their own with tanh units.
 * Continuous actions are narrow Gaussians, choices a softmax.
 */
public final class Ppo implements Trainer {
  private static final int P = Kernels.PANEL;
  private static final float MAX_NORM = 0.5f;

  /**
   * Settings.
   *
   * @param hidden units in each of two hidden layers
   * @param environments that take turns
   * @param length steps of each between two rounds of learning; environments x length must be a
   *     multiple of 64
   * @param epochs passes over the steps in a round
   * @param lambda of the generalised advantages
   * @param clip how far rho may move
   * @param entropy what entropy is worth
   * @param logDeviation of Gaussian actions at the start
   */
  public record Config(
      int hidden,
      int environments,
      int length,
      int epochs,
      float learningRate,
      float gamma,
      float lambda,
      float clip,
      float entropy,
      @Start float logDeviation)
      implements Recipe {
    public Config {
      Checks.hidden(hidden);
      Checks.positive("learning rate", learningRate);
      Checks.share("gamma", gamma);
      Checks.share("lambda", lambda);
      Checks.share("clip", clip);
      Checks.atLeast("entropy", entropy, 0);
      Checks.atLeast("epochs", epochs, 1);
      if (environments < 1 || length < 1 || environments * length % P != 0) {
        throw new IllegalArgumentException(
            "Invalid round: %d environments x %d steps (must be a multiple of %d)"
                .formatted(environments, length, P));
      }
    }

    /** Rounds of 4 x 512 steps, 10 epochs, rate 1e-3, lambda 0.95, clip 0.2. */
    public static Config standard(float gamma) {
      return new Config(64, 4, 512, 10, 1e-3f, gamma, 0.95f, 0.2f, 0, -0.5f);
    }

    private int round() {
      return environments * length;
    }

    @Override
    public OptionalLong updates(long steps) {
      return OptionalLong.of(steps / round() * epochs * (round() / P));
    }

    @Override
    public Ppo start(World world, long seed) {
      return start(world, seed, Engine.fused());
    }

    @Override
    public Ppo start(World world, long seed, Engine engine) {
      return new Ppo(this, world, seed, engine);
    }
  }

  private final Config config;
  private final Header header;
  private final Rollout rollout;
  private final PpoHead head;
  private final Mlp policy;
  private final Mlp valuer;
  private final Philox shuffle;
  private final boolean discrete;
  private final int observations;
  private final int actions;
  private final float[] output;
  private final float[] one = new float[1];
  private final float[] x;
  private final float[] chosen;
  private final float[] panel;
  private final float[] value = new float[P];
  private final float[] density = new float[P];
  private final float[] weight = new float[P];
  private int[] order;
  private long steps;
  private long minibatches;

  private Ppo(Config config, World world, long seed, Engine engine) {
    this.config = config;
    header = new Header(config, seed);
    Environment[] opened = Rollout.open(world, seed, config.environments);
    Spaces spaces = opened[0].spaces();
    rollout = new Rollout(opened, config.length);
    discrete = spaces.isDiscrete();
    observations = spaces.observations();
    actions = spaces.actions();
    head =
        discrete
            ? new ChoiceHead(spaces.choices(), seed)
            : new GaussianHead(actions, config.logDeviation, config.learningRate, seed);
    Engine.Networks networks = engine.open(config.hidden, 2);
    Shape policyShape = new Shape(observations, config.hidden, head.outputs(), true);
    policy = networks.of(policyShape, Philox.of(seed, "policy"), false);
    policy.parameters().shrinkOutputs(0.01f);
    Shape valueShape = new Shape(observations, config.hidden, 1, true);
    valuer = networks.of(valueShape, Philox.of(seed, "value"), false);
    shuffle = Philox.of(seed, "shuffle");
    output = new float[head.outputs()];
    panel = new float[head.outputs() * P];
    chosen = new float[actions * P];
    x = new float[(1 + observations) * P];
    Arrays.fill(x, 0, P, 1);
    order = shuffle.permutation(rollout.size(), 0, 0);
  }

  @Override
  public void train(int count) {
    for (int k = 0; k < count; k++) {
      int at = (int) (steps % rollout.size());
      int e = at % config.environments;
      policy.infer(rollout.input(e), output);
      rollout.logDensity[at] = head.choose(output, steps, rollout.action, at * actions);
      rollout.value[at] = valueOf(rollout.input(e));
      rollout.step(at / config.environments, e, this::valueOf);
      if (++steps % rollout.size() == 0) {
        learn();
      }
    }
    Checks.finite(steps, policy, valuer);
  }

  private float valueOf(float[] input) {
    valuer.infer(input, one);
    return one[0];
  }

  private void learn() {
    rollout.advantages(config.gamma, config.lambda, this::valueOf);
    for (int epoch = 0; epoch < config.epochs * (rollout.size() / P); epoch++) {
      update();
    }
  }

  /** One minibatch of what was gathered last, in an order drawn for each epoch. */
  public void update() {
    int at = (int) (minibatches % (rollout.size() / P)) * P;
    if (at == 0) {
      order = shuffle.permutation(rollout.size(), minibatches, 0);
    }
    minibatches++;
    gather(at);
    policy.forward(x, 0, panel, 0);
    head.densities(panel, chosen, density);
    valuer.forward(x, 0, value, 0);
    weigh(at);
    head.slopes(panel, chosen, weight, config.entropy / P);
    policy.backward(x, 0, panel, 0);
    valuer.backward(x, 0, value, 0);
    policy.parameters().fold();
    valuer.parameters().fold();
    float squares = policy.parameters().squaredNorm() + valuer.parameters().squaredNorm();
    float norm = (float) Math.sqrt(squares + head.squaredNorm());
    float scale = Math.min(1, MAX_NORM / (norm + 1e-6f));
    policy.parameters().step(config.learningRate, scale);
    valuer.parameters().step(config.learningRate, scale);
    head.step(scale);
  }

  private void gather(int at) {
    for (int s = 0; s < P; s++) {
      int from = order[at + s];
      for (int k = 0; k < observations; k++) {
        x[(k + 1) * P + s] = rollout.observation[from * observations + k];
      }
      for (int d = 0; d < actions; d++) {
        chosen[d * P + s] = rollout.action[from * actions + d];
      }
    }
  }

  /** dL/dlog pi into {@code weight}, dL/dV into {@code value}. */
  private void weigh(int at) {
    float mean = 0;
    float square = 0;
    for (int s = 0; s < P; s++) {
      float advantage = rollout.advantage[order[at + s]];
      mean += advantage / P;
      square += advantage * advantage / P;
    }
    float inverse = 1 / ((float) Math.sqrt(Math.max(0, square - mean * mean)) + 1e-8f);
    for (int s = 0; s < P; s++) {
      int from = order[at + s];
      float advantage = (rollout.advantage[from] - mean) * inverse;
      float ratio = FloatMath.exp(density[s] - rollout.logDensity[from]);
      weight[s] = clipped(ratio, advantage, config.clip) / P;
      value[s] = (value[s] - rollout.returns[from]) / P;
    }
  }

  /** d/dlog pi of -min(rho A, clip(rho) A): -rho A where the first is not above the second. */
  static float clipped(float ratio, float advantage, float clip) {
    float gain = ratio * advantage;
    float bounded = Math.max(1 - clip, Math.min(1 + clip, ratio)) * advantage;
    return gain <= bounded ? -gain : 0;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Policy policy() {
    return discrete ? new GreedyPolicy(policy) : new NetworkPolicy(policy, false);
  }

  @Override
  public float[] weights() {
    return policy.parameters().weights().clone();
  }

  @Override
  public void breakOff() {
    rollout.breakOff((int) (steps % rollout.size()), this::valueOf);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    header.write(out);
    out.writeLong(steps);
    out.writeLong(minibatches);
    rollout.write(out);
    for (float[] column : rollout.gathered()) {
      Floats.write(out, column, column.length);
    }
    head.write(out);
    policy.parameters().write(out);
    valuer.parameters().write(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    header.check(in);
    steps = in.readLong();
    minibatches = in.readLong();
    rollout.read(in);
    for (float[] column : rollout.gathered()) {
      Floats.read(in, column, column.length);
    }
    head.read(in);
    policy.parameters().read(in);
    valuer.parameters().read(in);
  }
}
