package finagent.rl.training;

import finagent.rl.algorithm.A2c;
import finagent.rl.algorithm.Ddpg;
import finagent.rl.algorithm.Dqn;
import finagent.rl.algorithm.Es;
import finagent.rl.algorithm.Ppo;
import finagent.rl.algorithm.Recipe;
import finagent.rl.algorithm.Sac;
import finagent.rl.algorithm.Td3;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The algorithms by the words files use. */
public enum Algorithm {
  TD3,
  SAC,
  DDPG,
  PPO,
  A2C,
  DQN,
  ES;

  /** {@code td3}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Algorithm::word).toList();
  }

  /** Its standard settings at a discount. */
  public Recipe standard(float gamma) {
    return switch (this) {
      case TD3 -> Td3.Config.standard(gamma);
      case SAC -> Sac.Config.standard(gamma);
      case DDPG -> Ddpg.Config.standard(gamma);
      case PPO -> Ppo.Config.standard(gamma);
      case A2C -> A2c.Config.standard(gamma);
      case DQN -> Dqn.Config.standard(gamma);
      case ES -> Es.Config.standard();
    };
  }

  /** Its standard settings, some of them changed; see {@link Settings}. */
  public Recipe recipe(float gamma, Map<String, String> changes) {
    return (Recipe) Settings.with((Record) standard(gamma), changes);
  }
}
