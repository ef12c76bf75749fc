package finagent.sandbox.risk;

import finagent.sandbox.random.Philox;
import finagent.sandbox.stats.Moments;
import java.util.List;

/**
 * Filtered historical simulation (Barone-Adesi, Giannopoulos and Vosper 1999): past profits over
 * their volatility of then, times that of now. One session needs no simulation: all past
 * innovations are taken once. More sessions are drawn from them, path by path, the volatility
 * following each draw.
 *
 * <p>The estimation error joins that of the quantile of the innovations with that of today's
 * variance, {@code (kurtosis - 1) x sum of squared weights} relative; the filter's weights are
 * taken as known.
 */
public final class Filtered {
  private static final int WARM_UP = 30;

  private Filtered() {}

  /**
   * Risk of the sessions to come.
   *
   * @param profits of today's book in past sessions, oldest first
   * @param paths for horizons above 1
   */
  public static TailRisk of(
      double[] profits, VarianceFilter filter, double level, int horizon, int paths, long seed) {
    TailRisk.checkLevel(level);
    if (horizon < 1 || horizon > profits.length) {
      throw new IllegalArgumentException(
          "Invalid horizon: %d sessions; the history has %d (must be 1 .. that)"
              .formatted(horizon, profits.length));
    }
    State state = State.of(profits, filter);
    double[] scaled = new double[state.innovations.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = state.mean + Math.sqrt(state.variance) * state.innovations[k];
    }
    TailRisk one = Historical.of("filtered-historical", scaled, level, 1, List.of());
    double relative = relative(state, filter);
    TailRisk widened =
        new TailRisk(
            one.method(),
            level,
            1,
            widened(one.valueAtRisk(), relative),
            widened(one.expectedShortfall(), relative),
            List.of());
    return horizon == 1
        ? widened
        : simulated(state, filter, widened, horizon, paths, Philox.of(seed, "filtered"));
  }

  /** Relative error of today's volatility: half that of its variance. */
  private static double relative(State state, VarianceFilter filter) {
    double kurtosis = Moments.of(state.innovations).kurtosis();
    return Math.sqrt((kurtosis - 1) * filter.concentration()) / 2;
  }

  private static Estimate widened(Estimate estimate, double relative) {
    double volatility = relative * estimate.value();
    double quantile = estimate.estimationError();
    return Estimate.computed(
        estimate.value(), Math.sqrt(volatility * volatility + quantile * quantile));
  }

  private static TailRisk simulated(
      State state, VarianceFilter filter, TailRisk one, int horizon, int paths, Philox random) {
    Simulation.checkPaths(paths);
    double[] sums = new double[paths];
    for (int path = 0; path < paths; path++) {
      double variance = state.variance;
      for (int s = 0; s < horizon; s++) {
        int drawn = random.below(state.innovations.length, path, s, 0, 0);
        double r = Math.sqrt(variance) * state.innovations[drawn];
        sums[path] += state.mean + r;
        variance = filter.next(variance, r);
      }
    }
    TailRisk all = Historical.of(one.method(), sums, one.level(), horizon, List.of());
    return new TailRisk(
        one.method(),
        one.level(),
        horizon,
        simulated(all.valueAtRisk(), one.valueAtRisk()),
        simulated(all.expectedShortfall(), one.expectedShortfall()),
        List.of(paths + " paths; the estimation error is that of one session, in proportion"));
  }

  private static Estimate simulated(Estimate all, Estimate one) {
    return new Estimate(
        all.value(),
        all.estimationError(),
        Math.abs(all.value() * one.estimationError() / one.value()));
  }

  /** Innovations of the past, and the variance of the session to come. */
  private static final class State {
    final double mean;
    final double variance;
    final double[] innovations;

    private State(double mean, double variance, double[] innovations) {
      this.mean = mean;
      this.variance = variance;
      this.innovations = innovations;
    }

    static State of(double[] profits, VarianceFilter filter) {
      Moments moments = Parametric.moving(profits);
      if (profits.length < 2 * WARM_UP) {
        throw new IllegalArgumentException(
            "Filtered historical simulation needs at least %d profits; there are %d"
                .formatted(2 * WARM_UP, profits.length));
      }
      double variance = 0;
      for (int t = 0; t < WARM_UP; t++) {
        double r = profits[t] - moments.mean();
        variance += r * r / WARM_UP;
      }
      variance = variance > 0 ? variance : moments.deviation() * moments.deviation();
      double[] innovations = new double[profits.length - WARM_UP];
      for (int t = 0; t < profits.length; t++) {
        double r = profits[t] - moments.mean();
        if (t >= WARM_UP) {
          innovations[t - WARM_UP] = r / Math.sqrt(variance);
        }
        variance = filter.next(variance, r);
      }
      return new State(moments.mean(), variance, innovations);
    }
  }
}
