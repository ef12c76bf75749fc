package finagent.rl.algorithm;

import finagent.rl.net.Floats;
import finagent.rl.net.Mlp;
import finagent.rl.net.Shape;
import finagent.rl.net.Workspace;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A policy as a value: the network and how its outputs become actions. Its binary form, big-endian:
 * magic (int), format (int), how (UTF), inputs, hidden, outputs (ints), tanh (boolean), weights as
 * {@link Shape} lays them out (length, then raw bits); for {@link How#EXPECTED} the atoms of a
 * choice (int) at the end.
 */
public final class SavedPolicy implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MAGIC = 0x4641504f;
  private static final int FORMAT = 1;

  /** How outputs become actions. */
  public enum How {
    /** tanh of the first outputs. */
    SQUASHED,
    /** The first outputs cut to [-1, 1]. */
    CUT,
    /** The number of the largest output. */
    GREEDY,
    /**
     * The number of the choice with the largest mean, where the outputs of a choice are logits of
     * values that rise evenly.
     */
    EXPECTED
  }

  private final How how;
  private final int inputs;
  private final int hidden;
  private final int outputs;
  private final boolean tanh;
  private final float[] weights;
  private final int atoms;

  private SavedPolicy(How how, Shape shape, float[] weights, int atoms) {
    this.how = how;
    this.atoms = atoms;
    inputs = shape.inputs();
    hidden = shape.hidden();
    outputs = shape.outputs();
    tanh = shape.tanh();
    this.weights = weights;
  }

  /** The policy of a trainer as it is now. */
  public static SavedPolicy of(Trainer trainer) {
    Policy policy = trainer.policy();
    if (policy instanceof NetworkPolicy network) {
      return of(network.squashed() ? How.SQUASHED : How.CUT, network.network());
    }
    if (policy instanceof GreedyPolicy greedy) {
      return greedy.saved();
    }
    throw new IllegalArgumentException(
        "A policy of %s cannot be saved; those of networks can".formatted(policy.getClass()));
  }

  private static SavedPolicy of(How how, Mlp network) {
    Shape shape = network.shape();
    return of(how, shape, network.parameters().weights());
  }

  /** A policy whose choices have so many outputs each. */
  static SavedPolicy choosing(Shape shape, float[] weights, int atoms) {
    return new SavedPolicy(atoms == 1 ? How.GREEDY : How.EXPECTED, shape, weights, atoms);
  }

  /**
   * A policy of these weights.
   *
   * @param weights as {@link Shape} lays them out
   */
  public static SavedPolicy of(How how, Shape shape, float[] weights) {
    if (weights.length < shape.size()) {
      throw new IllegalArgumentException(
          "Invalid weights: %d floats (%s needs %d)"
              .formatted(weights.length, shape, shape.size()));
    }
    if (how == How.EXPECTED) {
      throw new IllegalArgumentException(
          "A policy of distributions cannot be made of weights alone; its training saves it");
    }
    return new SavedPolicy(how, shape, Arrays.copyOf(weights, shape.size()), 1);
  }

  /** How outputs become actions. */
  public How how() {
    return how;
  }

  /** Sizes of the network. */
  public Shape shape() {
    return new Shape(inputs, hidden, outputs, tanh);
  }

  /** A copy of the weights. */
  public float[] weights() {
    return weights.clone();
  }

  /** Numbers in an observation. */
  public int observations() {
    return inputs;
  }

  /**
   * A network of its own that acts as the trainer's did: to the bit, but where the outputs of a
   * duelling head were put together.
   */
  public Policy policy() {
    Workspace space = new Workspace(hidden, 1);
    Mlp network = Mlp.of(shape(), Philox.of(0, "saved"), space, false);
    System.arraycopy(weights, 0, network.parameters().weights(), 0, weights.length);
    return switch (how) {
      case GREEDY, EXPECTED ->
          new GreedyPolicy(network, new ValueHead(outputs / atoms, atoms, 0, 1, false));
      case SQUASHED, CUT -> new NetworkPolicy(network, how == How.SQUASHED);
    };
  }

  /** Whether every weight is a number. */
  public boolean finite() {
    for (float weight : weights) {
      if (!(Math.abs(weight) < Float.POSITIVE_INFINITY)) {
        return false;
      }
    }
    return true;
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(FORMAT);
    out.writeUTF(how.name());
    out.writeInt(inputs);
    out.writeInt(hidden);
    out.writeInt(outputs);
    out.writeBoolean(tanh);
    Floats.write(out, weights, weights.length);
    if (how == How.EXPECTED) {
      out.writeInt(atoms);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if these bytes are no policy of this format
   */
  public static SavedPolicy read(DataInput in) throws IOException {
    int magic = in.readInt();
    int format = in.readInt();
    if (magic != MAGIC || format != FORMAT) {
      throw new IOException(
          "Not a saved policy of format %d (magic %x, format %d)".formatted(FORMAT, magic, format));
    }
    How how = How.valueOf(in.readUTF());
    Shape shape = new Shape(in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
    float[] weights = new float[shape.size()];
    Floats.read(in, weights, weights.length);
    return new SavedPolicy(how, shape, weights, how == How.EXPECTED ? in.readInt() : 1);
  }
}
