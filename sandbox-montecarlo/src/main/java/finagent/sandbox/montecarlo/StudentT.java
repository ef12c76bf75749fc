package finagent.sandbox.montecarlo;

/** Student's t distribution with any degrees of freedom above 0; the same bits on any machine. */
final class StudentT {
  private static final int TERMS = 300;

  private StudentT() {}

  /** P(T <= x), about 1e-13 relative (Abramowitz and Stegun 1964, 26.7.1 with 26.5.8). */
  static double cdf(double x, double degrees) {
    double tail = beta(degrees / 2, 0.5, degrees / (degrees + x * x)) / 2;
    return x > 0 ? 1 - tail : tail;
  }

  /** The x with P(T <= x) = p. */
  static double quantile(double p, double degrees) {
    return p > 0.5 ? -lower(1 - p, degrees, -1) : lower(p, degrees, -1);
  }

  /**
   * For p <= 1/2, by Newton's steps from a start below 0: the distribution is convex there, so that
   * they come down on the root from above after the first.
   */
  static double lower(double p, double degrees, double start) {
    double x = start;
    for (int k = 0; k < 400; k++) {
      double move = (p - cdf(x, degrees)) / StrictMath.exp(logDensity(x, degrees));
      double next = Math.min(0, x + move);
      if (Math.abs(next - x) <= 4e-16 * Math.abs(next) || next == x) {
        return next;
      }
      x = next;
    }
    return x;
  }

  /** Log density. */
  static double logDensity(double x, double degrees) {
    return logGamma((degrees + 1) / 2)
        - logGamma(degrees / 2)
        - StrictMath.log(degrees * Math.PI) / 2
        - (degrees + 1) / 2 * StrictMath.log1p(x * x / degrees);
  }

  /** Regularised incomplete beta by Lentz's continued fraction (Press et al. 2007, 6.4). */
  private static double beta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(a, b, x) / a
        : 1 - front * fraction(b, a, 1 - x) / b;
  }

  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / guard(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m <= TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / guard(1 + even * d);
      c = guard(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / guard(1 + odd * d);
      c = guard(1 + odd / c);
      double factor = d * c;
      h *= factor;
      if (Math.abs(factor - 1) < 1e-16) {
        break;
      }
    }
    return h;
  }

  private static double guard(double value) {
    return Math.abs(value) < 1e-300 ? 1e-300 : value;
  }

  /** Log of the gamma function for x > 0: Stirling's series after shifting x above 12. */
  static double logGamma(double x) {
    double shift = 0;
    double y = x;
    while (y < 12) {
      shift += StrictMath.log(y);
      y += 1;
    }
    double i = 1 / (y * y);
    double series =
        (1.0 / 12 - i * (1.0 / 360 - i * (1.0 / 1260 - i * (1.0 / 1680 - i / 1188)))) / y;
    return (y - 0.5) * StrictMath.log(y) - y + 0.9189385332046728 + series - shift;
  }
}
