package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.net.Floats;
import finagent.rl.replay.Replay;
import finagent.rl.replay.Transitions;
import finagent.sandbox.program.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Walks through an environment, episode after episode, and remembers what happened as transitions
 * over n steps: {@code r1 + gamma r2 + .. + gamma^(n-1) rn}, then gamma^n times the value of where
 * it led (Sutton 1988). A termination ends the sum with nothing after it; a truncation ends it with
 * the value of the last observation.
 */
final class Collector {
  private final Environment environment;
  private final Replay replay;
  private final Spaces spaces;
  private final int horizon;
  private final float gamma;
  private final float[] input;
  private final double[] observation;
  private final double[] action;
  private final float[][] pending;
  private final float[] worth;
  private int waiting;
  private long episode;

  Collector(Environment environment, Replay replay, int horizon, float gamma) {
    if (horizon < 1 || !(gamma > 0 && gamma <= 1)) {
      throw new IllegalArgumentException(
          "Invalid returns: %d steps, gamma %s (at least 1 step, 0 < gamma <= 1)"
              .formatted(horizon, gamma));
    }
    this.environment = environment;
    this.replay = replay;
    this.horizon = horizon;
    this.gamma = gamma;
    spaces = environment.spaces();
    input = new float[1 + spaces.observations()];
    observation = new double[spaces.observations()];
    action = new double[spaces.actions()];
    pending = new float[horizon][Transitions.width(spaces)];
    worth = new float[horizon];
    input[0] = 1;
    environment.reset(episode);
    look();
  }

  private void look() {
    environment.observe(observation);
    for (int k = 0; k < observation.length; k++) {
      input[k + 1] = (float) observation[k];
    }
  }

  /** 1, then the observation, as a network reads it. */
  float[] input() {
    return input;
  }

  /** Acts, remembers, and begins the next episode where one has ended. */
  void step(float[] chosen) {
    float[] row = pending[waiting];
    int from = spaces.observations();
    System.arraycopy(input, 1, row, 0, from);
    for (int k = 0; k < action.length; k++) {
      row[from + k] = chosen[k];
      action[k] = chosen[k];
    }
    row[from + action.length] = 0;
    worth[waiting++] = 1;
    double reward = environment.step(action);
    earn((float) reward);
    look();
    boolean terminated = environment.terminated();
    if (terminated || environment.truncated()) {
      while (waiting > 0) {
        remember(terminated);
      }
      environment.reset(++episode);
      look();
    } else if (waiting == horizon) {
      remember(false);
    }
  }

  private void earn(float reward) {
    int at = spaces.observations() + spaces.actions();
    for (int k = 0; k < waiting; k++) {
      pending[k][at] += worth[k] * reward;
      worth[k] *= gamma;
    }
  }

  /** The oldest transition is complete. */
  private void remember(boolean terminated) {
    float[] row = pending[0];
    System.arraycopy(input, 1, row, row.length - 1 - observation.length, observation.length);
    row[row.length - 1] = terminated ? 0 : worth[0];
    replay.add(row);
    waiting--;
    for (int k = 0; k < waiting; k++) {
      pending[k] = pending[k + 1];
      worth[k] = worth[k + 1];
    }
    pending[waiting] = row;
  }

  /** Ends the episode as if time was up. */
  void breakOff() {
    while (waiting > 0) {
      remember(false);
    }
    environment.reset(++episode);
    look();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(episode);
    environment.save().write(out);
    Floats.write(out, input, input.length);
    out.writeInt(waiting);
    Floats.write(out, worth, horizon);
    for (float[] row : pending) {
      Floats.write(out, row, row.length);
    }
  }

  void read(DataInput in) throws IOException {
    episode = in.readLong();
    environment.restore(State.read(in));
    Floats.read(in, input, input.length);
    waiting = in.readInt();
    Floats.read(in, worth, horizon);
    for (float[] row : pending) {
      Floats.read(in, row, row.length);
    }
  }
}
