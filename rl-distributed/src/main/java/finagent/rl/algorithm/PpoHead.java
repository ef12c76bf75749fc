package finagent.rl.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How PPO chooses from what its network puts out, and the slopes of its clipped loss. A panel of
 * outputs is rows of 64 samples.
 */
interface PpoHead {
  /** Outputs the network needs. */
  int outputs();

  /** Chooses into {@code action[at..]}; returns the log density. */
  float choose(float[] output, long step, float[] action, int at);

  /** log density of the actions of a panel under the present outputs, and what slopes need. */
  void densities(float[] output, float[] actions, float[] logDensity);

  /**
   * Turns outputs into slopes, {@code sum over samples of weight[s] log pi(a_s)} by each output,
   * less {@code entropy} times the slope of the entropy.
   */
  void slopes(float[] output, float[] actions, float[] weight, float entropy);

  /** Squared norm of the slopes of parameters the head itself has. */
  float squaredNorm();

  /** Adam on the head's own parameters. */
  void step(float scale);

  void write(DataOutput out) throws IOException;

  void read(DataInput in) throws IOException;
}
