package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.replay.Replay;
import finagent.rl.replay.UniformReplay;
import java.io.Serializable;

/**
 * How experience is kept.
 *
 * @param capacity transitions remembered
 * @param gamma discount per step
 * @param horizon steps of reward in a transition
 */
public record Memory(int capacity, float gamma, int horizon) implements Serializable {
  public Memory {
    Checks.atLeast("capacity", capacity, 1);
    Checks.share("gamma", gamma);
    Checks.atLeast("horizon", horizon, 1);
  }

  /** 200,000 transitions of one step, drawn alike. */
  public static Memory standard(float gamma) {
    return new Memory(200_000, gamma, 1);
  }

  Replay open(Spaces spaces, long seed) {
    return new UniformReplay(spaces, capacity, seed);
  }

  Collector collector(Environment environment, Replay replay) {
    return new Collector(environment, replay, horizon, gamma);
  }
}
