package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import finagent.sandbox.stats.StudentT;
import java.util.List;
import java.util.Locale;

/**
 * Risk of a book by simulation: joint log moves x over the horizon, the book valued anew at each,
 * {@code profit = sum(money (exp(x) - 1))}, mean log move 0. Normal moves over h sessions are drawn
 * at once; t moves session by session, since their sums are no t. Path k is the same whatever the
 * number of paths. O(paths x n^2 x sessions).
 */
public final class MonteCarlo {
  private MonteCarlo() {}

  /**
   * Value at risk and expected shortfall, with the error of the simulation beside each. What the
   * covariance was estimated from is not known here: see {@link TailRisk#knownWithin}.
   */
  public static TailRisk of(
      Exposures book, Covariance perSession, Simulation simulation, double level, int horizon) {
    check(simulation, level, horizon);
    JointMoves moves = new JointMoves(book, perSession, simulation, level, horizon);
    int paths = simulation.paths();
    double[] profit = new double[paths];
    double[] weight = new double[paths];
    double[] linear = new double[paths];
    for (int k = 0; k < paths; k++) {
      profit[k] = moves.profit(k);
      weight[k] = moves.weight;
      linear[k] = moves.linear;
    }
    WeightedTail tail = new WeightedTail(profit, weight, linear, level);
    Estimate[] both =
        simulation.technique().controls()
            ? tail.controlled(
                controlVar(simulation, level) * moves.deviation(),
                controlEs(simulation, level) * moves.deviation())
            : tail.plain();
    return new TailRisk(
        "monte-carlo",
        level,
        horizon,
        both[0],
        both[1],
        List.of(
            String.format(
                Locale.ROOT,
                "%s law, %s, %d paths",
                simulation.isNormal() ? "normal" : "t(" + simulation.degrees() + ")",
                simulation.technique(),
                paths)));
  }

  private static void check(Simulation simulation, double level, int horizon) {
    TailRisk.checkLevel(level);
    if (horizon < 1 || horizon > 2_520) {
      throw new IllegalArgumentException(
          "Invalid horizon: %d sessions (must be 1 .. 2520)".formatted(horizon));
    }
    if (simulation.paths() * (1 - level) < 10) {
      throw new IllegalArgumentException(
          "%d paths put %s of them beyond level %s; take at least %d"
              .formatted(
                  simulation.paths(),
                  simulation.paths() * (1 - level),
                  level,
                  (long) Math.ceil(10 / (1 - level))));
    }
    boolean unknown = simulation.technique().controls() && !simulation.isNormal() && horizon > 1;
    if (unknown) {
      throw new IllegalArgumentException(
          "A control variate needs a known law, and sums of t moves have none: use horizon 1, a"
              + " normal law, or IMPORTANCE");
    }
  }

  private static double controlVar(Simulation simulation, double level) {
    return simulation.isNormal()
        ? Normal.quantile(level)
        : StudentT.of(simulation.degrees()).quantile(level) * unit(simulation);
  }

  private static double controlEs(Simulation simulation, double level) {
    return simulation.isNormal()
        ? Normal.density(Normal.quantile(level)) / (1 - level)
        : StudentT.of(simulation.degrees()).shortfall(level) * unit(simulation);
  }

  /** Scale at which a t has variance 1. */
  private static double unit(Simulation simulation) {
    return Math.sqrt((simulation.degrees() - 2) / simulation.degrees());
  }

  /**
   * What each instrument adds to the expected shortfall: its mean loss over the worst paths, which
   * are drawn again by their numbers; scaled so that the parts add up to the estimate.
   */
  public static Contributions contributions(
      Exposures book, Covariance perSession, Simulation simulation, double level, int horizon) {
    TailRisk whole = of(book, perSession, simulation, level, horizon);
    JointMoves moves = new JointMoves(book, perSession, simulation, level, horizon);
    double[] parts = new double[book.size()];
    double total = 0;
    for (int k = 0; k < simulation.paths(); k++) {
      double profit = moves.profit(k);
      if (profit <= -whole.valueAtRisk().value()) {
        total -= moves.weight * profit;
        for (int i = 0; i < parts.length; i++) {
          parts[i] -= moves.weight * book.money(i) * StrictMath.expm1(moves.move[i]);
        }
      }
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] *= whole.expectedShortfall().value() / total;
    }
    return Contributions.of(book.instruments(), parts);
  }
}
