package finagent.rl.training;

import java.util.Optional;

/**
 * Where trainings tell how far they are, and keep what they need to go on, so that a lost executor
 * costs minutes, not the whole training. What is kept never changes a bit of what comes out.
 */
public interface Saves {
  /** What was kept of a training after at most so many steps, the latest of it. */
  Optional<byte[]> latest(TrainTask task, long steps);

  /** What was kept at the end of the training of a policy, by its id. */
  default Optional<byte[]> end(String policy) {
    return Optional.empty();
  }

  /** Keeps a state; those of fewer steps may go. */
  void keep(TrainTask task, long steps, byte[] state);

  /** The policy was judged on the way; for whoever is watching. */
  default void judged(TrainTask task, Curve.Point point) {}

  /** Nothing was kept, and nothing will be. */
  static Saves none() {
    return new Saves() {
      @Override
      public Optional<byte[]> latest(TrainTask task, long steps) {
        return Optional.empty();
      }

      @Override
      public void keep(TrainTask task, long steps, byte[] state) {}
    };
  }
}
