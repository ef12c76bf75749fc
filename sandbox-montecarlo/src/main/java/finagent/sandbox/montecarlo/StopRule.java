package finagent.sandbox.montecarlo;

/**
 * When to stop: after a complete round of chunks, once the standard error of the target is below a
 * tolerance, or when the paths run out. Because only complete rounds are looked at, where and in
 * which order chunks were made never changes when it stops.
 *
 * @param tolerance largest standard error; as a share of the target's size if {@code relative}
 * @param roundChunks chunks of the first round; each later round doubles what there is
 * @param mostChunks never more than these
 */
public record StopRule(double tolerance, boolean relative, long roundChunks, long mostChunks) {
  public StopRule {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "Invalid tolerance: %s (must be >= 0)".formatted(tolerance));
    }
    if (roundChunks < 1 || mostChunks < 1) {
      throw new IllegalArgumentException(
          "Invalid chunks: %d a round, %d at most (must be >= 1)"
              .formatted(roundChunks, mostChunks));
    }
  }

  /** Runs all the paths, come what may. */
  public static StopRule all(long paths) {
    return new StopRule(0, false, chunks(paths), chunks(paths));
  }

  /** Chunks that hold so many paths. */
  public static long chunks(long paths) {
    if (paths < 1 || paths > 1L << 50) {
      throw new IllegalArgumentException("Invalid paths: %d (must be 1..2^50)".formatted(paths));
    }
    return (paths + Paths.CHUNK - 1) / Paths.CHUNK;
  }

  /** Where the round that begins after {@code done} chunks ends, exclusive. */
  public long roundEnd(long done) {
    return Math.min(mostChunks, done == 0 ? roundChunks : Math.multiplyExact(done, 2));
  }

  /** Whether to stop after a complete round. */
  public boolean stops(long done, Estimate target) {
    double limit = relative ? tolerance * Math.abs(target.value()) : tolerance;
    return done >= mostChunks || target.error() <= limit;
  }
}
