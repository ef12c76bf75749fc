package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.replay.PrioritisedReplay;
import finagent.rl.replay.Replay;
import finagent.rl.replay.UniformReplay;
import java.io.Serializable;

/**
 * How experience is kept.
 *
 * @param capacity transitions remembered
 * @param gamma discount per step
 * @param horizon steps of reward in a transition
 * @param alpha how much priorities count when transitions are drawn; 0 = all are alike
 * @param beta how much of the bias of priorities is undone
 */
public record Memory(int capacity, float gamma, int horizon, float alpha, float beta)
    implements Serializable {
  public Memory {
    Checks.atLeast("capacity", capacity, 1);
    Checks.share("gamma", gamma);
    Checks.atLeast("horizon", horizon, 1);
    Checks.upToOne("alpha", alpha);
    Checks.upToOne("beta", beta);
  }

  /** Drawn alike. */
  public static Memory uniform(int capacity, float gamma, int horizon) {
    return new Memory(capacity, gamma, horizon, 0, 0);
  }

  /** 200,000 transitions of one step, drawn alike. */
  public static Memory standard(float gamma) {
    return uniform(200_000, gamma, 1);
  }

  Replay open(Spaces spaces, long seed) {
    return alpha > 0
        ? new PrioritisedReplay(spaces, capacity, alpha, beta, seed)
        : new UniformReplay(spaces, capacity, seed);
  }

  Collector collector(Environment environment, Replay replay) {
    return new Collector(environment, replay, horizon, gamma);
  }
}
