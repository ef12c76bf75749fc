package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import finagent.sandbox.stats.Moments;
import java.util.List;
import java.util.Locale;

/**
 * A normal distribution bent to a skew and an excess kurtosis.
 *
 * @param mean over the horizon
 * @param deviation over the horizon
 */
record CornishFisher(double mean, double deviation, double skew, double excess) {
  static CornishFisher of(Moments moments, int horizon) {
    double root = Math.sqrt(horizon);
    return new CornishFisher(
        moments.mean() * horizon,
        moments.deviation() * root,
        moments.skew() / root,
        (moments.kurtosis() - 3) / horizon);
  }

  double valueAtRisk(double level) {
    double z = Normal.quantile(1 - level);
    return -(mean + deviation * bent(z));
  }

  private double bent(double z) {
    return z
        + (z * z - 1) * skew / 6
        + (z * z * z - 3 * z) * excess / 24
        - (2 * z * z * z - 5 * z) * skew * skew / 36;
  }

  double shortfall(double level) {
    double p = 1 - level;
    double z = Normal.quantile(p);
    double f = Normal.density(z);
    double first = -f;
    double second = p - z * f;
    double third = -(z * z + 2) * f;
    double tail =
        first
            + (second - p) * skew / 6
            + (third - 3 * first) * excess / 24
            - (2 * third - 5 * first) * skew * skew / 36;
    return -(mean + deviation * tail / p);
  }

  /** Says so where the bent quantile falls somewhere: {@code a z^2 + b z + c >= 0} must hold. */
  List<String> notes() {
    double a = excess / 8 - skew * skew / 6;
    double b = skew / 3;
    double c = 1 - excess / 8 + 5 * skew * skew / 36;
    boolean rises = a > 0 ? b * b <= 4 * a * c : a == 0 && b == 0 && c >= 0;
    return rises
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "skew %.3f and excess kurtosis %.3f are outside the domain of the Cornish-Fisher"
                    + " expansion: its quantiles do not rise everywhere; prefer historical or"
                    + " filtered historical",
                skew,
                excess));
  }
}
