package finagent.rl.algorithm;

import finagent.rl.env.Spaces;
import finagent.rl.net.Engine;
import finagent.rl.replay.Transitions;
import finagent.rl.replay.UniformReplay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * TD3 with behaviour cloning (Fujimoto and Gu 2021, "A minimalist approach to offline reinforcement
 * learning"): learns from what others did and never acts itself. The actor is paid for value and
 * for doing what was done; see {@link Td3Learner}. Observations are taken as they are: scale them
 * before.
 */
public final class Td3Bc {
  private final Td3.Config config;
  private final float alpha;
  private final Spaces spaces;
  private final UniformReplay replay;
  private final Td3Learner learner;
  private final long seed;

  /**
   * Begins without experience.
   *
   * @param config of TD3; its warm-up, exploration and memory but for gamma play no part
   * @param alpha how much values count beside likeness to what was done; 2.5 in the paper
   * @param capacity most transitions that are remembered
   * @throws IllegalArgumentException if alpha is not above 0
   */
  public Td3Bc(Td3.Config config, float alpha, Spaces spaces, int capacity, long seed) {
    Checks.positive("alpha", alpha);
    this.config = config;
    this.alpha = alpha;
    this.spaces = spaces;
    this.seed = seed;
    replay = new UniformReplay(spaces, capacity, seed);
    learner = new Td3Learner(config, alpha, spaces, replay, seed, Engine.fused());
  }

  /**
   * Remembers what was done.
   *
   * @param terminated whether nothing came after it; a truncation is none
   */
  public void remember(
      float[] observation, float[] action, float reward, float[] next, boolean terminated) {
    float[] row = new float[Transitions.width(spaces)];
    int at = observation.length + action.length;
    System.arraycopy(observation, 0, row, 0, observation.length);
    System.arraycopy(action, 0, row, observation.length, action.length);
    row[at] = reward;
    System.arraycopy(next, 0, row, at + 1, next.length);
    row[row.length - 1] = terminated ? 0 : config.memory().gamma();
    replay.add(row);
  }

  /**
   * So many updates from what is remembered.
   *
   * @throws IllegalStateException if nothing is
   */
  public void train(int updates) {
    if (replay.size() == 0) {
      throw new IllegalStateException("Nothing is remembered; transitions come first");
    }
    for (int k = 0; k < updates; k++) {
      learner.update();
    }
    learner.requireFinite(learner.updates());
  }

  /** Updates so far. */
  public long updates() {
    return learner.updates();
  }

  /** The policy as it is now. */
  public SavedPolicy policy() {
    float[] weights = learner.actorNetwork().parameters().weights();
    return SavedPolicy.of(
        SavedPolicy.How.SQUASHED,
        learner.actorNetwork().shape(),
        Arrays.copyOf(weights, learner.actorNetwork().shape().size()));
  }

  /** Networks, moments and the count of updates; what is remembered is not in it. */
  public byte[] state() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(learner.updates());
      learner.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Takes up a {@link #state} of the same sizes. */
  public void resume(byte[] state) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      learner.read(in, in.readLong());
    } catch (IOException e) {
      throw new UncheckedIOException("The state is not one of these networks", e);
    }
  }

  /** Takes up the mean of several states of one count of updates, added in their order. */
  public void resumeMean(List<byte[]> states) {
    List<Td3Learner> each =
        states.stream()
            .map(
                state -> {
                  Td3Bc one = new Td3Bc(config, alpha, spaces, 1, seed);
                  one.resume(state);
                  return one.learner;
                })
            .toList();
    learner.average(each);
  }
}
