package finagent.rl.algorithm;

import finagent.rl.net.Floats;
import finagent.rl.net.Parameters;
import finagent.rl.net.Shape;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Learnt noise on the weights and biases behind the first layer, for exploration (Fortunato et al.
 * 2018, "Noisy networks for exploration", eq. 9 to 11): a parameter is {@code m + d e} with e
 * factorised as {@code f(e_to) f(e_from), f(x) = sign(x) sqrt|x|}, each layer with numbers of its
 * own, and deviations d that start at {@code size / sqrt(fan-in)} and are learnt by Adam as m is.
 * O(parameters) a draw.
 */
final class Noise {
  private static final float MEAN = 0.9f;
  private static final float SQUARE = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final Shape shape;
  private final Parameters parameters;
  private final Philox draws;
  private final int[] place;
  private final int[] to;
  private final int[] from;
  private final float[] unit;
  private final float[] deviation;
  private final float[] drawn;
  private final float[] settled;
  private final float[] mean;
  private final float[] square;
  private int made;
  private int steps;

  Noise(Shape shape, Parameters parameters, float size, long seed) {
    this.shape = shape;
    this.parameters = parameters;
    draws = Philox.of(seed, "noise");
    int hidden = shape.hidden();
    int count = (hidden + shape.outputs()) * (hidden + 1);
    place = new int[count];
    to = new int[count];
    from = new int[count];
    int second = hidden; // after the numbers of its inputs
    int outputs = second + hidden;
    int between = outputs + shape.outputs();
    unit = new float[between + hidden + 1];
    unit[unit.length - 1] = 1;
    layer(shape.secondBias(), shape.second(), hidden, 0, second);
    layer(shape.outputBias(), shape.output(), shape.outputs(), between, outputs);
    deviation = new float[count];
    Arrays.fill(deviation, size / (float) Math.sqrt(hidden));
    drawn = new float[count];
    settled = new float[count];
    mean = new float[count];
    square = new float[count];
  }

  /** A layer whose inputs and units have the numbers from {@code inputs} and {@code own} on. */
  private void layer(int bias, int weights, int units, int inputs, int own) {
    int hidden = shape.hidden();
    for (int i = 0; i < units; i++) {
      add(bias + i, own + i, unit.length - 1);
      for (int j = 0; j < hidden; j++) {
        add(weights + i * hidden + j, own + i, inputs + j);
      }
    }
  }

  private void add(int parameter, int target, int source) {
    place[made] = parameter;
    to[made] = target;
    from[made++] = source;
  }

  /**
   * Disturbs the parameters until {@link #settle}.
   *
   * @param number of the draw, within its kind
   */
  void disturb(long number, int kind) {
    for (int k = 0; k < unit.length - 1; k++) {
      float normal = (float) draws.normal(number, kind, 0, k);
      unit[k] = Math.copySign((float) Math.sqrt(Math.abs(normal)), normal);
    }
    float[] weights = parameters.weights();
    for (int k = 0; k < place.length; k++) {
      drawn[k] = unit[to[k]] * unit[from[k]];
      settled[k] = weights[place[k]];
      weights[place[k]] += deviation[k] * drawn[k];
    }
  }

  /** Takes the noise away. */
  void settle() {
    float[] weights = parameters.weights();
    for (int k = 0; k < place.length; k++) {
      weights[place[k]] = settled[k];
    }
  }

  /** One step of Adam on the deviations, from the folded gradient by the disturbed parameters. */
  void learn(float learningRate) {
    steps++;
    float[] gradient = parameters.gradient();
    double root = Math.sqrt(1 - StrictMath.pow(SQUARE, steps));
    float rate = (float) (learningRate * root / (1 - StrictMath.pow(MEAN, steps)));
    for (int k = 0; k < place.length; k++) {
      float slope = gradient[place[k]] * drawn[k];
      mean[k] += (1 - MEAN) * (slope - mean[k]);
      square[k] += (1 - SQUARE) * (slope * slope - square[k]);
      deviation[k] -= rate * mean[k] / ((float) Math.sqrt(square[k]) + EPSILON * (float) root);
    }
  }

  /** The mean size of a deviation. */
  float size() {
    float sum = 0;
    for (float one : deviation) {
      sum += Math.abs(one) / deviation.length;
    }
    return sum;
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, deviation, deviation.length);
    Floats.write(out, mean, mean.length);
    Floats.write(out, square, square.length);
    out.writeInt(steps);
  }

  void read(DataInput in) throws IOException {
    Floats.read(in, deviation, deviation.length);
    Floats.read(in, mean, mean.length);
    Floats.read(in, square, square.length);
    steps = in.readInt();
  }
}
