package finagent.sandbox.risk;

import finagent.sandbox.stats.Moments;
import java.io.Serializable;

/**
 * How the variance of the next session follows from the last one's profit (less its mean) and
 * variance: {@code v' = constant + news r^2 + memory v}.
 *
 * @param constant 0 for exponential weighting
 * @param news weight of the last square
 * @param memory weight of the last variance
 */
public record VarianceFilter(double constant, double news, double memory) implements Serializable {
  public VarianceFilter {
    if (!(constant >= 0 && news > 0 && memory >= 0 && news + memory <= 1 + 1e-12)) {
      throw new IllegalArgumentException(
          "Invalid variance filter: %s + %s r^2 + %s v (must be >= 0, weights together at most 1)"
              .formatted(constant, news, memory));
    }
  }

  /** Exponential weights (RiskMetrics 1996), e.g. 0.94 for daily profits. */
  public static VarianceFilter ewma(double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "Invalid decay: %s (must be in (0, 1), e.g. 0.94)".formatted(decay));
    }
    return new VarianceFilter(0, 1 - decay, decay);
  }

  /**
   * GARCH(1,1) (Bollerslev 1986) by normal quasi-likelihood, the long-run variance held at that of
   * the sample (variance targeting, Engle and Mezrich 1996): a grid over persistence and share of
   * news, then a compass search. O(n) per trial, about 600 trials.
   */
  public static VarianceFilter garch(double[] profits) {
    Moments moments = Parametric.moving(profits);
    if (profits.length < 100) {
      throw new IllegalArgumentException(
          "A GARCH fit needs at least 100 profits; there are %d (use exponential weights)"
              .formatted(profits.length));
    }
    double variance = moments.deviation() * moments.deviation();
    double[] best = {0.9, 0.1};
    double most = Double.NEGATIVE_INFINITY;
    for (int a = 1; a < 20; a++) {
      for (int b = 1; b < 20; b++) {
        double[] trial = {1 - 0.0025 * b * b / 2, 0.0025 * a * a / 2};
        double value = likelihood(profits, moments.mean(), variance, trial);
        if (value > most) {
          most = value;
          best = trial;
        }
      }
    }
    double step = 0.02;
    while (step > 1e-6) {
      boolean better = false;
      for (int direction = 0; direction < 4; direction++) {
        double[] trial = best.clone();
        trial[direction / 2] += direction % 2 == 0 ? step : -step;
        double value = likelihood(profits, moments.mean(), variance, trial);
        if (value > most) {
          most = value;
          best = trial;
          better = true;
        }
      }
      step = better ? step : step / 2;
    }
    return of(variance, best);
  }

  /** From persistence and the share of it that is news. */
  private static VarianceFilter of(double variance, double[] trial) {
    return new VarianceFilter(
        variance * (1 - trial[0]), trial[0] * trial[1], trial[0] * (1 - trial[1]));
  }

  private static double likelihood(double[] profits, double mean, double variance, double[] trial) {
    if (!(trial[0] > 0 && trial[0] < 1 && trial[1] > 0 && trial[1] < 1)) {
      return Double.NEGATIVE_INFINITY;
    }
    VarianceFilter filter = of(variance, trial);
    double v = variance;
    double sum = 0;
    for (double profit : profits) {
      double r = profit - mean;
      sum -= StrictMath.log(v) + r * r / v;
      v = filter.next(v, r);
    }
    return sum;
  }

  double next(double variance, double profit) {
    return constant + news * profit * profit + memory * variance;
  }

  /** Sum of squared weights on past squares: {@code news^2 / (1 - memory^2)}. */
  double concentration() {
    return news * news / (1 - memory * memory);
  }
}
