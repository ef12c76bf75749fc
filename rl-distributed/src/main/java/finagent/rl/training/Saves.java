package finagent.rl.training;

import java.util.Optional;

/**
 * Where one training tells how far it is, and keeps what it needs to go on, so that a lost executor
 * costs minutes, not the whole training. What is kept never changes a bit of what comes out.
 */
public interface Saves {
  /** What was kept after at most so many steps, the latest of it. */
  Optional<byte[]> latest(long steps);

  /** Keeps a state; those of fewer steps may go. */
  void keep(long steps, byte[] state);

  /** The policy was judged on the way; for whoever is watching. */
  default void judged(Curve.Point point) {}

  /** Nothing was kept, and nothing will be. */
  static Saves none() {
    return new Saves() {
      @Override
      public Optional<byte[]> latest(long steps) {
        return Optional.empty();
      }

      @Override
      public void keep(long steps, byte[] state) {}
    };
  }
}
