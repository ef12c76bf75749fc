package finagent.sandbox.montecarlo;

import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.LongRun;
import java.util.Arrays;

/**
 * Two return series of the same sessions, one tested against the other: differences of their mean
 * and of their Sharpe ratio, by the studentised circular block bootstrap of Ledoit and Wolf (2008,
 * "Robust performance hypothesis testing with the Sharpe ratio"). Both statistics are smooth
 * functions of means, so each is judged by the long-run variance of its influence values: in the
 * series by the quadratic spectral kernel, in a draw by its blocks (Goetze and Kuensch 1996). All
 * numbers are per session. O(sessions^2 + draws x sessions).
 *
 * @param sessions number of sessions
 * @param block sessions of a block
 * @param correlation of the two series
 * @param first Sharpe ratio of the first series (divisor n)
 * @param second of the second
 * @param mean first less second
 * @param sharpe first less second
 */
public record PairedTest(
    int sessions,
    int block,
    double correlation,
    double first,
    double second,
    Difference mean,
    Difference sharpe) {
  /** With fewer sessions than this there is no long-run variance to speak of. */
  public static final int LEAST = 50;

  /** Influence values this small beside their series are rounding: nothing differs. */
  private static final double ROUNDING = 1e-9;

  /**
   * What one series has more than the other.
   *
   * @param error standard error of the value; 0 where the two do not differ but by a factor
   * @param low lower end of the symmetric interval
   * @param high upper end
   * @param probability of a difference at least this large, either way, where there is none
   */
  public record Difference(
      double value, double error, double low, double high, double probability) {}

  /**
   * How a test is made.
   *
   * @param level of the interval, such as 0.95
   * @param block sessions of a block; 0 = as many as the influence values of the Sharpe difference
   *     ask for ({@link BlockLength})
   * @param draws of the bootstrap
   * @param seed of the draws
   */
  public record Settings(double level, int block, int draws, long seed) {
    public Settings {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException(
            "Invalid level: %s (must be between 0 and 1, such as 0.95)".formatted(level));
      }
      if (block < 0) {
        throw new IllegalArgumentException(
            "Invalid block: %d (must be >= 1 session, or 0 for the automatic length)"
                .formatted(block));
      }
      if (draws < 99) {
        throw new IllegalArgumentException("Invalid draws: %d (must be >= 99)".formatted(draws));
      }
    }
  }

  /**
   * Tests one series against another.
   *
   * @param a simple returns over cash, one a session
   * @param b the same sessions
   * @throws IllegalArgumentException if they are of different lengths, shorter than {@link #LEAST},
   *     not finite, or one of them never moves
   */
  public static PairedTest of(double[] a, double[] b, Settings settings) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "The series have %d and %d sessions; they must be the same ones"
              .formatted(a.length, b.length));
    }
    Sample.of(a, LEAST);
    Sample.of(b, LEAST);
    PairedSeries seen = PairedSeries.of(a, b);
    double[] influence = new double[a.length];
    seen.meanInfluence(influence);
    double meanError = error(influence, seen.a().deviation() + seen.b().deviation());
    seen.sharpeInfluence(influence);
    double sharpeError = error(influence, 1);
    int block = block(settings.block(), sharpeError, influence);
    double[] means = new double[settings.draws()];
    double[] sharpes = new double[settings.draws()];
    draw(seen, a.length, block, settings.seed(), means, sharpes);
    return new PairedTest(
        a.length,
        block,
        seen.correlation(),
        seen.a().sharpe(),
        seen.b().sharpe(),
        difference(seen.mean(), meanError, means, settings.level()),
        difference(seen.sharpe(), sharpeError, sharpes, settings.level()));
  }

  /** Standard error, with the factor n / (n - 4) for the four means that are fitted. */
  private static double error(double[] influence, double scale) {
    double variance = LongRun.variance(influence);
    return Math.sqrt(variance) > ROUNDING * scale
        ? Math.sqrt(variance / (influence.length - 4))
        : 0;
  }

  private static int block(int wanted, double error, double[] influence) {
    if (wanted > influence.length / 4) {
      throw new IllegalArgumentException(
          "Invalid block: %d (at most a quarter of the %d sessions)"
              .formatted(wanted, influence.length));
    }
    if (wanted > 0) {
      return wanted;
    }
    return error == 0 ? 1 : (int) Math.ceil(BlockLength.of(influence).circular());
  }

  /** Studentised distances of draws from what was seen. */
  private static void draw(
      PairedSeries seen, int n, int block, long seed, double[] means, double[] sharpes) {
    Philox random = Philox.of(seed, "paired-test");
    int blocks = n / block;
    double[] a = new double[blocks * block];
    double[] b = new double[blocks * block];
    double[] influence = new double[blocks * block];
    for (int k = 0; k < means.length; k++) {
      for (int j = 0, t = 0; j < blocks; j++) {
        int row = random.below(n, k, j, 0, 0);
        for (int end = t + block; t < end; t++) {
          a[t] = seen.a().at(row);
          b[t] = seen.b().at(row);
          row = row + 1 == n ? 0 : row + 1;
        }
      }
      PairedSeries drawn = PairedSeries.of(a, b);
      drawn.meanInfluence(influence);
      means[k] = studentised(drawn.mean() - seen.mean(), influence, block);
      drawn.sharpeInfluence(influence);
      sharpes[k] = studentised(drawn.sharpe() - seen.sharpe(), influence, block);
    }
  }

  private static double studentised(double distance, double[] influence, int block) {
    double squares = 0;
    for (int t = 0; t < influence.length; ) {
      double sum = 0;
      for (int end = t + block; t < end; t++) {
        sum += influence[t];
      }
      squares += sum * sum;
    }
    return Math.abs(distance) * influence.length / Math.sqrt(squares);
  }

  private static Difference difference(double value, double error, double[] drawn, double level) {
    if (error == 0) {
      return new Difference(value, 0, value, value, 1);
    }
    Arrays.sort(drawn);
    int rank = Math.min((int) Math.ceil(level * (drawn.length + 1)), drawn.length);
    double wide = drawn[rank - 1] * error;
    double seen = Math.abs(value) / error;
    long beyond = Arrays.stream(drawn).filter(one -> one >= seen).count();
    return new Difference(
        value, error, value - wide, value + wide, (1.0 + beyond) / (1 + drawn.length));
  }
}
