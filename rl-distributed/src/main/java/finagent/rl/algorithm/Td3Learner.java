package finagent.rl.algorithm;

import finagent.rl.env.Spaces;
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
import java.util.List;

/**
 * What TD3 learns from a replay, wherever that came from. With cloning the actor's loss is {@code L
 * = -lambda mean Q1(s, pi(s)) + mean (pi(s) - a)^2, lambda = cloning / mean |Q1(s, pi(s))|}
 * (Fujimoto and Gu 2021, "A minimalist approach to offline reinforcement learning", eq. 3 and 5).
 */
final class Td3Learner {
  private static final int P = Kernels.PANEL;

  private final Td3.Config config;
  private final float cloning;
  private final Replay replay;
  private final Batch batch;
  private final Mlp actor;
  private final Mlp critic1;
  private final Mlp critic2;
  private final Philox smoothing;
  private final int observations;
  private final int actions;
  private final float[] noise;
  private final float[] target = new float[P];
  private final float[] value = new float[P];
  private final float[] error;
  private final float[] slope;
  private final float[] done;
  private long updates;

  /**
   * Begins with networks drawn from the seed.
   *
   * @param cloning how much values count beside likeness to the replay's actions; 0 = TD3
   */
  Td3Learner(
      Td3.Config config, float cloning, Spaces spaces, Replay replay, long seed, Engine engine) {
    spaces.require(false, "TD3");
    this.config = config;
    this.cloning = cloning;
    this.replay = replay;
    batch = new Batch(spaces, config.batch());
    observations = spaces.observations();
    actions = spaces.actions();
    Engine.Networks networks = engine.open(config.hidden(), 3);
    Shape policy = new Shape(observations, config.hidden(), actions, false);
    Shape critic = new Shape(observations + actions, config.hidden(), 1, false);
    actor = networks.of(policy, Philox.of(seed, "actor"), true);
    critic1 = networks.of(critic, Philox.of(seed, "critic-1"), true);
    critic2 = networks.of(critic, Philox.of(seed, "critic-2"), true);
    smoothing = Philox.of(seed, "smoothing");
    noise = new float[config.batch() * actions];
    error = new float[config.batch()];
    slope = new float[actions * P];
    done = new float[cloning > 0 ? config.batch() * actions : 0];
  }

  /** One update: both critics, and in its turn the actor and the slow copies. */
  void update() {
    updates++;
    replay.sample(updates, batch);
    Gauss.fill(noise, smoothing, updates);
    for (int p = 0; p < config.batch() / P; p++) {
      critics(p * batch.stride(), p * P);
    }
    critic1.parameters().foldAndStep(config.learningRate());
    critic2.parameters().foldAndStep(config.learningRate());
    replay.learnt(batch, error);
    if (updates % config.delay() == 0) {
      actor();
      actor.parameters().follow(config.tau());
      critic1.parameters().follow(config.tau());
      critic2.parameters().follow(config.tau());
    }
  }

  /** The panel at x: samples i .. i + 63. */
  private void critics(int x, int i) {
    int a = x + batch.actionsAt();
    actor.forwardSlow(batch.next, x, batch.next, a);
    smooth(batch.next, a, i * actions);
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

  private void smooth(float[] next, int at, int from) {
    Engine.kernels().tanh(next, at, actions * P);
    float cut = config.smoothingCut();
    for (int s = 0; s < actions * P; s++) {
      float disturbed = config.smoothing() * noise[from + s];
      disturbed = next[at + s] + Math.max(-cut, Math.min(cut, disturbed));
      next[at + s] = Math.max(-1, Math.min(1, disturbed));
    }
  }

  /** Mean squared error: dL/dQ = 2 w (Q - y) / batch. */
  private void descend(Mlp critic, int x, int i) {
    float share = 2f / config.batch();
    for (int s = 0; s < P; s++) {
      value[s] = share * batch.weight[i + s] * (value[s] - target[s]);
    }
    critic.backward(batch.now, x, value, 0);
  }

  /** Takes the place of the batch's actions. */
  private void actor() {
    float worth = cloning > 0 ? cloning / size() : 1;
    Arrays.fill(value, -worth / config.batch());
    for (int p = 0; p < config.batch() / P; p++) {
      int x = p * batch.stride();
      int a = x + batch.actionsAt();
      act(x, a);
      critic1.forward(batch.now, x, target, 0);
      critic1.backwardToInputs(value, 0, observations, actions, slope, 0);
      if (cloning > 0) {
        imitate(a, p * slope.length);
      }
      for (int s = 0; s < slope.length; s++) {
        slope[s] *= 1 - batch.now[a + s] * batch.now[a + s];
      }
      actor.backward(batch.now, x, slope, 0);
    }
    actor.parameters().foldAndStep(config.learningRate());
  }

  private void act(int x, int a) {
    actor.forward(batch.now, x, batch.now, a);
    Engine.kernels().tanh(batch.now, a, slope.length);
  }

  /** Puts the batch's actions aside; mean |Q1(s, pi(s))|. */
  private float size() {
    float sum = 0;
    for (int p = 0; p < config.batch() / P; p++) {
      int x = p * batch.stride();
      int a = x + batch.actionsAt();
      System.arraycopy(batch.now, a, done, p * slope.length, slope.length);
      act(x, a);
      critic1.forward(batch.now, x, target, 0);
      for (float q : target) {
        sum += Math.abs(q);
      }
    }
    return Math.max(Float.MIN_NORMAL, sum / config.batch());
  }

  /** Slope of mean (pi - a)^2 over samples and actions. */
  private void imitate(int a, int from) {
    float share = 2f / (config.batch() * actions);
    for (int s = 0; s < slope.length; s++) {
      slope[s] += share * (batch.now[a + s] - done[from + s]);
    }
  }

  Mlp actorNetwork() {
    return actor;
  }

  long updates() {
    return updates;
  }

  private List<Mlp> networks() {
    return List.of(actor, critic1, critic2);
  }

  /** Stops a training whose parameters have left the numbers. */
  void requireFinite(long at) {
    Checks.finite(at, actor, critic1, critic2);
  }

  /** Every parameter and moment becomes the mean of those of the others. */
  void average(List<Td3Learner> others) {
    for (int k = 0; k < networks().size(); k++) {
      int at = k;
      networks()
          .get(k)
          .parameters()
          .average(others.stream().map(o -> o.networks().get(at).parameters()).toList());
    }
    updates = others.get(0).updates;
  }

  void write(DataOutput out) throws IOException {
    for (Mlp net : networks()) {
      net.parameters().write(out);
    }
  }

  void read(DataInput in, long updated) throws IOException {
    updates = updated;
    for (Mlp net : networks()) {
      net.parameters().read(in);
    }
  }
}
