package finagent.sandbox.risk;

import java.io.Serializable;

/**
 * How to simulate.
 *
 * @param degrees of freedom of the joint Student's t law of log moves, above 2; infinity = normal
 * @param technique how the variance of the answer is reduced
 * @param paths how many; above {@value #MOST} they are for the grid, not for one process
 */
public record Simulation(double degrees, Technique technique, int paths, long seed)
    implements Serializable {
  /** Most paths that are held in memory. */
  public static final int MOST = 5_000_000;

  private static final int LEAST = 1_000;

  public Simulation {
    if (!(degrees > 2)) {
      throw new IllegalArgumentException(
          "Invalid degrees of freedom: %s (must be above 2, where the variance is finite; infinity ="
                  .formatted(degrees)
              + " normal)");
    }
    checkPaths(paths);
  }

  static void checkPaths(int paths) {
    if (paths < LEAST || paths > MOST) {
      throw new IllegalArgumentException(
          "Invalid number of paths: %d (must be %d .. %d; for more, run the sweep on a grid)"
              .formatted(paths, LEAST, MOST));
    }
  }

  /** Jointly normal log moves. */
  public static Simulation normal(Technique technique, int paths, long seed) {
    return new Simulation(Double.POSITIVE_INFINITY, technique, paths, seed);
  }

  boolean isNormal() {
    return degrees == Double.POSITIVE_INFINITY;
  }

  /** Ways to a smaller error with the same number of paths. */
  public enum Technique {
    PLAIN,
    /** The linear part of the profit, whose law is known, as control variate. */
    CONTROL,
    /** Paths drawn around the loss in question and weighted back. */
    IMPORTANCE,
    /** Both. */
    BOTH;

    boolean controls() {
      return this == CONTROL || this == BOTH;
    }

    boolean tilts() {
      return this == IMPORTANCE || this == BOTH;
    }
  }
}
