package finagent.rl.training;

import finagent.rl.algorithm.Handover;
import finagent.rl.algorithm.Recipe;
import finagent.rl.algorithm.Trainer;
import finagent.rl.env.World;
import finagent.rl.net.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A training in the middle, as bytes: magic, format, the curve so far, the trainer. */
final class TrainState {
  private static final int MAGIC = 0x46415453;
  private static final int FORMAT = 1;

  private TrainState() {}

  static byte[] bytes(Trainer trainer, Curve curve) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(MAGIC);
      out.writeInt(FORMAT);
      curve.write(out);
      trainer.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Brings a trainer to where a state stands; returns the curve up to there. */
  static Curve restore(byte[] state, Trainer trainer) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
      Curve curve = curve(in);
      trainer.restore(in);
      return curve;
    } catch (IOException e) {
      throw new UncheckedIOException("A kept training cannot be taken up: " + e.getMessage(), e);
    }
  }

  /** A trainer that knows what a state of another world has learnt. */
  static Trainer moved(byte[] state, Recipe recipe, World world, long seed, Engine engine) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
      curve(in);
      return Handover.into(in, recipe, world, seed, engine);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A training cannot go on with other data: " + e.getMessage(), e);
    }
  }

  private static Curve curve(DataInputStream in) throws IOException {
    int magic = in.readInt();
    int format = in.readInt();
    if (magic != MAGIC || format != FORMAT) {
      throw new IOException(
          "not a state of format %d (magic %x, format %d)".formatted(FORMAT, magic, format));
    }
    return Curve.read(in);
  }
}
