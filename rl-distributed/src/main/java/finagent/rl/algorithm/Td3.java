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
 * TD3: twin critics, delayed policy, smoothed targets (Fujimoto, van Hoof and Meger 2018,
 * "Addressing function approximation error in actor-critic methods", algorithm 1). The target is
 * {@code y = r + discount min(Q1', Q2')(s', clip(pi'(s') + clip(noise)))}; the actor climbs Q1(s,
 * pi(s)); one update a step after the warm-up.
 */
public final class Td3 implements Trainer {
  private static final int P = Kernels.PANEL;

  /**
   * Settings.
   *
   * @param hidden units in each of two hidden layers
   * @param batch samples of an update, a multiple of 64
   * @param warmUp steps at random before the first update
   * @param exploration standard deviation of the noise on actions
   * @param smoothing standard deviation of the noise on target actions
   * @param smoothingCut where that noise is cut
   * @param delay critic updates for each update of actor and targets
   */
  public record Config(
      int hidden,
      int batch,
      Memory memory,
      int warmUp,
      float learningRate,
      float tau,
      float exploration,
      float smoothing,
      float smoothingCut,
      int delay)
      implements Recipe {
    public Config {
      Checks.hidden(hidden);
      Checks.batch(batch);
      Checks.positive("learning rate", learningRate);
      Checks.share("tau", tau);
      Checks.atLeast("exploration", exploration, 0);
      Checks.atLeast("smoothing", smoothing, 0);
      Checks.atLeast("delay", delay, 1);
      Checks.atLeast("warm-up", warmUp, 1);
    }

    /** The paper's settings but for a rate of 1e-3 and a batch of 256. */
    public static Config standard(float gamma) {
      return new Config(64, 256, Memory.standard(gamma), 1000, 1e-3f, 0.005f, 0.1f, 0.2f, 0.5f, 2);
    }

    @Override
    public OptionalLong updates(long steps) {
      return OptionalLong.of(Math.max(0, steps - warmUp));
    }

    @Override
    public Td3 start(World world, long seed) {
      return start(world, seed, Engine.fused());
    }

    @Override
    public Td3 start(World world, long seed, Engine engine) {
      return new Td3(this, world.open(seed), seed, engine);
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
  private final Philox smoothing;
  private final int observations;
  private final float[] action;
  private final float[] noise;
  private final float[] target = new float[P];
  private final float[] value = new float[P];
  private final float[] error;
  private final float[] slope;
  private long steps;
  private long updates;

  private Td3(Config config, Environment environment, long seed, Engine engine) {
    Spaces spaces = environment.spaces();
    spaces.require(false, "TD3");
    this.config = config;
    header = new Header(config, seed);
    replay = config.memory.open(spaces, seed);
    collector = config.memory.collector(environment, replay);
    batch = new Batch(spaces, config.batch);
    observations = spaces.observations();
    int actions = spaces.actions();
    Engine.Networks networks = engine.open(config.hidden, 3);
    Shape policy = new Shape(observations, config.hidden, actions, false);
    Shape critic = new Shape(observations + actions, config.hidden, 1, false);
    actor = networks.of(policy, Philox.of(seed, "actor"), true);
    critic1 = networks.of(critic, Philox.of(seed, "critic-1"), true);
    critic2 = networks.of(critic, Philox.of(seed, "critic-2"), true);
    explorer = new Explorer(seed);
    smoothing = Philox.of(seed, "smoothing");
    action = new float[actions];
    noise = new float[config.batch * actions];
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
    Checks.finite(steps, actor, critic1, critic2);
  }

  /** One update from the replay: both critics, and in its turn the actor and the slow copies. */
  public void update() {
    updates++;
    replay.sample(updates, batch);
    Gauss.fill(noise, smoothing, updates);
    for (int p = 0; p < config.batch / P; p++) {
      critics(p * batch.stride(), p * P);
    }
    critic1.parameters().foldAndStep(config.learningRate);
    critic2.parameters().foldAndStep(config.learningRate);
    replay.learnt(batch, error);
    if (updates % config.delay == 0) {
      actor();
      actor.parameters().follow(config.tau);
      critic1.parameters().follow(config.tau);
      critic2.parameters().follow(config.tau);
    }
  }

  /** The panel at x: samples i .. i + 63. */
  private void critics(int x, int i) {
    int a = x + batch.actionsAt();
    actor.forwardSlow(batch.next, x, batch.next, a);
    smooth(batch.next, a, i * action.length);
    critic1.forwardSlow(batch.next, x, target, 0);
    critic2.forwardSlow(batch.next, x, value, 0);
    for (int s = 0; s < P; s++) {
      target[s] = batch.reward[i + s] + batch.discount[i + s] * Math.min(target[s], value[s]);
    }
    critic1.forward(batch.now, x, value, 0);
    for (int s = 0; s < P; s++) {
      error[i + s] = Math.abs(value[s] - target[s]);
    }
    descend(critic1, x, i);
    critic2.forward(batch.now, x, value, 0);
    descend(critic2, x, i);
  }

  private void smooth(float[] actions, int at, int from) {
    Engine.kernels().tanh(actions, at, action.length * P);
    float cut = config.smoothingCut;
    for (int s = 0; s < action.length * P; s++) {
      float disturbed = config.smoothing * noise[from + s];
      disturbed = actions[at + s] + Math.max(-cut, Math.min(cut, disturbed));
      actions[at + s] = Math.max(-1, Math.min(1, disturbed));
    }
  }

  /** Mean squared error: dL/dQ = 2 w (Q - y) / batch. */
  private void descend(Mlp critic, int x, int i) {
    float share = 2f / config.batch;
    for (int s = 0; s < P; s++) {
      value[s] = share * batch.weight[i + s] * (value[s] - target[s]);
    }
    critic.backward(batch.now, x, value, 0);
  }

  /** L = -mean Q1(s, tanh(actor(s))); takes the place of the batch's actions. */
  private void actor() {
    Arrays.fill(value, -1f / config.batch);
    for (int x = 0; x < batch.now.length; x += batch.stride()) {
      int a = x + batch.actionsAt();
      actor.forward(batch.now, x, batch.now, a);
      Engine.kernels().tanh(batch.now, a, slope.length);
      critic1.forward(batch.now, x, target, 0);
      critic1.backwardToInputs(value, 0, observations, action.length, slope, 0);
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
    for (Mlp net : new Mlp[] {actor, critic1, critic2}) {
      net.parameters().read(in);
    }
  }
}
