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
import org.jspecify.annotations.Nullable;

/**
 * DQN for choices (Mnih et al. 2015, "Human-level control through deep reinforcement learning",
 * algorithm 1) with double targets (van Hasselt, Guez and Silver 2016, eq. 4): {@code y = r +
 * discount Q'(s', argmax Q(s', .))}, Huber loss, a slow copy that follows a little after every
 * update, and choices at random with a share that falls in a straight line. With all its parts it
 * is Rainbow (Hessel et al. 2018): steps of n and priorities of the {@link Memory}, a duelling head
 * and distributions of returns of the {@link ValueHead}, learnt {@link Noise} in place of choices
 * at random.
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
   * @param noise deviation of learnt noise at the start, 0.5 in Rainbow; 0 = none, and choices at
   *     random. The slow copy has none
   * @param dueling whether values are that of the state and advantages of choices
   * @param atoms of the distribution of returns, 51 in C51; 1 = their mean only
   * @param low least return the atoms stand for
   * @param high largest
   */
  public record Config(
      int hidden,
      int batch,
      Memory memory,
      int warmUp,
      float learningRate,
      float tau,
      float exploration,
      int decay,
      @Start float noise,
      boolean dueling,
      int atoms,
      @Start float low,
      @Start float high)
      implements Recipe {
    public Config {
      Checks.hidden(hidden);
      Checks.batch(batch);
      Checks.positive("learning rate", learningRate);
      Checks.share("tau", tau);
      Checks.atLeast("exploration", exploration, 0);
      Checks.atLeast("warm-up", warmUp, 1);
      Checks.atLeast("decay", decay, 1);
      Checks.atLeast("noise", noise, 0);
      Checks.atLeast("atoms", atoms, 1);
      if (atoms > 1 && !(low < high && high - low < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid returns: %d atoms from low: %s to high: %s (the lower number first, e.g. 0 to 100)"
                .formatted(atoms, low, high));
      }
    }

    /** Steps of 3, rate 5e-4, batches of 128, 2 % at random after 8,000 steps. */
    public static Config standard(float gamma) {
      return new Config(
          64,
          128,
          Memory.uniform(50_000, gamma, 3),
          1000,
          5e-4f,
          0.005f,
          0.02f,
          8000,
          0,
          false,
          1,
          0,
          100);
    }

    @Override
    public int revision() {
      return noise > 0 ? 1 : 0;
    }

    @Override
    public OptionalLong updates(long steps) {
      return OptionalLong.of(Math.max(0, steps - warmUp));
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
  private final ValueHead head;
  private final @Nullable Noise noise;
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
    head = new ValueHead(choices, config.atoms, config.low, config.high, config.dueling);
    Shape shape = new Shape(spaces.observations(), config.hidden, head.outputs(), false);
    Engine.Networks networks = engine.open(config.hidden, 1);
    values = networks.of(shape, Philox.of(seed, "values"), true);
    noise = config.noise > 0 ? new Noise(shape, values.parameters(), config.noise, seed) : null;
    explore = Philox.of(seed, "exploration");
    output = new float[head.outputs()];
    next = new float[head.outputs() * P];
    slow = new float[head.outputs() * P];
    now = new float[head.outputs() * P];
    error = new float[config.batch];
  }

  @Override
  public void train(int count) {
    for (int k = 0; k < count; k++) {
      if (explore.uniform(steps, 0, 0, 0) < randomShare()) {
        action[0] = explore.below(choices, steps, 0, 0, 1);
      } else {
        disturb(steps, 0);
        values.infer(collector.input(), output);
        settle();
        head.combine(output, 1, 0);
        action[0] = head.best(output, 1, 0);
      }
      collector.step(action);
      if (++steps > config.warmUp) {
        update();
      }
    }
    Checks.finite(steps, values);
  }

  private void disturb(long number, int kind) {
    if (noise != null) {
      noise.disturb(number, kind);
    }
  }

  private void settle() {
    if (noise != null) {
      noise.settle();
    }
  }

  private double randomShare() {
    if (noise != null) {
      return steps < config.warmUp ? 1 : 0;
    }
    double gone = Math.min(1, (double) steps / config.decay);
    return steps < config.warmUp ? 1 : 1 + gone * (config.exploration - 1);
  }

  /** One update from the replay. */
  public void update() {
    updates++;
    replay.sample(updates, batch);
    disturb(updates, 1);
    for (int p = 0; p < config.batch / P; p++) {
      descend(p * batch.stride(), p * P);
    }
    values.parameters().fold();
    if (noise != null) {
      noise.learn(config.learningRate);
      noise.settle();
    }
    values.parameters().step(config.learningRate, 1);
    replay.learnt(batch, error);
    values.parameters().follow(config.tau);
  }

  /** The panel at x, samples i .. i + 63. */
  private void descend(int x, int i) {
    values.forward(batch.next, x, next, 0);
    values.forwardSlow(batch.next, x, slow, 0);
    values.forward(batch.now, x, now, 0);
    for (int s = 0; s < P; s++) {
      head.combine(next, P, s);
      head.combine(slow, P, s);
      head.combine(now, P, s);
      int taken = (int) batch.now[x + batch.actionsAt() + s];
      float weight = batch.weight[i + s] / config.batch;
      int best = head.best(next, P, s);
      error[i + s] =
          head.descend(
              now, s, taken, slow, best, batch.reward[i + s], batch.discount[i + s], weight);
    }
    values.backward(batch.now, x, now, 0);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Policy policy() {
    return new GreedyPolicy(values, head);
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
    if (noise != null) {
      noise.write(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    header.check(in);
    steps = in.readLong();
    updates = in.readLong();
    collector.read(in);
    replay.read(in);
    values.parameters().read(in);
    if (noise != null) {
      noise.read(in);
    }
  }
}
