package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The price of entropy, alpha: descends {@code -log alpha (log pi + target)} in log alpha by Adam
 * (Haarnoja et al. 2018, eq. 18).
 */
final class Temperature {
  private final float target;
  private final ScalarAdam log;
  private float sum;
  private int count;

  Temperature(float start, float target, float learningRate) {
    this.target = target;
    log = new ScalarAdam((float) StrictMath.log(start), learningRate);
  }

  float value() {
    return FloatMath.exp(log.value());
  }

  /** Takes note of log densities of the batch. */
  void seen(float[] logDensity) {
    for (float density : logDensity) {
      sum += density;
    }
    count += logDensity.length;
  }

  /** One step with the mean of what was seen. */
  void step() {
    log.step(-(sum / count + target));
    sum = 0;
    count = 0;
  }

  void write(DataOutput out) throws IOException {
    log.write(out);
  }

  void read(DataInput in) throws IOException {
    log.read(in);
  }
}
