package finagent.sandbox.risk;

import finagent.sandbox.stats.Moments;
import finagent.sandbox.stats.StudentT;
import java.util.List;
import java.util.Locale;

/**
 * Student's t with location and scale, fitted by maximum likelihood: for given degrees of freedom
 * by the EM steps of Lange, Little and Taylor (1989), the degrees by golden section on the profile
 * likelihood between 2.05 and 200.
 */
record FittedT(double location, double scale, double degrees, double logLikelihood) {
  private static final double LEAST = 2.05;
  private static final double MOST = 200;
  private static final double GOLDEN = 0.6180339887498949;

  static FittedT of(double[] values) {
    double low = 1 / MOST;
    double high = 1 / LEAST;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    FittedT atLeft = given(values, 1 / left);
    FittedT atRight = given(values, 1 / right);
    while (high - low > 1e-5) {
      if (atLeft.logLikelihood > atRight.logLikelihood) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = given(values, 1 / left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = given(values, 1 / right);
      }
    }
    return atLeft.logLikelihood > atRight.logLikelihood ? atLeft : atRight;
  }

  private static FittedT given(double[] values, double degrees) {
    Moments moments = Moments.of(values);
    double location = moments.mean();
    double square = moments.deviation() * moments.deviation() * (degrees - 2) / degrees;
    for (int round = 0; round < 200; round++) {
      double weights = 0;
      double weighted = 0;
      double spread = 0;
      for (double value : values) {
        double d = value - location;
        double w = (degrees + 1) / (degrees + d * d / square);
        weights += w;
        weighted += w * d;
        spread += w * d * d;
      }
      double step = weighted / weights;
      // The parameter-expanded step (Kent, Tyler and Vardi 1994): divides by the weights.
      double next = spread / weights - step * step;
      boolean still = Math.abs(next - square) <= 1e-12 * square && step * step <= 1e-24 * square;
      location += step;
      square = next;
      if (still) {
        break;
      }
    }
    StudentT unit = StudentT.of(degrees);
    double scale = Math.sqrt(square);
    double logLikelihood = -values.length * StrictMath.log(scale);
    for (double value : values) {
      logLikelihood += unit.logDensity((value - location) / scale);
    }
    return new FittedT(location, scale, degrees, logLikelihood);
  }

  double valueAtRisk(double level) {
    return -location - scale * StudentT.of(degrees).quantile(1 - level);
  }

  double shortfall(double level) {
    return -location + scale * StudentT.of(degrees).shortfall(level);
  }

  List<String> notes() {
    if (degrees > MOST * 0.95) {
      return List.of("tails no fatter than normal: degrees of freedom stopped at " + MOST);
    }
    return degrees < LEAST * 1.01
        ? List.of("tails so fat that the variance is infinite: degrees of freedom stopped at 2.05")
        : List.of(String.format(Locale.ROOT, "%.2f degrees of freedom", degrees));
  }
}
