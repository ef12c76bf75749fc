package finagent.rl.net;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of floats on the wire: a length (int), then raw bits, big-endian. */
public final class Floats {
  private static final int BLOCK = 1 << 14;

  private Floats() {}

  /** Writes the first n values. */
  public static void write(DataOutput out, float[] values, int n) throws IOException {
    out.writeInt(n);
    ByteBuffer block = ByteBuffer.allocate(4 * BLOCK);
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      block.clear();
      block.asFloatBuffer().put(values, from, count);
      out.write(block.array(), 0, 4 * count);
    }
  }

  /** Reads exactly n values into the front of an array. */
  public static void read(DataInput in, float[] values, int n) throws IOException {
    int written = in.readInt();
    if (written != n) {
      throw new IOException(
          "Saved array of %d floats where %d are needed; it was saved by another configuration"
              .formatted(written, n));
    }
    ByteBuffer block = ByteBuffer.allocate(4 * BLOCK);
    for (int from = 0; from < n; from += BLOCK) {
      int count = Math.min(BLOCK, n - from);
      in.readFully(block.array(), 0, 4 * count);
      block.clear();
      block.asFloatBuffer().get(values, from, count);
    }
  }
}
