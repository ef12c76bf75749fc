package finagent.sandbox.random;

/**
 * The standard normal distribution to nearly full double accuracy, with the same bits on any
 * machine. Coefficients stand as published.
 */
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class Normal {
  private static final double SQRT_TWO_PI = 2.5066282746310005024;

  /** Beyond it the series for the lower tail would cancel; the continued fraction takes over. */
  private static final double SERIES_UP_TO = 1.25;

  private static final int FRACTION_TERMS = 320;

  private static final double[] CENTRE_P = {
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
    3.3430575583588128105e4, 2.5090809287301226727e3
  };
  private static final double[] CENTRE_Q = {
    1.0,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3
  };
  private static final double[] SHOULDER_P = {
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4
  };
  private static final double[] SHOULDER_Q = {
    1.0,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  };
  private static final double[] TAIL_P = {
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
    2.71155556874348757815e-5, 2.01033439929228813265e-7
  };
  private static final double[] TAIL_Q = {
    1.0,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15
  };

  private Normal() {}

  /** Density at x: {@code exp(-x^2 / 2) / sqrt(2 pi)}. */
  public static double density(double x) {
    double size = Math.abs(x);
    if (size > 40) {
      return 0;
    }
    double coarse = StrictMath.rint(size * 16) / 16;
    double rest = (size - coarse) * (size + coarse);
    return StrictMath.exp(-coarse * coarse / 2) * StrictMath.exp(-rest / 2) / SQRT_TWO_PI;
  }

  /**
   * P(Z <= x), relative error below 2e-15 down to the smallest normal number. Near the centre the
   * series {@code 1/2 + f(x) (x + x^3/3 + x^5/(3 5) + ..)}, in the tails Laplace's continued
   * fraction {@code f(x) / (x + 1/(x + 2/(x + ..)))} (Abramowitz and Stegun 1964, 26.2.11 and
   * 26.2.14; Marsaglia 2004).
   */
  public static double cdf(double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x < -SERIES_UP_TO) {
      return upperTail(-x);
    }
    return x > SERIES_UP_TO ? 1 - upperTail(x) : 0.5 + density(x) * series(x);
  }

  /** P(Z > x), with small values as accurate as large ones. */
  public static double upper(double x) {
    return cdf(-x);
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return sum;
  }

  private static double upperTail(double x) {
    double fraction = x;
    for (int k = FRACTION_TERMS; k >= 1; k--) {
      fraction = x + k / fraction;
    }
    return density(x) / fraction;
  }

  /**
   * The x with P(Z <= x) = p, relative error about 1e-16: algorithm AS 241, PPND16 (Wichura 1988).
   * Infinite at 0 and 1, NaN outside.
   */
  public static double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      return Double.NaN;
    }
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * ratio(CENTRE_P, CENTRE_Q, r);
    }
    double tail = q < 0 ? p : 1 - p;
    if (tail == 0) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double r = Math.sqrt(-StrictMath.log(tail));
    double size = r <= 5 ? ratio(SHOULDER_P, SHOULDER_Q, r - 1.6) : ratio(TAIL_P, TAIL_Q, r - 5);
    return q < 0 ? -size : size;
  }

  private static double ratio(double[] p, double[] q, double r) {
    double above =
        ((((((p[7] * r + p[6]) * r + p[5]) * r + p[4]) * r + p[3]) * r + p[2]) * r + p[1]) * r
            + p[0];
    double below =
        ((((((q[7] * r + q[6]) * r + q[5]) * r + q[4]) * r + q[3]) * r + q[2]) * r + q[1]) * r
            + q[0];
    return above / below;
  }
}
