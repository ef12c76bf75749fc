package finagent.rl.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What stands before a saved training: magic, format, recipe and seed, which must all agree. */
final class Header {
  private static final int MAGIC = 0x46415254;
  private static final int FORMAT = 1;

  private final String recipe;
  private final long seed;

  Header(Recipe recipe, long seed) {
    this.recipe = recipe.getClass().getName() + " " + recipe;
    this.seed = seed;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(FORMAT);
    out.writeUTF(recipe);
    out.writeLong(seed);
  }

  /** Reads past a header. */
  static void skip(DataInput in) throws IOException {
    in.readInt();
    in.readInt();
    in.readUTF();
    in.readLong();
  }

  void check(DataInput in) throws IOException {
    int magic = in.readInt();
    int format = in.readInt();
    if (magic != MAGIC || format != FORMAT) {
      throw new IOException(
          "Not a saved training of format %d (magic %x, format %d)"
              .formatted(FORMAT, magic, format));
    }
    String saved = in.readUTF();
    long savedSeed = in.readLong();
    if (!saved.equals(recipe) || savedSeed != seed) {
      throw new IOException(
          "The saved training is '%s' with seed %d; this one is '%s' with seed %d"
              .formatted(saved, savedSeed, recipe, seed));
    }
  }
}
