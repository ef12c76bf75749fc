package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import finagent.rl.net.Floats;
import finagent.sandbox.program.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Steps gathered with one policy, from several environments that take turns: what PPO learns from.
 * Step t of environment e stands at {@code t environments + e}.
 */
final class Rollout {
  final float[] observation;
  final float[] action;
  final float[] logDensity;
  final float[] reward;
  final float[] value;
  final float[] advantage;
  final float[] returns;

  /** 1 where the episode went on after the step, else 0. */
  final float[] goesOn;

  /** Value of what came next where an episode was truncated, else 0: part of its return. */
  final float[] beyond;

  private final Environment[] environments;
  private final long[] episode;
  private final float[][] input;
  private final double[] seen;
  private final double[] chosen;
  private final int length;

  Rollout(Environment[] environments, int length) {
    this.environments = environments;
    this.length = length;
    Spaces spaces = environments[0].spaces();
    int size = length * environments.length;
    observation = new float[size * spaces.observations()];
    action = new float[size * spaces.actions()];
    logDensity = new float[size];
    reward = new float[size];
    value = new float[size];
    advantage = new float[size];
    returns = new float[size];
    goesOn = new float[size];
    beyond = new float[size];
    episode = new long[environments.length];
    input = new float[environments.length][1 + spaces.observations()];
    seen = new double[spaces.observations()];
    chosen = new double[spaces.actions()];
    for (int e = 0; e < environments.length; e++) {
      input[e][0] = 1;
      begin(e, e);
    }
  }

  int size() {
    return reward.length;
  }

  /** 1, then the observation of environment e. */
  float[] input(int e) {
    return input[e];
  }

  private void begin(int e, long number) {
    episode[e] = number;
    environments[e].reset(number);
    look(e);
  }

  private void look(int e) {
    environments[e].observe(seen);
    for (int k = 0; k < seen.length; k++) {
      input[e][k + 1] = (float) seen[k];
    }
  }

  /** The value of an observation. */
  @FunctionalInterface
  interface Valuer {
    float of(float[] input);
  }

  /** Takes step number t in environment e with the action that stands there. */
  void step(int t, int e, Valuer valuer) {
    int at = t * environments.length + e;
    System.arraycopy(input[e], 1, observation, at * seen.length, seen.length);
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = action[at * chosen.length + k];
    }
    Environment environment = environments[e];
    reward[at] = (float) environment.step(chosen);
    look(e);
    boolean terminated = environment.terminated();
    boolean truncated = environment.truncated();
    goesOn[at] = terminated || truncated ? 0 : 1;
    beyond[at] = truncated && !terminated ? valuer.of(input[e]) : 0;
    if (terminated || truncated) {
      begin(e, episode[e] + environments.length);
    }
  }

  /**
   * Generalised advantages (Schulman et al. 2016, eq. 16): {@code A = d + gamma lambda A'} with
   * {@code d = r + gamma V' - V}, broken off at ends of episodes.
   */
  void advantages(float gamma, float lambda, Valuer valuer) {
    int n = environments.length;
    for (int e = 0; e < n; e++) {
      float next = valuer.of(input[e]);
      float sum = 0;
      for (int at = (length - 1) * n + e; at >= 0; at -= n) {
        float follows = goesOn[at] * next + beyond[at];
        float off = reward[at] + gamma * follows - value[at];
        sum = off + gamma * lambda * goesOn[at] * sum;
        advantage[at] = sum;
        returns[at] = sum + value[at];
        next = value[at];
      }
    }
  }

  /**
   * Ends all episodes as if time was up.
   *
   * @param gathered steps that stand here
   */
  void breakOff(int gathered, Valuer valuer) {
    int n = environments.length;
    for (int e = 0; e < n; e++) {
      int last = gathered - 1 - Math.floorMod(gathered - 1 - e, n);
      if (last >= 0 && goesOn[last] > 0) {
        goesOn[last] = 0;
        beyond[last] = valuer.of(input[e]);
      }
      begin(e, episode[e] + n);
    }
  }

  /** State between two gatherings. */
  void write(DataOutput out) throws IOException {
    for (int e = 0; e < environments.length; e++) {
      out.writeLong(episode[e]);
      environments[e].save().write(out);
      Floats.write(out, input[e], input[e].length);
    }
  }

  void read(DataInput in) throws IOException {
    for (int e = 0; e < environments.length; e++) {
      episode[e] = in.readLong();
      environments[e].restore(State.read(in));
      Floats.read(in, input[e], input[e].length);
    }
  }

  /** Everything gathered so far too, for a state in the middle of a gathering. */
  float[][] gathered() {
    return new float[][] {observation, action, logDensity, reward, value, goesOn, beyond};
  }

  static Environment[] open(World world, long seed, int count) {
    Environment[] opened = new Environment[count];
    Arrays.setAll(opened, e -> world.open(seed));
    return opened;
  }
}
