package finagent.sandbox.stats;

/**
 * Student's t distribution with any number of degrees of freedom above 0; relative error about
 * 1e-13, same bits on any machine. By the incomplete beta function's continued fraction (Abramowitz
 * and Stegun 1964, 26.7.1 and 26.5.8, evaluated by Lentz 1976).
 */
public final class StudentT {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final int MAX_TERMS = 2_000;
  private static final double TINY = 1e-300;
  private static final double ROUNDING = 2.3e-16;

  private final double degrees;
  private final double logScale;

  private StudentT(double degrees) {
    this.degrees = degrees;
    this.logScale =
        logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - StrictMath.log(degrees * Math.PI) / 2;
  }

  public static StudentT of(double degrees) {
    if (!(degrees > 0 && degrees < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid degrees of freedom: %s (must be > 0 and finite)".formatted(degrees));
    }
    return new StudentT(degrees);
  }

  /** Density at x. */
  public double density(double x) {
    return StrictMath.exp(logDensity(x));
  }

  /** Logarithm of the density at x. */
  public double logDensity(double x) {
    return logScale - (degrees + 1) / 2 * StrictMath.log1p(x * x / degrees);
  }

  /** P(T <= x). */
  public double cdf(double x) {
    double tail = 0.5 * beta(degrees / 2, 0.5, degrees / (degrees + x * x));
    return x < 0 ? tail : 1 - tail;
  }

  /** The x with P(T <= x) = p, by bisection and Newton's method on the nearer tail. */
  public double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException(
          "Invalid probability: %s (must be in (0, 1))".formatted(p));
    }
    if (p == 0.5) {
      return 0;
    }
    double tail = Math.min(p, 1 - p);
    double low = -1;
    while (cdf(low) > tail) {
      low *= 2;
    }
    double high = 0;
    double x = low / 2;
    for (int k = 0; k < 200 && high - low > 1e-16 * -low; k++) {
      double miss = cdf(x) - tail;
      if (miss > 0) {
        high = x;
      } else {
        low = x;
      }
      double newton = x - miss / density(x);
      double next = newton > low && newton < high ? newton : (low + high) / 2;
      if (Math.abs(next - x) <= 1e-15 * Math.abs(x)) {
        x = next;
        break;
      }
      x = next;
    }
    return p < 0.5 ? x : -x;
  }

  /**
   * The x with P(T <= x) = p for p <= 1/2, by Newton's steps from a start below 0: the distribution
   * is convex there, so that they come down on the root from above after the first, until rounding
   * turns them back.
   */
  public double lower(double p, double start) {
    double x = start;
    for (int k = 0; k < 400; k++) {
      double move = (p - cdf(x)) / StrictMath.exp(logDensity(x));
      double next = Math.min(0, x + move);
      if (next == x || (k > 0 && next > x)) {
        return x;
      }
      x = next;
    }
    return x;
  }

  /**
   * Mean of -T in the worst {@code 1 - level}: {@code f(q) (v + q^2) / ((v - 1)(1 - level))}
   * (McNeil, Frey and Embrechts 2005, eq. 2.25); needs more than one degree of freedom.
   */
  public double shortfall(double level) {
    if (!(degrees > 1)) {
      throw new IllegalArgumentException(
          "The expected shortfall of a t with %s degrees of freedom is infinite; it needs more than 1"
              .formatted(degrees));
    }
    double q = quantile(1 - level);
    return density(q) * (degrees + q * q) / ((degrees - 1) * (1 - level));
  }

  /** ln Gamma(x) for x > 0: Stirling's series above 12, the recurrence below. */
  public static double logGamma(double x) {
    double shift = 0;
    double product = 1;
    while (x + shift < 12) {
      product *= x + shift;
      shift++;
    }
    double y = x + shift;
    double r = 1 / (y * y);
    double series = 1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)));
    return (y - 0.5) * StrictMath.log(y)
        - y
        + HALF_LOG_TWO_PI
        + series / y
        - StrictMath.log(product);
  }

  /** The regularised incomplete beta function I_x(a, b). */
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
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m <= MAX_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      double factor = d * c;
      h *= factor;
      if (Math.abs(factor - 1) <= ROUNDING) {
        return h;
      }
    }
    return h;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
