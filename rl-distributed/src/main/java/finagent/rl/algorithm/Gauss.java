package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.sandbox.random.Philox;

/**
 * Standard normal floats by pairs (Box and Muller 1958): the upper 52 bits of a uniform give 26 of
 * radius, 25 of angle on a half circle and a sign. Same bits on any machine.
 */
@SuppressWarnings("FloatingPointLiteralPrecision")
final class Gauss {
  private static final int RADIUS_AT = 26;
  private static final long ANGLE = (1L << 25) - 1;

  private Gauss() {}

  /** Fills the array; the numbers of one path are independent of those of any other. */
  static void fill(float[] out, Philox draws, long path) {
    for (int i = 0; i < out.length; i += 2) {
      long bits = (long) (draws.uniform(path, 0, 0, i) * 0x1p52);
      float uniform = ((bits >>> RADIUS_AT) + 0.5f) * 0x1p-26f;
      float radius = (float) Math.sqrt(Math.max(0, -2 * FloatMath.log(uniform)));
      float u = ((bits >>> 1) & ANGLE) * 0x1p-24f - 1;
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
