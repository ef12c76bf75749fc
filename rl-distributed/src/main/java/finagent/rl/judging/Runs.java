package finagent.rl.judging;

import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Scores of many runs: for each task (a market window, say) one score a seed. Statistics and
 * intervals of Agarwal, Schwarzer, Castro, Courville and Bellemare 2021, "Deep reinforcement
 * learning at the edge of the statistical precipice": the interquartile mean over all runs, and
 * percentile intervals from a bootstrap that draws seeds anew within each task.
 */
public final class Runs {
  /** Resamples of a bootstrap. */
  public static final int RESAMPLES = 2000;

  private static final double TAIL = 0.025;

  private final double[][] scores;

  private Runs(double[][] scores) {
    this.scores = scores;
  }

  /**
   * Scores by task and seed; tasks may have different numbers of seeds, each at least one.
   *
   * @throws IllegalArgumentException if a task has none or a score is not a number
   */
  public static Runs of(double[][] scores) {
    double[][] own = new double[scores.length][];
    for (int t = 0; t < own.length; t++) {
      own[t] = scores[t].clone();
      for (double score : own[t]) {
        if (!(Math.abs(score) < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "Task %d has a score of %s; judge it again or leave the run out".formatted(t, score));
        }
      }
      if (own[t].length == 0) {
        throw new IllegalArgumentException("Task %d has no runs; leave it out".formatted(t));
      }
    }
    if (own.length == 0) {
      throw new IllegalArgumentException("No tasks, no statistics: at least one is needed");
    }
    return new Runs(own);
  }

  /** Runs of one task. */
  public static Runs of(double... scores) {
    return of(new double[][] {scores});
  }

  /**
   * A statistic with a 95 % interval from the seeds alone: other tasks might give another number.
   * NaN at both ends where no task has two runs.
   */
  public record Interval(double value, double low, double high) {}

  private double[] sorted() {
    double[] all = Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray();
    Arrays.sort(all);
    return all;
  }

  /** Median of all runs. */
  public double median() {
    double[] all = sorted();
    return (all[(all.length - 1) / 2] + all[all.length / 2]) / 2;
  }

  /** Mean of the middle half of all runs; a run on its edge counts in part. */
  public double iqm() {
    double[] all = sorted();
    double cut = all.length / 4.0;
    double sum = 0;
    for (int k = 0; k < all.length; k++) {
      double inside = Math.min(k + 1, all.length - cut) - Math.max(k, cut);
      sum += Math.max(0, inside) * all[k];
    }
    return sum / (all.length - 2 * cut);
  }

  /** {@link #median} with its interval. */
  public Interval median(long seed) {
    return interval(Runs::median, seed);
  }

  /** {@link #iqm} with its interval. */
  public Interval iqm(long seed) {
    return interval(Runs::iqm, seed);
  }

  private Interval interval(ToDoubleFunction<Runs> statistic, long seed) {
    double value = statistic.applyAsDouble(this);
    if (isOneEach()) {
      return new Interval(value, Double.NaN, Double.NaN);
    }
    Philox draws = Philox.of(seed, "bootstrap");
    double[] values = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      values[r] = statistic.applyAsDouble(resampled(draws, r));
    }
    return between(value, values);
  }

  private boolean isOneEach() {
    return Arrays.stream(scores).allMatch(task -> task.length < 2);
  }

  private static Interval between(double value, double[] values) {
    Arrays.sort(values);
    int at = (int) (TAIL * values.length);
    return new Interval(value, values[at], values[values.length - 1 - at]);
  }

  private Runs resampled(Philox draws, int number) {
    double[][] drawn = new double[scores.length][];
    for (int t = 0; t < drawn.length; t++) {
      drawn[t] = new double[scores[t].length];
      for (int k = 0; k < drawn[t].length; k++) {
        drawn[t][k] = scores[t][draws.below(drawn[t].length, number, t, 0, k)];
      }
    }
    return new Runs(drawn);
  }

  /**
   * Chance that a run of these beats a run of others on the same task, mean over tasks; ties count
   * half (Agarwal et al. 2021, section 4.3).
   */
  public double improvement(Runs others) {
    if (others.scores.length != scores.length) {
      throw new IllegalArgumentException(
          "%d tasks here, %d there; compare on the same ones"
              .formatted(scores.length, others.scores.length));
    }
    double mean = 0;
    for (int t = 0; t < scores.length; t++) {
      double wins = 0;
      for (double own : scores[t]) {
        for (double other : others.scores[t]) {
          wins += own > other ? 1 : own == other ? 0.5 : 0;
        }
      }
      mean += wins / scores[t].length / others.scores[t].length / scores.length;
    }
    return mean;
  }

  /**
   * {@link #improvement} with its interval: both sides are drawn anew; NaN at both ends where
   * neither has a task with two runs.
   */
  public Interval improvement(Runs others, long seed) {
    double value = improvement(others);
    if (isOneEach() && others.isOneEach()) {
      return new Interval(value, Double.NaN, Double.NaN);
    }
    Philox mine = Philox.of(seed, "bootstrap");
    Philox theirs = Philox.of(seed, "bootstrap-others");
    double[] values = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      values[r] = resampled(mine, r).improvement(others.resampled(theirs, r));
    }
    return between(value, values);
  }
}
