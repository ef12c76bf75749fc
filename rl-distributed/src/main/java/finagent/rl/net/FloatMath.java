package finagent.rl.net;

import finagent.rl.vector.Tanh;

/**
 * exp, log and tanh of floats by polynomials, the same bits on any machine. Relative errors: exp
 * 2e-7, log 3e-7 (absolute below 1e-7 near 1), tanh 3.2e-7. Coefficients stand as published
 * (Cephes, Moshier 1992) or fitted.
 */
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class FloatMath {
  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float ROUND = 12582912f;

  private FloatMath() {}

  /** e^x; x is cut to [-87, 88]. Cody and Waite (1980) reduction, degree 6. */
  public static float exp(float x) {
    float y = Math.min(88f, Math.max(-87f, x));
    float k = Math.fma(y, LOG2_E, ROUND) - ROUND;
    float r = Math.fma(k, -LN2_HIGH, y);
    r = Math.fma(k, -LN2_LOW, r);
    float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = Math.fma(p, r, 8.3334519073e-3f);
    p = Math.fma(p, r, 4.1665795894e-2f);
    p = Math.fma(p, r, 1.6666665459e-1f);
    p = Math.fma(p, r, 5.0000001201e-1f);
    p = Math.fma(p * r, r, r) + 1;
    return p * Float.intBitsToFloat(((int) k + 127) << 23);
  }

  /** Natural logarithm of a normal positive float. */
  public static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - 0x3F3504F3) >> 23;
    float m = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
    float p = Math.fma(.092722177f, m, -.14118426f);
    p = Math.fma(p, m, .14676395f);
    p = Math.fma(p, m, -.16592856f);
    p = Math.fma(p, m, .19985127f);
    p = Math.fma(p, m, -.25000921f);
    p = Math.fma(p, m, .33333409f);
    p = Math.fma(p, m, -.5f);
    p = Math.fma(p * m, m, m);
    return Math.fma(exponent, .69314718f, p);
  }

  /** log(1 + e^x) without overflow. */
  public static float softplus(float x) {
    return Math.max(x, 0) + log(1 + exp(-Math.abs(x)));
  }

  /** The same bits as {@link finagent.rl.vector.Kernels#tanh}. */
  public static float tanh(float x) {
    int bits = Float.floatToRawIntBits(x);
    int size = Math.min(bits & 0x7FFFFFFF, Float.floatToRawIntBits(8f));
    float y = Float.intBitsToFloat(size | (bits & 0x80000000));
    float t = y * y;
    float p = Math.fma(t * Tanh.P4 + Tanh.P3, t, Tanh.P2);
    float q = Math.fma(t * Tanh.Q4 + Tanh.Q3, t, Tanh.Q2);
    p = Math.fma(Math.fma(p, t, Tanh.P1), t, 1);
    q = Math.fma(Math.fma(q, t, Tanh.Q1), t, 1);
    return y * p / q;
  }
}
