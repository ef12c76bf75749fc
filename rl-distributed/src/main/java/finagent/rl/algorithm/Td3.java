package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.net.Engine;
import finagent.rl.replay.Replay;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * TD3: twin critics, delayed policy, smoothed targets (Fujimoto, van Hoof and Meger 2018,
 * "Addressing function approximation error in actor-critic methods", algorithm 1). The target is
 * {@code y = r + discount min(Q1', Q2')(s', clip(pi'(s') + clip(noise)))}; the actor climbs Q1(s,
 * pi(s)); one update a step after the warm-up.
 */
public final class Td3 implements Trainer {
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
  private final Td3Learner learner;
  private final Explorer explorer;
  private final float[] action;
  private long steps;

  private Td3(Config config, Environment environment, long seed, Engine engine) {
    Spaces spaces = environment.spaces();
    this.config = config;
    header = new Header(config, seed);
    replay = config.memory.open(spaces, seed);
    learner = new Td3Learner(config, 0, spaces, replay, seed, engine);
    collector = config.memory.collector(environment, replay);
    explorer = new Explorer(seed);
    action = new float[spaces.actions()];
  }

  @Override
  public void train(int count) {
    for (int k = 0; k < count; k++) {
      if (steps < config.warmUp) {
        explorer.uniform(steps, action);
      } else {
        learner.actorNetwork().infer(collector.input(), action);
        explorer.disturb(steps, action, config.exploration);
      }
      collector.step(action);
      if (++steps > config.warmUp) {
        update();
      }
    }
    learner.requireFinite(steps);
  }

  /** One update from the replay: both critics, and in its turn the actor and the slow copies. */
  public void update() {
    learner.update();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Policy policy() {
    return new NetworkPolicy(learner.actorNetwork(), true);
  }

  @Override
  public float[] weights() {
    return learner.actorNetwork().parameters().weights().clone();
  }

  @Override
  public void breakOff() {
    collector.breakOff();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    header.write(out);
    out.writeLong(steps);
    out.writeLong(learner.updates());
    collector.write(out);
    replay.write(out);
    learner.write(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    header.check(in);
    steps = in.readLong();
    long updates = in.readLong();
    collector.read(in);
    replay.read(in);
    learner.read(in, updates);
  }
}
