package finagent.rl.training;

import finagent.rl.dl4j.Dl4jEngine;
import finagent.rl.net.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What computes the networks of a training, by the words files use. */
public enum Engines {
  /** Loops in plain Java: the same bits on any machine. */
  FUSED,
  /** DL4J with its native code, whose bits are those of the machine. */
  DL4J;

  /** {@code fused}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Engines::word).toList();
  }

  Engine engine() {
    return this == FUSED ? Engine.fused() : new Dl4jEngine();
  }
}
