package finagent.rl.dl4j;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The parameters in a model file of DL4J, as {@code Nd4j.write} lays them out: two buffers, the
 * shape and the numbers, each a mode (UTF), a length (long), a type (UTF) and big-endian values.
 */
final class Coefficients {
  private Coefficients() {}

  /** So many floats; anything else is an error. */
  static float[] read(byte[] bytes, int count) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.readUTF();
    long shape = in.readLong();
    String type = in.readUTF();
    if (!type.equals("LONG") || shape < 4 || shape > 64) {
      throw new IOException("Parameters have a shape of %d %s".formatted(shape, type));
    }
    in.skipNBytes(8 * shape);
    in.readUTF();
    long length = in.readLong();
    type = in.readUTF();
    if (!type.equals("FLOAT") || length != count) {
      throw new IOException(
          "The file holds %d parameters of type %s where %d of type FLOAT are needed"
              .formatted(length, type, count));
    }
    float[] values = new float[count];
    byte[] raw = in.readNBytes(4 * count);
    if (raw.length != 4 * count || in.read() >= 0) {
      throw new IOException("The parameters of the file are cut short or followed by more");
    }
    ByteBuffer.wrap(raw).asFloatBuffer().get(values);
    return values;
  }
}
