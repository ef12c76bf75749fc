package finagent.sandbox.vector;

/**
 * Elementary functions with the same bits on any machine: only {@code + - * /}, square roots and
 * {@link Math#fma} are used. The vector passes evaluate the same operations in the same order, lane
 * by lane. Polynomials are interpolants at Chebyshev nodes; their error is below 2e-17 relative, so
 * that what remains is rounding: about 2e-16.
 */
public final class Elementary {
  static final long ONE_BITS = 0x3FF0000000000000L;
  static final long ROOT_HALF_BITS = 0x3FE6A09E667F3BCDL;
  static final double ALMOST_ONE = 1.0 - 0x1p-53;

  /** Adding it rounds to a whole number, which then stands in the low bits. */
  static final double MAGIC = 0x1.8p52;

  static final long MAGIC_BITS = 0x4338000000000000L;
  static final double LN2 = 0.6931471805599453;
  static final double LN2_HIGH = 0.6931471803691238;
  static final double LN2_LOW = 1.9082149292705877e-10;
  static final double LOG2_E = 1.4426950408889634;
  static final double TWO_PI = 2 * Math.PI;

  static final double E2 = 0.5000000000000001;
  static final double E3 = 0.16666666666666669;
  static final double E4 = 0.04166666666662413;
  static final double E5 = 0.008333333333330062;
  static final double E6 = 0.0013888888917213717;
  static final double E7 = 0.00019841269863053618;
  static final double E8 = 2.4801521295954376e-05;
  static final double E9 = 2.7557268459997064e-06;
  static final double E10 = 2.7620088445409746e-07;
  static final double E11 = 2.510038549551032e-08;

  static final double L1 = 0.666666666666667;
  static final double L2 = 0.39999999999899444;
  static final double L3 = 0.2857142862600327;
  static final double L4 = 0.22222211130259878;
  static final double L5 = 0.18182889455674947;
  static final double L6 = 0.15331710618210773;
  static final double L7 = 0.14616585424888623;

  static final double S1 = -0.16666666666666666;
  static final double S2 = 0.008333333333330948;
  static final double S3 = -0.00019841269836756774;
  static final double S4 = 2.7557316101617874e-06;
  static final double S5 = -2.505113165023518e-08;
  static final double S6 = 1.5918115263265974e-10;

  static final double C2 = 0.041666666666666664;
  static final double C3 = -0.0013888888888887398;
  static final double C4 = 2.480158729876456e-05;
  static final double C5 = -2.7557317271145144e-07;
  static final double C6 = 2.087614614655861e-09;
  static final double C7 = -1.1382623647474604e-11;

  private Elementary() {}

  /** Natural logarithm of a normal positive number; anything for others. */
  public static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long exponent = (bits - ROOT_HALF_BITS) >> 52;
    double m = Double.longBitsToDouble(bits - (exponent << 52));
    double e = Double.longBitsToDouble(exponent + MAGIC_BITS) - MAGIC;
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double p = Math.fma(L7, z, L6);
    p = Math.fma(p, z, L5);
    p = Math.fma(p, z, L4);
    p = Math.fma(p, z, L3);
    p = Math.fma(p, z, L2);
    p = Math.fma(p, z, L1);
    return Math.fma(e, LN2, Math.fma(p, z, 2.0) * s);
  }

  /** {@code e^x} for |x| <= 700; anything for others. */
  public static double exp(double x) {
    double rounded = Math.fma(x, LOG2_E, MAGIC);
    double k = rounded - MAGIC;
    double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    double p = Math.fma(Math.fma(tail(r), r, 1.0), r, 1.0);
    long shift = Double.doubleToRawLongBits(rounded) << 52;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + shift);
  }

  /** {@code e^x - 1} for |x| <= 700, with small values as accurate as large ones. */
  public static double expm1(double x) {
    double rounded = Math.fma(x, LOG2_E, MAGIC);
    double k = rounded - MAGIC;
    double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    double p = Math.fma(tail(r), r, 1.0) * r;
    double power = Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) << 52) + ONE_BITS);
    return Math.fma(power, p, power - 1);
  }

  /** {@code (e^r - 1 - r) / r^2}. */
  private static double tail(double r) {
    double p = Math.fma(E11, r, E10);
    p = Math.fma(p, r, E9);
    p = Math.fma(p, r, E8);
    p = Math.fma(p, r, E7);
    p = Math.fma(p, r, E6);
    p = Math.fma(p, r, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    return Math.fma(p, r, E2);
  }

  /** Cosine of u turns, 0 <= u <= 1. */
  public static double cosTurn(double u) {
    return turn(u, 1);
  }

  /** Sine of u turns, 0 <= u <= 1. */
  public static double sinTurn(double u) {
    return turn(u, 0);
  }

  private static double turn(double u, int ahead) {
    double rounded = Math.fma(u, 4.0, MAGIC);
    long quarter = Double.doubleToRawLongBits(rounded) + ahead;
    double f = Math.fma(rounded - MAGIC, -0.25, u) * TWO_PI;
    double value = (quarter & 1) == 0 ? sine(f, f * f) : cosine(f * f);
    return (quarter & 2) == 0 ? value : -value;
  }

  private static double sine(double f, double z) {
    double p = Math.fma(S6, z, S5);
    p = Math.fma(p, z, S4);
    p = Math.fma(p, z, S3);
    p = Math.fma(p, z, S2);
    p = Math.fma(p, z, S1);
    return Math.fma(p, z, 1.0) * f;
  }

  private static double cosine(double z) {
    double p = Math.fma(C7, z, C6);
    p = Math.fma(p, z, C5);
    p = Math.fma(p, z, C4);
    p = Math.fma(p, z, C3);
    p = Math.fma(p, z, C2);
    p = Math.fma(p, z, -0.5);
    return Math.fma(p, z, 1.0);
  }

  /** Uniform in (0, 1) from the upper 52 bits of a word: {@code (k + 1/2) / 2^52}. */
  public static double unit(long word) {
    return Double.longBitsToDouble((word >>> 12) | ONE_BITS) - ALMOST_ONE;
  }
}
