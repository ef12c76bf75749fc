package finagent.rl.net;

import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The parameters of a network with what their training carries: gradient, the moments of Adam and,
 * if wanted, a slow copy ("target", Lillicrap et al. 2015). Laid out as {@link Shape} says.
 */
public final class Parameters {
  private static final double EPSILON = 1e-8;

  final float[] weights;
  final float[] gradient;
  final float[] slow;
  final float[] lanes;
  private final Kernels kernels;
  private final Optimiser optimiser;
  private final Shape shape;
  private final float[] mean;
  private final float[] square;
  private int steps;

  /** Zeros, on the kernels' own Adam. */
  Parameters(Kernels kernels, Shape shape, boolean withSlow) {
    this(kernels, shape, withSlow, adam(kernels, shape.size()));
  }

  private Parameters(Kernels kernels, Shape shape, boolean withSlow, Optimiser optimiser) {
    this.kernels = kernels;
    this.optimiser = optimiser;
    this.shape = shape;
    // Whole blocks of 4 KB and a bit, so that equal places of the arrays do not alias.
    int length = (shape.size() + 1023) / 1024 * 1024 + 144;
    weights = new float[length];
    gradient = new float[length];
    mean = new float[length];
    square = new float[length];
    slow = new float[withSlow ? length : 0];
    lanes = new float[shape.second() * Kernels.LANES];
  }

  /** Parameters drawn as {@link Mlp#of} says, for an engine with an optimiser of its own. */
  public static Parameters of(Shape shape, Philox draws, boolean withSlow, Optimiser optimiser) {
    Parameters made = new Parameters(Engine.kernels(), shape, withSlow, optimiser);
    made.draw(draws);
    return made;
  }

  private static Optimiser adam(Kernels kernels, int size) {
    return (weights, gradient, mean, square, steps, learningRate, scale) -> {
      double root = Math.sqrt(1 - StrictMath.pow(0.999, steps));
      float step = (float) (learningRate * root / (1 - StrictMath.pow(0.9, steps)));
      float epsilon = (float) (EPSILON * root);
      kernels.adam(weights, gradient, mean, square, size, step, epsilon, scale);
    };
  }

  /** Weights and biases uniform within +-1/sqrt(fan-in), draw = place; Adam starts afresh. */
  void draw(Philox draws) {
    for (int p = 0; p < shape.size(); p++) {
      if (shape.used(p)) {
        double unit = 2 * draws.uniform(0, 0, 0, p) - 1;
        weights[p] = (float) (unit / Math.sqrt(shape.fanIn(p)));
      }
    }
    copyToSlow();
  }

  private void copyToSlow() {
    System.arraycopy(weights, 0, slow, 0, slow.length);
  }

  /** The live parameters, shared. */
  public float[] weights() {
    return weights;
  }

  /** The slow copy, shared; empty where there is none. */
  public float[] slow() {
    return slow;
  }

  /** Adds to the gradient by the parameter at a place; counts from the next {@link #fold} on. */
  public void add(int place, float slope) {
    if (place < shape.second()) {
      lanes[place * Kernels.LANES] += slope;
    } else {
      gradient[place] += slope;
    }
  }

  /** The gradient, shared; complete after {@link #fold}. */
  public float[] gradient() {
    return gradient;
  }

  /** Multiplies weights and biases of the outputs, to start with outputs near 0. */
  public void shrinkOutputs(float factor) {
    for (int p = shape.output(); p < shape.second(); p++) {
      weights[p] *= factor;
    }
    copyToSlow();
  }

  /** Closes the sums over the batch; the gradient is then complete. */
  public void fold() {
    kernels.fold(lanes, gradient, shape.second());
  }

  /** Sum of the squares of the gradient, after {@link #fold}. */
  public float squaredNorm() {
    return kernels.squares(gradient, shape.size());
  }

  /** Adam (Kingma and Ba 2015) with the folded gradient times {@code scale}; clears it. */
  public void step(float learningRate, float scale) {
    steps++;
    optimiser.step(weights, gradient, mean, square, steps, learningRate, scale);
  }

  /** {@link #fold}, then {@link #step} with the gradient as it is. */
  public void foldAndStep(float learningRate) {
    fold();
    step(learningRate, 1);
  }

  /** The slow copy moves by the share tau toward the live parameters (Polyak averaging). */
  public void follow(float tau) {
    kernels.follow(slow, weights, shape.size(), tau);
  }

  /** Whether every parameter is a number. */
  public boolean finite() {
    float sum = 0;
    for (float weight : weights) {
      sum += weight * 0;
    }
    return sum == 0;
  }

  /**
   * Weights, moments and slow copy become the means of those of others of the same shape (McDonald,
   * Hall and Mann 2010), added in their order; the count of steps is that of the first.
   */
  public void average(List<Parameters> others) {
    for (int p = 0; p < shape.size(); p++) {
      float weight = 0;
      float first = 0;
      float second = 0;
      float slower = 0;
      for (Parameters other : others) {
        weight += other.weights[p];
        first += other.mean[p];
        second += other.square[p];
        slower += p < slow.length ? other.slow[p] : 0;
      }
      weights[p] = weight / others.size();
      mean[p] = first / others.size();
      square[p] = second / others.size();
      if (p < slow.length) {
        slow[p] = slower / others.size();
      }
    }
    steps = others.get(0).steps;
  }

  /** Writes weights, moments, slow copy and the count of steps; gradients are not kept. */
  public void write(DataOutput out) throws IOException {
    Floats.write(out, weights, shape.size());
    Floats.write(out, mean, shape.size());
    Floats.write(out, square, shape.size());
    Floats.write(out, slow, Math.min(slow.length, shape.size()));
    out.writeInt(steps);
  }

  /** Takes up what {@link #write} wrote. */
  public void read(DataInput in) throws IOException {
    Floats.read(in, weights, shape.size());
    Floats.read(in, mean, shape.size());
    Floats.read(in, square, shape.size());
    Floats.read(in, slow, Math.min(slow.length, shape.size()));
    steps = in.readInt();
  }
}
