package finagent.sandbox.risk;

import java.util.List;
import java.util.Locale;

/**
 * Value at risk and expected shortfall of profits as they were: the {@code ceil((1 - level) n)}-th
 * worst loss, and the mean of exactly the worst {@code 1 - level} (Acerbi and Tasche 2002). Nothing
 * is simulated; the estimation errors take sessions as independent. O(n log n).
 */
public final class Historical {
  private Historical() {}

  /** One session. */
  public static TailRisk of(double[] profits, double level) {
    return of("historical", profits, level, 1, List.of());
  }

  /**
   * Several sessions, from overlapping sums of profits; the error counts as many independent values
   * as there are horizons in the history.
   */
  public static TailRisk of(double[] profits, double level, int horizon) {
    if (horizon == 1) {
      return of(profits, level);
    }
    if (horizon < 1 || horizon > profits.length) {
      throw new IllegalArgumentException(
          "Invalid horizon: %d sessions; the history has %d (use a shorter horizon, or simulate it)"
              .formatted(horizon, profits.length));
    }
    Samples.checked(profits);
    double[] sums = new double[profits.length - horizon + 1];
    for (int t = 0; t < sums.length; t++) {
      for (int k = 0; k < horizon; k++) {
        sums[t] += profits[t + k];
      }
    }
    TailRisk one = of("historical", sums, level, horizon, List.of());
    double wider = Math.sqrt(horizon);
    return new TailRisk(
        one.method(),
        level,
        horizon,
        Estimate.computed(one.valueAtRisk().value(), one.valueAtRisk().estimationError() * wider),
        Estimate.computed(
            one.expectedShortfall().value(), one.expectedShortfall().estimationError() * wider),
        List.of(
            String.format(
                Locale.ROOT,
                "%d overlapping windows hold only %d independent ones",
                sums.length,
                profits.length / horizon)));
  }

  static TailRisk of(
      String method, double[] profits, double level, int horizon, List<String> notes) {
    TailRisk.checkLevel(level);
    Parametric.moving(profits);
    Samples.enough(profits.length, level);
    double[] sorted = Samples.sorted(profits);
    return new TailRisk(
        method,
        level,
        horizon,
        Estimate.computed(
            -sorted[Samples.rank(sorted.length, level) - 1], Samples.quantileError(sorted, level)),
        Estimate.computed(Samples.shortfall(sorted, level), Samples.shortfallError(sorted, level)),
        notes);
  }
}
