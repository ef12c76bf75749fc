package finagent.rl.net;

import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;
import java.util.Arrays;

/**
 * The network in fused loops. A panel costs O(hidden^2) x 64 forward, twice that backward, and
 * stays in the cache between the two.
 */
final class FusedMlp implements Mlp {
  private static final int P = Kernels.PANEL;

  private final Kernels kernels;
  private final Shape shape;
  private final Workspace space;
  private final Parameters parameters;
  private final float[] weights;
  private final int h1;
  private final int h2;
  private final float[] one1;
  private final float[] one2;

  private FusedMlp(Kernels kernels, Shape shape, Workspace space, boolean slow) {
    this.kernels = kernels;
    this.shape = shape;
    this.space = space;
    h1 = space.take(shape.hidden());
    h2 = h1 + space.panel(1);
    parameters = new Parameters(kernels, shape, slow);
    weights = parameters.weights;
    one1 = new float[shape.hidden()];
    one2 = new float[shape.hidden()];
  }

  /** On the given kernels. */
  static FusedMlp of(Kernels kernels, Shape shape, Philox draws, Workspace space, boolean slow) {
    FusedMlp made = new FusedMlp(kernels, shape, space, slow);
    made.parameters.draw(draws);
    return made;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void forward(float[] x, int xAt, float[] out, int outAt) {
    forward(weights, x, xAt, out, outAt);
  }

  @Override
  public void forwardSlow(float[] x, int xAt, float[] out, int outAt) {
    forward(parameters.slow, x, xAt, out, outAt);
  }

  private void forward(float[] w, float[] x, int xAt, float[] out, int outAt) {
    int depth = shape.depth();
    int hidden = shape.hidden();
    float[] s = space.values;
    boolean relu = !shape.tanh();
    for (int c = 0; c < hidden; c += P) {
      kernels.product(
          w, c * depth, 1, P, x, xAt, depth, s, h1 + c * P, P, space.zeros, 0, relu, space.spare);
    }
    if (!relu) {
      kernels.tanh(s, h1, hidden * P);
    }
    kernels.product(
        w,
        shape.second(),
        hidden,
        1,
        s,
        h1,
        hidden,
        s,
        h2,
        hidden,
        w,
        shape.secondBias(),
        relu,
        space.spare);
    if (!relu) {
      kernels.tanh(s, h2, hidden * P);
    }
    for (int k = 0; k < shape.outputs(); k++) {
      int t = outAt + k * P;
      Arrays.fill(out, t, t + P, w[shape.outputBias() + k]);
      kernels.dot(w, shape.output() + k * hidden, s, h2, hidden, out, t);
    }
  }

  @Override
  public void backward(float[] x, int xAt, float[] q, int qAt) {
    int hidden = shape.hidden();
    int depth = shape.depth();
    float[] s = space.values;
    outputs(x, xAt, q, qAt);
    int row = space.panel(2);
    for (int c = 0; c < hidden; c += P) {
      // The first layer once more, as [sample][unit]: cheaper than to transpose it.
      kernels.product(
          x,
          xAt,
          1,
          P,
          weights,
          c * depth,
          depth,
          s,
          row,
          P,
          space.zeros,
          0,
          !shape.tanh(),
          space.spare);
      if (shape.tanh()) {
        kernels.tanh(s, row, P * P);
      }
      kernels.accumulate(s, 0, s, row, parameters.gradient, shape.second() + c, hidden, hidden);
    }
    toFirst();
    for (int c = 0; c < hidden; c += P) {
      kernels.inputBackward(s, space.panel(1) + c * P, x, xAt, depth, parameters.lanes, c * depth);
    }
  }

  private void outputs(float[] x, int xAt, float[] q, int qAt) {
    int hidden = shape.hidden();
    float[] s = space.values;
    int bias = shape.secondBias();
    int output = shape.output();
    if (shape.outputs() == 1) {
      kernels.outputBackward(
          weights,
          output,
          s,
          h2,
          q,
          qAt,
          s,
          0,
          hidden,
          parameters.lanes,
          bias,
          output,
          shape.tanh());
    } else {
      throughOutputs(q, qAt);
      kernels.rowSums(x, xAt, s, 0, hidden, parameters.lanes, bias);
      for (int k = 0; k < shape.outputs(); k++) {
        kernels.rowSums(q, qAt + k * P, s, h2, hidden, parameters.lanes, output + k * hidden);
      }
    }
    // Row 0 of x is ones: the plain sum of q.
    kernels.rowSums(x, xAt, q, qAt, shape.outputs(), parameters.lanes, shape.outputBias());
  }

  private void throughOutputs(float[] q, int qAt) {
    int hidden = shape.hidden();
    float[] s = space.values;
    kernels.product(
        weights,
        shape.output(),
        1,
        hidden,
        q,
        qAt,
        shape.outputs(),
        s,
        0,
        hidden,
        space.zeros,
        0,
        false,
        space.spare);
    kernels.derivative(s, 0, s, h2, hidden * P, shape.tanh());
  }

  private void toFirst() {
    int hidden = shape.hidden();
    float[] s = space.values;
    int z = space.panel(1);
    kernels.product(
        weights,
        shape.second(),
        1,
        hidden,
        s,
        0,
        hidden,
        s,
        z,
        hidden,
        space.zeros,
        0,
        false,
        space.spare);
    kernels.derivative(s, z, s, h1, hidden * P, shape.tanh());
  }

  @Override
  public void backwardToInputs(float[] q, int qAt, int first, int count, float[] dx, int dxAt) {
    int hidden = shape.hidden();
    float[] s = space.values;
    throughOutputs(q, qAt);
    toFirst();
    Arrays.fill(dx, dxAt, dxAt + count * P, 0);
    for (int k = 0; k < count; k++) {
      for (int c = 0; c < hidden; c += P) {
        int w = shape.first(1 + first + k, c);
        kernels.dot(weights, w, s, space.panel(1) + c * P, P, dx, dxAt + k * P);
      }
    }
  }

  @Override
  public void infer(float[] x, float[] out) {
    int hidden = shape.hidden();
    int depth = shape.depth();
    for (int c = 0; c < hidden; c += P) {
      kernels.combine(x, depth, weights, c * depth, one1, c);
    }
    activate(one1);
    kernels.apply(weights, shape.second(), weights, shape.secondBias(), one1, hidden, one2, hidden);
    activate(one2);
    int outputs = shape.outputs();
    kernels.apply(weights, shape.output(), weights, shape.outputBias(), one2, hidden, out, outputs);
  }

  private void activate(float[] h) {
    if (shape.tanh()) {
      kernels.tanh(h, 0, h.length);
    } else {
      for (int i = 0; i < h.length; i++) {
        h[i] = Math.max(0, h[i]);
      }
    }
  }
}
