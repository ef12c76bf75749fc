package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.net.Engine;
import finagent.rl.net.Mlp;
import finagent.rl.net.Shape;
import finagent.rl.replay.Batch;
import finagent.rl.replay.Replay;
import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * SAC: a random policy that is paid for staying random (Haarnoja et al. 2018, "Soft actor-critic
 * algorithms and applications", algorithm 1 and eq. 18 for the temperature). An action is {@code a
 * = tanh(u), u = m + e^l z} with z standard normal and {@code log pi = sum -z^2/2 - l - log(2 pi)/2
 * - log(1 - a^2)}; targets are {@code y = r + discount (min(Q1', Q2')(s', a') - alpha log pi(a'))};
 * the actor descends {@code alpha log pi(a) - min(Q1, Q2)(s, a)}; alpha keeps log pi at minus the
 * target entropy, which is minus the number of actions.
 */
public final class Sac implements Trainer {
  private static final int P = Kernels.PANEL;

  /**
   * Settings.
   *
   * @param hidden units in each of two hidden layers
   * @param batch samples of an update, a multiple of 64
   * @param warmUp steps at random before the first update
   * @param temperature alpha at the start
   */
  public record Config(
      int hidden,
      int batch,
      Memory memory,
      int warmUp,
      float learningRate,
      float tau,
      @Start float temperature)
      implements Recipe {
    public Config {
      Checks.hidden(hidden);
      Checks.batch(batch);
      Checks.positive("learning rate", learningRate);
      Checks.share("tau", tau);
      Checks.positive("temperature", temperature);
      Checks.atLeast("warm-up", warmUp, 1);
    }

    /** Rates of 1e-3, batches of 256, alpha from 1. */
    public static Config standard(float gamma) {
      return new Config(64, 256, Memory.standard(gamma), 1000, 1e-3f, 0.005f, 1);
    }

    @Override
    public OptionalLong updates(long steps) {
      return OptionalLong.of(Math.max(0, steps - warmUp));
    }

    @Override
    public Sac start(World world, long seed) {
      return start(world, seed, Engine.fused());
    }

    @Override
    public Sac start(World world, long seed, Engine engine) {
      return new Sac(this, world.open(seed), seed, engine);
    }
  }

  private final Config config;
  private final Header header;
  private final Collector collector;
  private final Replay replay;
  private final Batch batch;
  private final Mlp actor;
  private final Mlp critic1;
  private final Mlp critic2;
  private final Explorer explorer;
  private final Philox draws;
  private final SquashedGaussian head;
  private final Temperature temperature;
  private final int observations;
  private final float[] action;
  private final float[] output;
  private final float[] noise;
  private final float[] target = new float[P];
  private final float[] value = new float[P];
  private final float[] other = new float[P];
  private final float[] error;
  private final float[] slope;
  private final float[] slope2;
  private long steps;
  private long updates;

  private Sac(Config config, Environment environment, long seed, Engine engine) {
    Spaces spaces = environment.spaces();
    spaces.require(false, "SAC");
    this.config = config;
    header = new Header(config, seed);
    replay = config.memory.open(spaces, seed);
    collector = config.memory.collector(environment, replay);
    batch = new Batch(spaces, config.batch);
    observations = spaces.observations();
    int actions = spaces.actions();
    Engine.Networks networks = engine.open(config.hidden, 3);
    Shape policy = new Shape(observations, config.hidden, 2 * actions, false);
    Shape critic = new Shape(observations + actions, config.hidden, 1, false);
    actor = networks.of(policy, Philox.of(seed, "actor"), false);
    critic1 = networks.of(critic, Philox.of(seed, "critic-1"), true);
    critic2 = networks.of(critic, Philox.of(seed, "critic-2"), true);
    explorer = new Explorer(seed);
    draws = Philox.of(seed, "actions");
    head = new SquashedGaussian(actions);
    temperature = new Temperature(config.temperature, -actions, config.learningRate);
    action = new float[actions];
    output = new float[2 * actions];
    noise = new float[2 * config.batch * actions];
    error = new float[config.batch];
    slope = new float[actions * P];
    slope2 = new float[actions * P];
  }

  @Override
  public void train(int count) {
    for (int k = 0; k < count; k++) {
      if (steps < config.warmUp) {
        explorer.uniform(steps, action);
      } else {
        actor.infer(collector.input(), output);
        for (int d = 0; d < action.length; d++) {
          action[d] = head.act(output, d, explorer.normal(steps, d));
        }
      }
      collector.step(action);
      if (++steps > config.warmUp) {
        update();
      }
    }
    Checks.finite(steps, actor, critic1, critic2);
  }

  /** One update from the replay: both critics, actor, temperature and slow copies. */
  public void update() {
    updates++;
    replay.sample(updates, batch);
    Gauss.fill(noise, draws, updates);
    for (int p = 0; p < config.batch / P; p++) {
      critics(p * batch.stride(), p * P);
    }
    critic1.parameters().foldAndStep(config.learningRate);
    critic2.parameters().foldAndStep(config.learningRate);
    replay.learnt(batch, error);
    for (int p = 0; p < config.batch / P; p++) {
      actor(p * batch.stride(), p * P);
    }
    actor.parameters().foldAndStep(config.learningRate);
    temperature.step();
    critic1.parameters().follow(config.tau);
    critic2.parameters().follow(config.tau);
  }

  /** The panel at x: samples i .. i + 63. */
  private void critics(int x, int i) {
    int a = x + batch.actionsAt();
    actor.forward(batch.next, x, head.output, 0);
    head.sample(noise, i * action.length, batch.next, a);
    critic1.forwardSlow(batch.next, x, target, 0);
    critic2.forwardSlow(batch.next, x, value, 0);
    float alpha = temperature.value();
    for (int s = 0; s < P; s++) {
      float soft = Math.min(target[s], value[s]) - alpha * head.logDensity[s];
      target[s] = batch.reward[i + s] + batch.discount[i + s] * soft;
    }
    critic1.forward(batch.now, x, value, 0);
    for (int s = 0; s < P; s++) {
      error[i + s] = Math.abs(value[s] - target[s]);
    }
    descend(critic1, x, i);
    critic2.forward(batch.now, x, value, 0);
    descend(critic2, x, i);
  }

  /** Half the mean squared error, as in the paper's eq. 5: dL/dQ = w (Q - y) / batch. */
  private void descend(Mlp critic, int x, int i) {
    float share = 1f / config.batch;
    for (int s = 0; s < P; s++) {
      value[s] = share * batch.weight[i + s] * (value[s] - target[s]);
    }
    critic.backward(batch.now, x, value, 0);
  }

  /** L = mean of alpha log pi(a) - min Q(s, a); takes the place of the batch's actions. */
  private void actor(int x, int i) {
    int a = x + batch.actionsAt();
    actor.forward(batch.now, x, head.output, 0);
    head.sample(noise, (config.batch + i) * action.length, batch.now, a);
    critic1.forward(batch.now, x, value, 0);
    critic2.forward(batch.now, x, other, 0);
    float share = -1f / config.batch;
    for (int s = 0; s < P; s++) {
      boolean first = value[s] <= other[s];
      value[s] = first ? share : 0;
      other[s] = first ? 0 : share;
    }
    critic1.backwardToInputs(value, 0, observations, action.length, slope, 0);
    critic2.backwardToInputs(other, 0, observations, action.length, slope2, 0);
    for (int s = 0; s < slope.length; s++) {
      slope[s] += slope2[s];
    }
    temperature.seen(head.logDensity);
    head.backward(slope, temperature.value() / config.batch);
    actor.backward(batch.now, x, head.output, 0);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Policy policy() {
    return new NetworkPolicy(actor, true);
  }

  @Override
  public float[] weights() {
    return actor.parameters().weights().clone();
  }

  @Override
  public void breakOff() {
    collector.breakOff();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    header.write(out);
    out.writeLong(steps);
    out.writeLong(updates);
    collector.write(out);
    replay.write(out);
    temperature.write(out);
    for (Mlp net : new Mlp[] {actor, critic1, critic2}) {
      net.parameters().write(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    header.check(in);
    steps = in.readLong();
    updates = in.readLong();
    collector.read(in);
    replay.read(in);
    temperature.read(in);
    for (Mlp net : new Mlp[] {actor, critic1, critic2}) {
      net.parameters().read(in);
    }
  }
}
