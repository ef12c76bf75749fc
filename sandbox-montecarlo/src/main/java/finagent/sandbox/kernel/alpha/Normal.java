package finagent.sandbox.kernel.alpha;

/**
 * The standard normal distribution function, by Marsaglia's series (Marsaglia 2004, "Evaluating the
 * Normal Distribution") near 0 and the continued fraction of the tail (Abramowitz and Stegun 1964,
 * 26.2.14) far from it. Relative error below 1e-12. Bits are the same on every machine.
 */
final class Normal {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final int TAIL_TERMS = 120;

  private Normal() {}

  static double cdf(double x) {
    if (x < -2.5) {
      return tail(-x);
    }
    if (x > 2.5) {
      return 1 - tail(x);
    }
    double sum = x;
    double term = x;
    double before = 0;
    for (int k = 3; sum != before; k += 2) {
      before = sum;
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * density(x);
  }

  /** Probability beyond x > 0. */
  private static double tail(double x) {
    double fraction = x;
    for (int k = TAIL_TERMS; k > 0; k--) {
      fraction = x + k / fraction;
    }
    return density(x) / fraction;
  }

  private static double density(double x) {
    return StrictMath.exp(-0.5 * x * x - HALF_LOG_TWO_PI);
  }
}
