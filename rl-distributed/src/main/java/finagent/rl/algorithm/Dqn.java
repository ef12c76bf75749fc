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

/**
 * DQN for choices (Mnih et al. 2015, "Human-level control through deep reinforcement learning",
 * algorithm 1) with double targets (van Hasselt, Guez and Silver 2016, eq. 4): {@code y = r +
 * discount Q'(s', argmax Q(s', .))}, Huber loss, a slow copy that follows a little after every
 * update, and choices at random with a share that falls in a straight line. Steps of n and
 * priorities, as in Rainbow (Hessel et al. 2018), come with the {@link Memory}.
 */
public final class Dqn implements Trainer {
  private static final int P = Kernels.PANEL;

  /**
   * Settings.
   *
   * @param hidden units in each of two hidden layers
   * @param batch samples of an update, a multiple of 64
   * @param warmUp steps at random before the first update
   * @param exploration share of choices at random in the end
   * @param decay steps until that share is reached, from all
   */
  public record Config(
      int hidden,
      int batch,
      Memory memory,
      int warmUp,
      float learningRate,
      float tau,
      float exploration,
      int decay)
      implements Recipe {
    public Config {
      Checks.positive("learning rate", learningRate);
      Checks.share("tau", tau);
      Checks.atLeast("exploration", exploration, 0);
      Checks.atLeast("warm-up", warmUp, 1);
      Checks.atLeast("decay", decay, 1);
    }

    /** Steps of 3, rate 5e-4, batches of 128, 2 % at random after 8,000 steps. */
    public static Config standard(float gamma) {
      return new Config(
          64, 128, Memory.uniform(50_000, gamma, 3), 1000, 5e-4f, 0.005f, 0.02f, 8000);
    }

    @Override
    public Dqn start(World world, long seed) {
      return start(world, seed, Engine.fused());
    }

    @Override
    public Dqn start(World world, long seed, Engine engine) {
      return new Dqn(this, world.open(seed), seed, engine);
    }
  }

  private final Config config;
  private final Header header;
  private final Collector collector;
  private final Replay replay;
  private final Batch batch;
  private final Mlp values;
  private final Philox explore;
  private final int choices;
  private final float[] output;
  private final float[] action = new float[1];
  private final float[] next;
  private final float[] slow;
  private final float[] now;
  private final float[] error;
  private long steps;
  private long updates;

  private Dqn(Config config, Environment environment, long seed, Engine engine) {
    Spaces spaces = environment.spaces();
    spaces.require(true, "DQN");
    this.config = config;
    header = new Header(config, seed);
    replay = config.memory.open(spaces, seed);
    collector = config.memory.collector(environment, replay);
    batch = new Batch(spaces, config.batch);
    choices = spaces.choices();
    Shape shape = new Shape(spaces.observations(), config.hidden, choices, false);
    Engine.Networks networks = engine.open(config.hidden, 1);
    values = networks.of(shape, Philox.of(seed, "values"), true);
    explore = Philox.of(seed, "exploration");
    output = new float[choices];
    next = new float[choices * P];
    slow = new float[choices * P];
    now = new float[choices * P];
    error = new float[config.batch];
  }

  @Override
  public void train(int count) {
    for (int k = 0; k < count; k++) {
      if (explore.uniform(steps, 0, 0, 0) < randomShare()) {
        action[0] = explore.below(choices, steps, 0, 0, 1);
      } else {
        values.infer(collector.input(), output);
        action[0] = GreedyPolicy.best(output);
      }
      collector.step(action);
      if (++steps > config.warmUp) {
        update();
      }
    }
    Checks.finite(steps, values);
  }

  private double randomShare() {
    double gone = Math.min(1, (double) steps / config.decay);
    return steps < config.warmUp ? 1 : 1 + gone * (config.exploration - 1);
  }

  /** One update from the replay. */
  public void update() {
    updates++;
    replay.sample(updates, batch);
    for (int p = 0; p < config.batch / P; p++) {
      descend(p * batch.stride(), p * P);
    }
    values.parameters().foldAndStep(config.learningRate);
    replay.learnt(batch, error);
    values.parameters().follow(config.tau);
  }

  /** The panel at x, samples i .. i + 63: dL/dQ of the choice taken is w clip(Q - y) / batch. */
  private void descend(int x, int i) {
    values.forward(batch.next, x, next, 0);
    values.forwardSlow(batch.next, x, slow, 0);
    values.forward(batch.now, x, now, 0);
    for (int s = 0; s < P; s++) {
      int best = 0;
      for (int c = 1; c < choices; c++) {
        best = next[c * P + s] > next[best * P + s] ? c : best;
      }
      float target = batch.reward[i + s] + batch.discount[i + s] * slow[best * P + s];
      int taken = (int) batch.now[x + batch.actionsAt() + s];
      float off = now[taken * P + s] - target;
      error[i + s] = Math.abs(off);
      for (int c = 0; c < choices; c++) {
        now[c * P + s] = 0;
      }
      float slope = Math.max(-1, Math.min(1, off));
      now[taken * P + s] = batch.weight[i + s] * slope / config.batch;
    }
    values.backward(batch.now, x, now, 0);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Policy policy() {
    return new GreedyPolicy(values);
  }

  @Override
  public float[] weights() {
    return values.parameters().weights().clone();
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
    values.parameters().write(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    header.check(in);
    steps = in.readLong();
    updates = in.readLong();
    collector.read(in);
    replay.read(in);
    values.parameters().read(in);
  }
}
