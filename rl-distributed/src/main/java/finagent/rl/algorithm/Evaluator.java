package finagent.rl.algorithm;

import finagent.rl.env.Environment;
import finagent.rl.env.Spaces;
import finagent.rl.env.World;
import java.io.Serializable;

/**
 * Judges policies on fixed episodes: numbers 0 .. n - 1 of a world opened with a fixed seed, the
 * same starts and the same noise for every policy.
 *
 * @param episodes how many
 * @param seed of starts and noise; keep it apart from the seeds of trainings
 */
public record Evaluator(World world, int episodes, long seed) implements Serializable {
  /** Seed of the standard episodes; trainings use small ones. */
  public static final long STANDARD_SEED = 750_750_750L;

  public Evaluator {
    if (episodes < 2) {
      throw new IllegalArgumentException(
          "Invalid episodes: %d (at least 2 for a standard error)".formatted(episodes));
    }
  }

  /** 750 episodes. */
  public static Evaluator standard(World world) {
    return new Evaluator(world, 750, STANDARD_SEED);
  }

  /** The return of each episode: the plain sum of its rewards. */
  public double[] returns(Policy policy) {
    Environment environment = world.open(seed);
    Spaces spaces = environment.spaces();
    double[] observation = new double[spaces.observations()];
    double[] action = new double[spaces.actions()];
    double[] returns = new double[episodes];
    for (int e = 0; e < episodes; e++) {
      environment.reset(e);
      while (!environment.terminated() && !environment.truncated()) {
        environment.observe(observation);
        policy.act(observation, action);
        returns[e] += environment.step(action);
      }
    }
    return returns;
  }

  /** Mean and standard error of the returns. */
  public Score judge(Policy policy) {
    return Score.of(returns(policy));
  }

  /** How much better a policy does than another on the same episodes. */
  public Score compare(Policy policy, Policy other) {
    double[] returns = returns(policy);
    double[] others = returns(other);
    for (int e = 0; e < episodes; e++) {
      returns[e] -= others[e];
    }
    return Score.of(returns);
  }

  /** A mean over episodes with its standard error. */
  public record Score(double mean, double standardError, int episodes) implements Serializable {
    /** Of independent numbers. */
    public static Score of(double[] values) {
      double mean = 0;
      for (double value : values) {
        mean += value / values.length;
      }
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      double error = Math.sqrt(squares / (values.length - 1) / values.length);
      return new Score(mean, error, values.length);
    }
  }
}
