package finagent.rl.judging;

import finagent.rl.algorithm.Evaluator.Score;
import finagent.sandbox.stats.StudentT;
import java.util.Arrays;

/**
 * Whether independent runs earn something else than nothing: Student's t against 0, two-sided, for
 * one of several comparisons (Bonferroni).
 *
 * @param mean of the runs
 * @param error its standard error
 * @param runs at least two
 * @param comparisons made with this one, itself included
 */
public record Excess(double mean, double error, int runs, int comparisons) {
  private static final double LEVEL = 0.05;
  private static final double POWER = 0.8;

  public Excess {
    if (runs < 2 || comparisons < 1) {
      throw new IllegalArgumentException(
          "Invalid test: %d runs, %d comparisons (at least 2 and 1)".formatted(runs, comparisons));
    }
  }

  /** Of runs that have nothing to do with one another. */
  public static Excess of(double[] runs, int comparisons) {
    if (Arrays.stream(runs).anyMatch(run -> !Double.isFinite(run))) {
      throw new IllegalArgumentException(
          "Runs must be numbers: %s".formatted(Arrays.toString(runs)));
    }
    Score score = Score.of(runs);
    return new Excess(score.mean(), score.standardError(), runs.length, comparisons);
  }

  /** The chance of a mean this far from 0 if there is nothing; 1 where all runs are 0. */
  public double chance() {
    if (!(error > 0)) {
      return mean == 0 ? 1 : 0;
    }
    return 2 * StudentT.of(runs - 1.0).cdf(-Math.abs(mean) / error);
  }

  /** Whether it differs from 0 at 5 % over all comparisons. */
  public boolean differs() {
    return chance() * comparisons < LEVEL;
  }

  /** The true mean that would be found with a chance of 80 %, by the error seen. */
  public double detectable() {
    StudentT t = StudentT.of(runs - 1.0);
    return (t.quantile(1 - LEVEL / 2 / comparisons) + t.quantile(POWER)) * error;
  }
}
