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
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * DDPG: one critic, one actor, both with slow copies (Lillicrap et al. 2015, "Continuous control
 * with deep reinforcement learning", algorithm 1), with Gaussian noise on actions. The target is
 * {@code y = r + discount Q'(s', pi'(s'))}; the actor climbs Q(s, pi(s)); one update of both a step
 * after the warm-up.
 */
public final class Ddpg implements Trainer {
  private static final int P = Kernels.PANEL;

  /**
   * Settings.
   *
   * @param hidden units in each of two hidden layers
   * @param batch samples of an update, a multiple of 64
   * @param warmUp steps at random before the first update
   * @param exploration standard deviation of the noise on actions
   */
  public record Config(
      int hidden,
      int batch,
      Memory memory,
      int warmUp,
      float learningRate,
      float tau,
      float exploration)
      implements Recipe {
    public Config {
      Checks.hidden(hidden);
      Checks.batch(batch);
      Checks.positive("learning rate", learningRate);
      Checks.share("tau", tau);
      Checks.atLeast("exploration", exploration, 0);
      Checks.atLeast("warm-up", warmUp, 1);
    }

    /** Rates of 1e-3, batches of 256, noise 0.1. */
    public static Config standard(float gamma) {
      return new Config(64, 256, Memory.standard(gamma), 1000, 1e-3f, 0.005f, 0.1f);
    }

    @Override
    public OptionalLong updates(long steps) {
      return OptionalLong.of(Math.max(0, steps - warmUp));
    }

    @Override
    public Ddpg start(World world, long seed) {
      return start(world, seed, Engine.fused());
    }

    @Override
    public Ddpg start(World world, long seed, Engine engine) {
      return new Ddpg(this, world.open(seed), seed, engine);
    }
  }

  private final Config config;
  private final Header header;
  private final Collector collector;
  private final Replay replay;
  private final Batch batch;
  private final Mlp actor;
  private final Mlp critic;
  private final Explorer explorer;
  private final int observations;
  private final float[] action;
  private final float[] target = new float[P];
  private final float[] value = new float[P];
  private final float[] error;
  private final float[] slope;
  private long steps;
  private long updates;

  private Ddpg(Config config, Environment environment, long seed, Engine engine) {
    Spaces spaces = environment.spaces();
    spaces.require(false, "DDPG");
    this.config = config;
    header = new Header(config, seed);
    replay = config.memory.open(spaces, seed);
    collector = config.memory.collector(environment, replay);
    batch = new Batch(spaces, config.batch);
    observations = spaces.observations();
    int actions = spaces.actions();
    Engine.Networks networks = engine.open(config.hidden, 2);
    Shape policy = new Shape(observations, config.hidden, actions, false);
    Shape judge = new Shape(observations + actions, config.hidden, 1, false);
    actor = networks.of(policy, Philox.of(seed, "actor"), true);
    critic = networks.of(judge, Philox.of(seed, "critic"), true);
    explorer = new Explorer(seed);
    action = new float[actions];
    error = new float[config.batch];
    slope = new float[actions * P];
  }

  @Override
  public void train(int count) {
    for (int k = 0; k < count; k++) {
      if (steps < config.warmUp) {
        explorer.uniform(steps, action);
      } else {
        actor.infer(collector.input(), action);
        explorer.disturb(steps, action, config.exploration);
      }
      collector.step(action);
      if (++steps > config.warmUp) {
        update();
      }
    }
    Checks.finite(steps, actor, critic);
  }

  /** One update from the replay: critic, actor and slow copies. */
  public void update() {
    updates++;
    replay.sample(updates, batch);
    for (int p = 0; p < config.batch / P; p++) {
      critic(p * batch.stride(), p * P);
    }
    critic.parameters().foldAndStep(config.learningRate);
    replay.learnt(batch, error);
    actor();
    actor.parameters().follow(config.tau);
    critic.parameters().follow(config.tau);
  }

  /** The panel at x: samples i .. i + 63; dL/dQ = 2 w (Q - y) / batch. */
  private void critic(int x, int i) {
    int a = x + batch.actionsAt();
    actor.forwardSlow(batch.next, x, batch.next, a);
    Engine.kernels().tanh(batch.next, a, slope.length);
    critic.forwardSlow(batch.next, x, target, 0);
    critic.forward(batch.now, x, value, 0);
    float share = 2f / config.batch;
    for (int s = 0; s < P; s++) {
      float off = value[s] - (batch.reward[i + s] + batch.discount[i + s] * target[s]);
      error[i + s] = Math.abs(off);
      value[s] = share * batch.weight[i + s] * off;
    }
    critic.backward(batch.now, x, value, 0);
  }

  /** L = -mean Q(s, tanh(actor(s))); takes the place of the batch's actions. */
  private void actor() {
    Arrays.fill(value, -1f / config.batch);
    for (int x = 0; x < batch.now.length; x += batch.stride()) {
      int a = x + batch.actionsAt();
      actor.forward(batch.now, x, batch.now, a);
      Engine.kernels().tanh(batch.now, a, slope.length);
      critic.forward(batch.now, x, target, 0);
      critic.backwardToInputs(value, 0, observations, action.length, slope, 0);
      for (int s = 0; s < slope.length; s++) {
        slope[s] *= 1 - batch.now[a + s] * batch.now[a + s];
      }
      actor.backward(batch.now, x, slope, 0);
    }
    actor.parameters().foldAndStep(config.learningRate);
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
    for (Mlp net : new Mlp[] {actor, critic}) {
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
    for (Mlp net : new Mlp[] {actor, critic}) {
      net.parameters().read(in);
    }
  }
}
