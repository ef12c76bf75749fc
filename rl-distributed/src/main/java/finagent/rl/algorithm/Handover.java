package finagent.rl.algorithm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;

/** Hands a training over to a trainer with other settings. */
public final class Handover {
  private Handover() {}

  /**
   * The second trainer goes on where the first stands.
   *
   * @param to just begun with {@code recipe} and {@code seed}; its networks and memories must be of
   *     the same sizes
   * @param seed of both
   */
  public static void of(Trainer from, Trainer to, Recipe recipe, long seed) throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    from.save(new DataOutputStream(saved));
    ByteArrayInputStream rest = new ByteArrayInputStream(saved.toByteArray());
    Header.skip(new DataInputStream(rest));
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    new Header(recipe, seed).write(new DataOutputStream(header));
    to.restore(
        new DataInputStream(
            new SequenceInputStream(new ByteArrayInputStream(header.toByteArray()), rest)));
  }
}
