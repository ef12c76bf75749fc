package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.sandbox.random.Philox;

/**
 * Standard normal floats by pairs (Box and Muller 1958): one 53-bit uniform gives 26 bits of
 * radius, 26 of angle on a half circle and a sign. Same bits on any machine.
 */
@SuppressWarnings("FloatingPointLiteralPrecision")
final class Gauss {
  private static final int BITS = 26;
  private static final long MASK = (1L << BITS) - 1;
  private static final float UNIT = 0x1p-26f;

  private Gauss() {}

  /** Fills the array; the numbers of one path are independent of those of any other. */
  static void fill(float[] out, Philox draws, long path) {
    for (int i = 0; i < out.length; i += 2) {
      long bits = (long) (draws.uniform(path, 0, 0, i) * 0x1p53);
      float radius = (float) Math.sqrt(-2 * FloatMath.log(((bits >>> (BITS + 1)) + 0.5f) * UNIT));
      float u = ((bits >>> 1) & MASK) * (2 * UNIT) - 1;
      float t = u * u;
      float sin = .00015167512f * t - .0046741506f;
      sin = Math.fma(Math.fma(sin, t, .07968992f), t, -.64596379f);
      sin = Math.fma(sin, t, 1.5707964f) * u;
      float cos = -2.3824537e-05f * t + .00091772387f;
      cos = Math.fma(Math.fma(cos, t, -.020862687f), t, .25366932f);
      cos = Math.fma(Math.fma(cos, t, -1.2337005f), t, 1);
      out[i] = radius * sin;
      if (i + 1 < out.length) {
        out[i + 1] = (bits & 1) == 0 ? radius * cos : -radius * cos;
      }
    }
  }
}
