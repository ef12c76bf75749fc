package finagent.rl.env;

import java.io.Serializable;

/**
 * What goes in and out of an environment.
 *
 * @param observations numbers in an observation
 * @param actions numbers in an action, each in [-1, 1]; 1 where actions are discrete
 * @param choices how many discrete actions there are, given as 0, 1, .. in the only number of the
 *     action; 0 = continuous
 */
public record Spaces(int observations, int actions, int choices) implements Serializable {
  public Spaces {
    if (observations < 1 || actions < 1 || choices < 0 || (choices > 0 && actions != 1)) {
      throw new IllegalArgumentException(
          "Invalid spaces: %d observations, %d actions, %d choices (at least 1, 1, 0)"
              .formatted(observations, actions, choices));
    }
  }

  /** Actions in [-1, 1]^actions. */
  public static Spaces continuous(int observations, int actions) {
    return new Spaces(observations, actions, 0);
  }

  /** One of so many choices. */
  public static Spaces discrete(int observations, int choices) {
    return new Spaces(observations, 1, choices);
  }

  public boolean isDiscrete() {
    return choices > 0;
  }

  /** Refuses the kind of actions an algorithm has no use for. */
  public void require(boolean discrete, String algorithm) {
    if (discrete != isDiscrete()) {
      throw new IllegalArgumentException(
          "%s acts %s; this environment wants %s. Use %s"
              .formatted(
                  algorithm,
                  discrete ? "by choice" : "continuously",
                  isDiscrete() ? "one of " + choices + " choices" : "numbers in [-1, 1]",
                  isDiscrete() ? "PPO or DQN" : "TD3, SAC, DDPG, PPO or ES"));
    }
  }
}
