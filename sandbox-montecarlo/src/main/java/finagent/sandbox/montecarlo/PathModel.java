package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import java.io.Serializable;

/**
 * A model of log returns. Its unit is path k of seed s: what a path does depends on (seed, path)
 * alone, never on which other paths are made beside it. Up to 512 consecutive paths (of one chunk:
 * equal in {@code path / 512}) are made in lockstep.
 */
public interface PathModel extends Serializable {
  int instruments();

  /** A walk on these random numbers; one per thread. */
  Walk walk(Blocks random);

  /** Some consecutive paths in lockstep. */
  interface Walk {
    /** Goes back to step 0 of paths {@code first .. first + lanes - 1}. */
    void start(long first, int lanes);

    /**
     * Makes the next step: the log return of instrument i on path {@code first + p} is written to
     * {@code x[i * Lane.STRIDE + p]}; x has room for {@link finagent.sandbox.vector.Mix#padded}
     * rows.
     */
    void next(double[] x);
  }
}
