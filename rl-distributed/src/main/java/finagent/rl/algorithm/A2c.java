package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.net.Engine;
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
 * A2C, the synchronous form of A3C (Mnih et al. 2016, "Asynchronous methods for deep reinforcement
 * learning", algorithm S3): {@code L = -mean A log pi + mean (V - R)^2 / 2 - entropy bonus} over
 * the 64 steps since the last update, each used once, with generalised advantages and a gradient of
 * norm 0.5 at most. Policy and value are networks of their own with tanh units; Adam in place of
 * RMSProp. Continuous actions are narrow Gaussians, choices a softmax.
 */
public final class A2c implements Trainer {
  private static final int P = Kernels.PANEL;
  private static final float MAX_NORM = 0.5f;

  /**
   * Settings.
   *
   * @param hidden units in each of two hidden layers
   * @param environments that take turns, a divisor of 64: each takes 64 / environments steps
   *     between two updates
   * @param lambda of the generalised advantages; 1 = returns of as many steps as there are
   * @param entropy what entropy is worth
   * @param logDeviation of Gaussian actions at the start
   */
  public record Config(
      int hidden,
      int environments,
      float learningRate,
      float gamma,
      float lambda,
      float entropy,
      @Start float logDeviation)
      implements Recipe {
    public Config {
      Checks.hidden(hidden);
      Checks.positive("learning rate", learningRate);
      Checks.share("gamma", gamma);
      Checks.share("lambda", lambda);
      Checks.atLeast("entropy", entropy, 0);
      if (environments < 1 || P % environments != 0) {
        throw new IllegalArgumentException(
            "Invalid environments: %d (must be 1, 2, 4, 8, 16, 32 or 64)".formatted(environments));
      }
    }

    /** 4 environments that take 16 steps each, rate 3e-3, lambda 0.95. */
    public static Config standard(float gamma) {
      return new Config(64, 4, 3e-3f, gamma, 0.95f, 0, -0.5f);
    }

    @Override
    public OptionalLong updates(long steps) {
      return OptionalLong.of(steps / P);
    }

    @Override
    public A2c start(World world, long seed) {
      return start(world, seed, Engine.fused());
    }

    @Override
    public A2c start(World world, long seed, Engine engine) {
      return new A2c(this, world, seed, engine);
    }
  }

  private final Config config;
  private final Header header;
  private final Rollout rollout;
  private final PpoHead head;
  private final Mlp policy;
  private final Mlp valuer;
  private final boolean discrete;
  private final int observations;
  private final int actions;
  private final float[] output;
  private final float[] one = new float[1];
  private final float[] x;
  private final float[] chosen;
  private final float[] panel;
  private final float[] value = new float[P];
  private final float[] weight = new float[P];
  private final float[] density = new float[P];
  private long steps;

  private A2c(Config config, World world, long seed, Engine engine) {
    this.config = config;
    header = new Header(config, seed);
    Environment[] opened = Rollout.open(world, seed, config.environments);
    Spaces spaces = opened[0].spaces();
    rollout = new Rollout(opened, P / config.environments);
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
    output = new float[head.outputs()];
    panel = new float[head.outputs() * P];
    chosen = new float[actions * P];
    x = new float[(1 + observations) * P];
    Arrays.fill(x, 0, P, 1);
  }

  @Override
  public void train(int count) {
    for (int k = 0; k < count; k++) {
      int at = (int) (steps % P);
      int e = at % config.environments;
      policy.infer(rollout.input(e), output);
      rollout.logDensity[at] = head.choose(output, steps, rollout.action, at * actions);
      rollout.value[at] = valueOf(rollout.input(e));
      rollout.step(at / config.environments, e, this::valueOf);
      if (++steps % P == 0) {
        update();
      }
    }
    Checks.finite(steps, policy, valuer);
  }

  private float valueOf(float[] input) {
    valuer.infer(input, one);
    return one[0];
  }

  /** One update from the steps gathered last. */
  private void update() {
    rollout.advantages(config.gamma, config.lambda, this::valueOf);
    for (int s = 0; s < P; s++) {
      for (int k = 0; k < observations; k++) {
        x[(k + 1) * P + s] = rollout.observation[s * observations + k];
      }
      for (int d = 0; d < actions; d++) {
        chosen[d * P + s] = rollout.action[s * actions + d];
      }
      weight[s] = -rollout.advantage[s] / P;
    }
    policy.forward(x, 0, panel, 0);
    head.densities(panel, chosen, density);
    head.slopes(panel, chosen, weight, config.entropy / P);
    policy.backward(x, 0, panel, 0);
    valuer.forward(x, 0, value, 0);
    for (int s = 0; s < P; s++) {
      value[s] = (value[s] - rollout.returns[s]) / P;
    }
    valuer.backward(x, 0, value, 0);
    policy.parameters().fold();
    valuer.parameters().fold();
    float acting = policy.parameters().squaredNorm() + head.squaredNorm();
    float scale = bounded(acting);
    policy.parameters().step(config.learningRate, scale);
    head.step(scale);
    valuer.parameters().step(config.learningRate, bounded(valuer.parameters().squaredNorm()));
  }

  private static float bounded(float squares) {
    return Math.min(1, MAX_NORM / ((float) Math.sqrt(squares) + 1e-6f));
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
    rollout.breakOff((int) (steps % P), this::valueOf);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    header.write(out);
    out.writeLong(steps);
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
    rollout.read(in);
    for (float[] column : rollout.gathered()) {
      Floats.read(in, column, column.length);
    }
    head.read(in);
    policy.parameters().read(in);
    valuer.parameters().read(in);
  }
}
