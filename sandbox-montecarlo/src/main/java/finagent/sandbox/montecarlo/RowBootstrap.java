package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Elementary;
import java.io.Serializable;

/**
 * Which historical row each synthetic session is: blocks of consecutive rows, wrapped around the
 * end. Rows stay whole, so that the cross-section of every synthetic session is one that happened.
 * Stationary: block lengths are geometric (Politis and Romano 1994); circular: all are equal
 * (Politis and Romano 1992). Block b of path k is looked up at (k, b), so path k alone is path k of
 * a sweep. O(rows).
 *
 * @param rows number of historical rows
 * @param block mean length of a block in rows; 1 = independent rows
 */
public record RowBootstrap(Kind kind, int rows, double block) implements Serializable {
  /** How long blocks are. */
  public enum Kind {
    STATIONARY,
    CIRCULAR
  }

  public RowBootstrap {
    if (rows < 1) {
      throw new IllegalArgumentException("Invalid rows: %d (must be >= 1)".formatted(rows));
    }
    if (!(block >= 1 && block <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("Invalid block: %s (must be >= 1)".formatted(block));
    }
    if (kind == Kind.CIRCULAR && block != Math.rint(block)) {
      throw new IllegalArgumentException(
          "Invalid block: %s (circular blocks have a whole number of rows)".formatted(block));
    }
  }

  public static RowBootstrap stationary(int rows, double meanBlock) {
    return new RowBootstrap(Kind.STATIONARY, rows, meanBlock);
  }

  public static RowBootstrap circular(int rows, int block) {
    return new RowBootstrap(Kind.CIRCULAR, rows, block);
  }

  /** The random numbers of a seed: those of {@link Paths}. */
  public static Philox random(long seed) {
    return Paths.random(seed);
  }

  /** Fills {@code out} with the rows of a path. */
  public void rows(Philox random, long path, int[] out) {
    double scale = scale();
    int t = 0;
    for (int b = 0; t < out.length; b++) {
      int row = start(random, path, b);
      long end = Math.min(out.length, (long) t + length(random, path, b, scale));
      while (t < end) {
        int run = (int) Math.min(end - t, rows - row);
        for (int k = 0; k < run; k++) {
          out[t + k] = row + k;
        }
        t += run;
        row = 0;
      }
    }
  }

  int start(Philox random, long path, int b) {
    return random.below(rows, path, b, 0, 0);
  }

  int length(Philox random, long path, int b, double scale) {
    if (scale == 0) {
      return (int) block;
    }
    double u = Elementary.unit(random.bits(path, b, 0, 0, true));
    return 1 + (int) Math.min(Elementary.log(u) * scale, Integer.MAX_VALUE - 1);
  }

  /** {@code 1 / ln(1 - 1 / block)}, or 0 where the length is fixed. */
  double scale() {
    return kind == Kind.CIRCULAR || block == 1 ? 0 : 1 / StrictMath.log1p(-1 / block);
  }
}
