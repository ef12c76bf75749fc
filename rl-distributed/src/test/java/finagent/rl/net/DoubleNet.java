package finagent.rl.net;

/** A network in plain doubles, written from the formula: what the fused one is held against. */
public final class DoubleNet {
  private final Shape shape;

  /** The parameters, laid out as the shape says. */
  public final double[] weights;

  public DoubleNet(Shape shape, float[] from) {
    this.shape = shape;
    weights = new double[shape.size()];
    for (int p = 0; p < weights.length; p++) {
      weights[p] = from[p];
    }
  }

  public double[] outputs(double... x) {
    int hidden = shape.hidden();
    double[] first = new double[hidden];
    double[] second = new double[hidden];
    for (int i = 0; i < hidden; i++) {
      double sum = weights[shape.first(0, i)];
      for (int k = 0; k < shape.inputs(); k++) {
        sum += weights[shape.first(k + 1, i)] * x[k];
      }
      first[i] = active(sum);
    }
    for (int o = 0; o < hidden; o++) {
      double sum = weights[shape.secondBias() + o];
      for (int i = 0; i < hidden; i++) {
        sum += weights[shape.second() + o * hidden + i] * first[i];
      }
      second[o] = active(sum);
    }
    double[] out = new double[shape.outputs()];
    for (int k = 0; k < out.length; k++) {
      out[k] = weights[shape.outputBias() + k];
      for (int o = 0; o < hidden; o++) {
        out[k] += weights[shape.output() + k * hidden + o] * second[o];
      }
    }
    return out;
  }

  private double active(double x) {
    return shape.tanh() ? Math.tanh(x) : Math.max(0, x);
  }

  /** A loss of the network as it stands. */
  @FunctionalInterface
  public interface Loss {
    double value();
  }

  /**
   * ||gradient - central differences|| / ||central differences|| over every {@code stride}-th
   * parameter.
   */
  public double error(float[] gradient, Loss loss, int stride) {
    double off = 0;
    double size = 0;
    for (int p = 0; p < weights.length; p += stride) {
      double kept = weights[p];
      double h = 1e-6;
      weights[p] = kept + h;
      double up = loss.value();
      weights[p] = kept - h;
      double down = loss.value();
      weights[p] = kept;
      double slope = (up - down) / (2 * h);
      off += (gradient[p] - slope) * (gradient[p] - slope);
      size += slope * slope;
    }
    return Math.sqrt(off / size);
  }
}
