package finagent.rl.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A training in progress. It is a function of its recipe, the world and the seed: however it is cut
 * into calls, and saved and restored between them, the weights have the same bits.
 */
public interface Trainer {
  /** Takes so many more steps in the environment, learning as it goes. */
  void train(int steps);

  /** Steps taken so far. */
  long steps();

  /** The policy as it is now, without exploration; follows the training. */
  Policy policy();

  /** A number per parameter of the policy, for tests of equality. */
  float[] weights();

  /**
   * Breaks off episodes as if time was up, which is no termination, and begins the next. For a
   * training that goes on in another world.
   */
  void breakOff();

  /** Writes everything the steps to come depend on. */
  void save(DataOutput out) throws IOException;

  /** Takes up a saved training, in one just begun with the same recipe, world and seed. */
  void restore(DataInput in) throws IOException;
}
