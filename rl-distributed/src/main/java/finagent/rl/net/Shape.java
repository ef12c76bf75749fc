package finagent.rl.net;

import finagent.rl.vector.Kernels;

/**
 * Sizes of a network inputs - hidden - hidden - outputs, and where its parameters stand in one flat
 * array: the first layer as [hidden / 64][1 + inputs][64] (row 0 the biases), biases of the second,
 * weights and biases of the outputs, then the second layer as [to][from].
 *
 * @param hidden units of each hidden layer, a multiple of 64
 * @param tanh whether hidden units are tanh; otherwise ReLU
 */
public record Shape(int inputs, int hidden, int outputs, boolean tanh) {
  /** Hidden units a layer may have. */
  public static final int MOST_HIDDEN = 4096;

  /** Keeps the partial sums of biases and output weights from being a multiple of 4 KB apart. */
  private static final int GAP = 24;

  public Shape {
    if (inputs < 1 || inputs > 4095 || outputs < 1 || outputs > 4096) {
      throw new IllegalArgumentException(
          "Invalid network: %d inputs, %d outputs (1 to 4095 and 1 to 4096)"
              .formatted(inputs, outputs));
    }
    if (hidden < Kernels.PANEL || hidden % Kernels.PANEL != 0 || hidden > MOST_HIDDEN) {
      throw new IllegalArgumentException(
          "Invalid hidden units: %d (must be a multiple of 64 up to 4096)".formatted(hidden));
    }
  }

  /** Rows of an input panel: a row of ones and the inputs. */
  public int depth() {
    return inputs + 1;
  }

  /** Where the weight from row k of the input (0 = bias) to hidden unit i stands. */
  public int first(int k, int i) {
    return (i / Kernels.PANEL * depth() + k) * Kernels.PANEL + i % Kernels.PANEL;
  }

  public int secondBias() {
    return depth() * hidden;
  }

  public int output() {
    return secondBias() + hidden + GAP;
  }

  public int outputBias() {
    return output() + outputs * hidden;
  }

  /** Where the second layer begins; parameters before it have partial sums. */
  public int second() {
    return (outputBias() + outputs + 15) / 16 * 16;
  }

  /** Floats in all. */
  public int size() {
    return second() + hidden * hidden;
  }

  /** Whether place p belongs to a parameter, not to a gap. */
  boolean used(int p) {
    return p < secondBias() + hidden
        || p >= second()
        || (p >= output() && p < outputBias() + outputs);
  }

  /** Inputs of the unit whose parameter stands at p. */
  int fanIn(int p) {
    return p < secondBias() ? inputs : hidden;
  }
}
