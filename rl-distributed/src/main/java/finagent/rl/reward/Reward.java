package finagent.rl.reward;

import java.io.Serializable;

/**
 * Turns the log return of a step, net of costs, into a reward. What it remembers is a few numbers,
 * which the policy observes, so that the problem stays a Markov one.
 */
public interface Reward extends Serializable {
  /** The numbers remembered at the start of an episode, of order one; may be empty. */
  double[] start();

  /** The reward of a step; moves {@code memory[at ..]} on. */
  double of(double logReturn, double[] memory, int at);
}
