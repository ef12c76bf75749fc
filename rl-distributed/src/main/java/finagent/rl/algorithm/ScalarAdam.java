package finagent.rl.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Adam (Kingma and Ba 2015) for a single number. */
final class ScalarAdam {
  private final float learningRate;
  private float value;
  private double mean;
  private double square;
  private int steps;

  ScalarAdam(float value, float learningRate) {
    this.value = value;
    this.learningRate = learningRate;
  }

  float value() {
    return value;
  }

  void step(double gradient) {
    steps++;
    mean += 0.1 * (gradient - mean);
    square += 0.001 * (gradient * gradient - square);
    double size = Math.sqrt(square / (1 - StrictMath.pow(0.999, steps))) + 1e-8;
    value -= (float) (learningRate * mean / (1 - StrictMath.pow(0.9, steps)) / size);
  }

  void write(DataOutput out) throws IOException {
    out.writeFloat(value);
    out.writeDouble(mean);
    out.writeDouble(square);
    out.writeInt(steps);
  }

  void read(DataInput in) throws IOException {
    value = in.readFloat();
    mean = in.readDouble();
    square = in.readDouble();
    steps = in.readInt();
  }
}
