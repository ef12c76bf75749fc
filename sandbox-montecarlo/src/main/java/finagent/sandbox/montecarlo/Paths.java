package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Blocks;
import finagent.sandbox.random.Philox;
import finagent.sandbox.vector.Lane;
import finagent.sandbox.vector.Mix;
import java.util.Arrays;

/**
 * Price levels of a model's paths, relative to their start: up to 512 consecutive paths in
 * lockstep, with a price at every step. {@code start} then {@code next} once per step; path k alone
 * equals path k of any block to the bit. One per thread; nothing is allocated per step.
 */
public final class Paths {
  /** Paths of a chunk: what is counted, stored and resumed together. */
  public static final int CHUNK = Lane.WIDTH;

  /** A level beyond e^300 or below e^-300 is a mistake in the parameters. */
  private static final double MOST = 300;

  private static final int CHECK_EVERY = 8;

  private final PathModel.Walk walk;
  private final Blocks blocks;
  private final int instruments;
  private final double[] moves;
  private final double[] logs;
  private final double[] levels;
  private int lanes;
  private int step;

  private Paths(PathModel model, Blocks blocks) {
    this.blocks = blocks;
    walk = model.walk(blocks);
    instruments = model.instruments();
    int cells = Mix.padded(instruments) * Lane.STRIDE;
    moves = new double[cells];
    logs = new double[cells];
    levels = new double[cells];
  }

  /** The paths of a seed. */
  public static Paths of(PathModel model, long seed) {
    return new Paths(model, Blocks.of(random(seed)));
  }

  /** Antithetic: odd paths mirror the even ones before them; the pair is one observation. */
  public static Paths antithetic(PathModel model, long seed) {
    return new Paths(model, Blocks.antithetic(random(seed)));
  }

  /** On given blocks, for tests. */
  public static Paths of(PathModel model, Blocks blocks) {
    return new Paths(model, blocks);
  }

  /** The random numbers of a seed. */
  public static Philox random(long seed) {
    return Philox.of(seed, "paths");
  }

  public int instruments() {
    return instruments;
  }

  /** Goes to step 0 of paths {@code first .. first + lanes - 1}, which lie within one chunk. */
  public void start(long first, int lanes) {
    blocks.at(first, lanes, 0, 0, 0);
    this.lanes = lanes;
    step = 0;
    Arrays.fill(logs, 0);
    walk.start(first, lanes);
  }

  /** Makes the next step of all paths. */
  public void next() {
    walk.next(moves);
    step++;
    for (int i = 0; i < instruments; i++) {
      int at = i * Lane.STRIDE;
      add(at, at + lanes);
      if (step % CHECK_EVERY == 0) {
        check(at, at + lanes);
      }
      blocks.exp(logs, at, levels, at);
    }
  }

  private void add(int from, int to) {
    double[] logs = this.logs;
    double[] moves = this.moves;
    for (int k = from; k < to; k++) {
      logs[k] += moves[k];
    }
  }

  private void check(int from, int to) {
    for (int k = from; k < to; k++) {
      if (!(Math.abs(logs[k]) <= MOST)) {
        throw new IllegalArgumentException(
            ("After %d steps a path of instrument %d has a log level of %s (must be within +-300);"
                    + " check volatility, drift and horizon")
                .formatted(step, from / Lane.STRIDE, logs[k]));
      }
    }
  }

  /**
   * Level of instrument i on lane p at {@code i * Lane.STRIDE + p}; overwritten by the next step.
   */
  public double[] levels() {
    return levels;
  }

  /** Log levels, laid out alike. */
  public double[] logs() {
    return logs;
  }

  /** Log returns of the last step, laid out alike. */
  public double[] moves() {
    return moves;
  }

  /** One path alone: levels after each of so many steps, row-major by step, then instrument. */
  public double[] path(long k, int steps) {
    double[] path = new double[steps * instruments];
    start(k, 1);
    for (int t = 0; t < steps; t++) {
      next();
      for (int i = 0; i < instruments; i++) {
        path[t * instruments + i] = levels[i * Lane.STRIDE];
      }
    }
    return path;
  }
}
