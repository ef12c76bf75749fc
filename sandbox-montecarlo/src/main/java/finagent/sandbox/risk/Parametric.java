package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import finagent.sandbox.stats.Moments;
import java.util.List;

/**
 * Value at risk and expected shortfall in closed form (RiskMetrics 1996; McNeil, Frey and Embrechts
 * 2005, ch. 2): returns of different sessions are taken as independent, so that over h sessions the
 * mean grows with h and the deviation with its root.
 */
public final class Parametric {
  private static final int GROUPS = 20;

  private Parametric() {}

  /**
   * A book whose instruments are jointly normal with mean 0. What the covariance was estimated from
   * is not known here: see {@link TailRisk#knownWithin}. O(n^2).
   */
  public static TailRisk normal(Exposures book, Covariance perSession, double level, int horizon) {
    TailRisk.checkLevel(level);
    return normal(perSession.deviation(book.toArray()), level, horizon);
  }

  /**
   * The same of the book's profits alone: {@code z s sqrt(h)} with their sample deviation s, mean
   * 0; to rounding what the sample covariance of the history behind them gives. Estimation error
   * from the kurtosis of the profits: {@link Moments#relativeError} of s.
   */
  public static TailRisk normal(double[] profits, double level, int horizon) {
    TailRisk.checkLevel(level);
    Moments moments = moving(profits);
    return normal(moments.deviation(), level, horizon).knownWithin(moments.relativeError());
  }

  private static TailRisk normal(double deviation, double level, int horizon) {
    double z = Normal.quantile(level);
    double k = Normal.density(z) / (1 - level);
    double scale = deviation * Math.sqrt(horizon);
    return new TailRisk(
        "normal",
        level,
        horizon,
        Estimate.computed(z * scale, Double.NaN),
        Estimate.computed(k * scale, Double.NaN),
        List.of());
  }

  /**
   * Profits as a sample of Student's t with location, scale and degrees of freedom by maximum
   * likelihood; one session (sums of t variables are no t: longer horizons are a simulation's).
   * Estimation error by the jackknife over 20 blocks in time.
   */
  public static TailRisk studentT(double[] profits, double level) {
    TailRisk.checkLevel(level);
    moving(profits);
    FittedT fit = FittedT.of(profits);
    Jackknife error =
        Jackknife.of(
            profits,
            GROUPS,
            rest -> {
              FittedT other = FittedT.of(rest);
              return new double[] {other.valueAtRisk(level), other.shortfall(level)};
            });
    return new TailRisk(
        "student-t",
        level,
        1,
        Estimate.computed(fit.valueAtRisk(level), error.at(0)),
        Estimate.computed(fit.shortfall(level), error.at(1)),
        fit.notes());
  }

  /**
   * The normal quantile corrected for skew S and excess kurtosis K (Cornish and Fisher 1938):
   * {@code z + (z^2 - 1) S / 6 + (z^3 - 3 z) K / 24 - (2 z^3 - 5 z) S^2 / 36}; its tail mean in
   * closed form from normal partial moments (Maillard 2012). Over h sessions S / sqrt(h) and K / h.
   * Estimation error by the jackknife over 20 blocks in time.
   */
  public static TailRisk cornishFisher(double[] profits, double level, int horizon) {
    TailRisk.checkLevel(level);
    CornishFisher whole = CornishFisher.of(moving(profits), horizon);
    Jackknife error =
        Jackknife.of(
            profits,
            GROUPS,
            rest -> {
              CornishFisher other = CornishFisher.of(moving(rest), horizon);
              return new double[] {other.valueAtRisk(level), other.shortfall(level)};
            });
    return new TailRisk(
        "cornish-fisher",
        level,
        horizon,
        Estimate.computed(whole.valueAtRisk(level), error.at(0)),
        Estimate.computed(whole.shortfall(level), error.at(1)),
        whole.notes());
  }

  /** Moments of profits that are finite and do move. */
  static Moments moving(double[] profits) {
    Moments moments = Moments.of(Samples.checked(profits));
    if (!(moments.deviation() > 0)) {
      throw new IllegalArgumentException(
          "%d profits that do not differ (volatility 0): there is no risk to measure in them; is the"
                  .formatted(profits.length)
              + " book in cash, or the price stale?");
    }
    return moments;
  }
}
