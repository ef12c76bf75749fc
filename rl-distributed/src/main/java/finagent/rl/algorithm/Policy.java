package finagent.rl.algorithm;

/** What to do, given an observation. */
@FunctionalInterface
public interface Policy {
  /** Writes the action for an observation. */
  void act(double[] observation, double[] action);
}
