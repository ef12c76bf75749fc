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
   * A book whose instruments are jointly normal with mean 0. Estimation error {@code VaR / sqrt(2
   * n)} where the covariance comes from n returns. O(n^2).
   */
  public static TailRisk normal(Exposures book, Covariance perSession, double level, int horizon) {
    TailRisk.checkLevel(level);
    double deviation = perSession.deviation(book.toArray()) * Math.sqrt(horizon);
    int n = perSession.observations();
    double known = n == 0 ? Double.NaN : 1 / Math.sqrt(2.0 * n);
    double z = Normal.quantile(level);
    double k = Normal.density(z) / (1 - level);
    return new TailRisk(
        "normal",
        level,
        horizon,
        Estimate.computed(z * deviation, z * deviation * known),
        Estimate.computed(k * deviation, k * deviation * known),
        List.of());
  }

  /**
   * Profits as a normal sample: {@code -mean h + z s sqrt(h)}; estimation error by the delta
   * method, {@code s sqrt(h^2 / n + z^2 h / (2 n))}.
   */
  public static TailRisk normal(double[] profits, double level, int horizon) {
    TailRisk.checkLevel(level);
    Moments moments = moving(profits);
    double z = Normal.quantile(level);
    return located(
        "normal", moments, level, horizon, z, Normal.density(z) / (1 - level), List.of());
  }

  private static TailRisk located(
      String method,
      Moments moments,
      double level,
      int horizon,
      double varFactor,
      double esFactor,
      List<String> notes) {
    double root = Math.sqrt(horizon);
    double s = moments.deviation();
    return new TailRisk(
        method,
        level,
        horizon,
        Estimate.computed(
            varFactor * s * root - moments.mean() * horizon, error(moments, horizon, varFactor)),
        Estimate.computed(
            esFactor * s * root - moments.mean() * horizon, error(moments, horizon, esFactor)),
        notes);
  }

  private static double error(Moments moments, int horizon, double factor) {
    double h = horizon;
    return moments.deviation() * Math.sqrt((h * h + factor * factor * h / 2) / moments.count());
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
