package finagent.rl.net;

import finagent.sandbox.random.Philox;

/**
 * A network with two hidden layers, whatever the {@link Engine} that computes it. Works on panels
 * of 64 samples: {@link #forward} and {@link #backward} of one panel come before those of the next.
 *
 * <p>An input panel has a row of ones and a row per input; an output panel a row per output. Both
 * may stand in larger arrays. Float; not thread-safe.
 */
public interface Mlp {
  /**
   * A network of the fused engine, its weights and biases uniform within +-1/sqrt(fan-in) (LeCun et
   * al. 1998; the default of PyTorch).
   *
   * @param draws where they come from, address (0, 0, place)
   * @param slow whether there is a slow copy
   */
  static Mlp of(Shape shape, Philox draws, Workspace space, boolean slow) {
    return FusedMlp.of(Engine.kernels(), shape, draws, space, slow);
  }

  Shape shape();

  Parameters parameters();

  /** Outputs for a panel, and the activations {@link #backward} needs. */
  void forward(float[] x, int xAt, float[] out, int outAt);

  /** Outputs of the slow copy. */
  void forwardSlow(float[] x, int xAt, float[] out, int outAt);

  /**
   * Adds the gradient of the panel that {@link #forward} saw last, where q holds dL/d(output) for
   * each output and sample.
   */
  void backward(float[] x, int xAt, float[] q, int qAt);

  /**
   * dL/d(input) for inputs {@code first .. first + count - 1} of the panel that {@link #forward}
   * saw last, into rows of dx; the parameters' gradient is left alone.
   */
  void backwardToInputs(float[] q, int qAt, int first, int count, float[] dx, int dxAt);

  /**
   * Outputs for one sample.
   *
   * @param x 1, then the inputs
   */
  void infer(float[] x, float[] out);
}
