package finagent.rl.net;

import finagent.rl.vector.Kernels;
import java.util.Arrays;

/** The kernels one number at a time: for JVMs without the Vector API, and to test the others. */
public final class ScalarKernels implements Kernels {
  @Override
  public void product(
      float[] a,
      int aAt,
      int rowStride,
      int stepStride,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int rows,
      float[] bias,
      int biasAt,
      boolean relu,
      float[] spare) {
    for (int r = 0; r < rows; r++) {
      int t = cAt + r * PANEL;
      Arrays.fill(c, t, t + PANEL, bias[biasAt + r]);
      for (int p = 0; p < depth; p++) {
        float u = a[aAt + r * rowStride + p * stepStride];
        int s = bAt + p * PANEL;
        for (int j = 0; j < PANEL; j++) {
          c[t + j] = Math.fma(u, b[s + j], c[t + j]);
        }
      }
      for (int j = t; relu && j < t + PANEL; j++) {
        c[j] = Float.floatToRawIntBits(c[j]) < 0 ? 0 : c[j];
      }
    }
  }

  @Override
  public void accumulate(
      float[] d, int dAt, float[] h, int hAt, float[] g, int gAt, int width, int rows) {
    for (int o = 0; o < rows; o++) {
      int t = gAt + o * width;
      for (int s = 0; s < PANEL; s++) {
        float u = d[dAt + o * PANEL + s];
        for (int i = 0; i < PANEL; i++) {
          g[t + i] = Math.fma(u, h[hAt + s * PANEL + i], g[t + i]);
        }
      }
    }
  }

  @Override
  public void dot(float[] w, int wAt, float[] h, int hAt, int n, float[] out, int outAt) {
    for (int o = 0; o < n; o++) {
      for (int s = 0; s < PANEL; s++) {
        out[outAt + s] = Math.fma(w[wAt + o], h[hAt + o * PANEL + s], out[outAt + s]);
      }
    }
  }

  @Override
  public void outputBackward(
      float[] w,
      int wAt,
      float[] h,
      int hAt,
      float[] q,
      int qAt,
      float[] d,
      int dAt,
      int n,
      float[] lanes,
      int biasRow,
      int weightRow,
      boolean tanh) {
    float[] both = new float[2 * PANEL];
    for (int o = 0; o < n; o++) {
      int r = hAt + o * PANEL;
      int t = dAt + o * PANEL;
      for (int s = 0; s < PANEL; s++) {
        both[s] = h[r + s] * q[qAt + s];
        d[t + s] = w[wAt + o] * q[qAt + s];
      }
      derivative(d, t, h, r, PANEL, tanh);
      System.arraycopy(d, t, both, PANEL, PANEL);
      pairwise(both, PANEL, lanes, (biasRow + o) * LANES);
      pairwise(both, 0, lanes, (weightRow + o) * LANES);
    }
  }

  private static void pairwise(float[] x, int at, float[] lanes, int t) {
    for (int l = 0; l < LANES; l++) {
      int s = at + l;
      float sum = (x[s] + x[s + LANES]) + (x[s + 2 * LANES] + x[s + 3 * LANES]);
      lanes[t + l] = sum + lanes[t + l];
    }
  }

  @Override
  public void derivative(float[] d, int dAt, float[] h, int hAt, int n, boolean tanh) {
    for (int k = 0; k < n; k++) {
      float x = d[dAt + k];
      float y = h[hAt + k];
      d[dAt + k] = tanh ? x - x * y * y : y > 0 ? x : 0;
    }
  }

  @Override
  public void inputBackward(
      float[] z, int zAt, float[] x, int xAt, int depth, float[] lanes, int row) {
    for (int k = 0; k < depth; k++) {
      rowSums(x, xAt + k * PANEL, z, zAt, PANEL, lanes, row + k * PANEL);
    }
  }

  @Override
  public void rowSums(float[] q, int qAt, float[] h, int hAt, int n, float[] lanes, int row) {
    for (int o = 0; o < n; o++) {
      int r = hAt + o * PANEL;
      for (int l = 0; l < LANES; l++) {
        int t = (row + o) * LANES + l;
        int s = qAt + l;
        float one = Math.fma(q[s], h[r + l], q[s + LANES] * h[r + l + LANES]);
        float two = Math.fma(q[s + 3 * LANES], h[r + l + 3 * LANES], lanes[t]);
        lanes[t] = one + Math.fma(q[s + 2 * LANES], h[r + l + 2 * LANES], two);
      }
    }
  }

  @Override
  public void fold(float[] lanes, float[] g, int n) {
    for (int k = 0; k < n; k++) {
      g[k] = folded(lanes, k * LANES);
      Arrays.fill(lanes, k * LANES, (k + 1) * LANES, 0);
    }
  }

  private static float folded(float[] lanes, int at) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[at + l] += lanes[at + l + half];
      }
    }
    return lanes[at];
  }

  @Override
  public void tanh(float[] x, int at, int n) {
    for (int k = at; k < at + n; k++) {
      x[k] = FloatMath.tanh(x[k]);
    }
  }

  @Override
  public void adam(
      float[] w, float[] g, float[] m, float[] v, int n, float step, float epsilon, float scale) {
    for (int i = 0; i < n; i++) {
      float x = g[i] * scale;
      m[i] = Math.fma(x - m[i], 0.1f, m[i]);
      v[i] = Math.fma(x * x - v[i], 0.001f, v[i]);
      w[i] = Math.fma(m[i] / ((float) Math.sqrt(v[i]) + epsilon), -step, w[i]);
      g[i] = 0;
    }
  }

  @Override
  public void follow(float[] t, float[] w, int n, float tau) {
    for (int i = 0; i < n; i++) {
      t[i] = Math.fma(w[i] - t[i], tau, t[i]);
    }
  }

  @Override
  public float squares(float[] x, int n) {
    float[] lanes = new float[LANES];
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] = Math.fma(x[i], x[i], lanes[i % LANES]);
    }
    return folded(lanes, 0);
  }

  @Override
  public void combine(float[] x, int depth, float[] w, int wAt, float[] out, int outAt) {
    Arrays.fill(out, outAt, outAt + PANEL, 0);
    for (int k = 0; k < depth; k++) {
      for (int i = 0; i < PANEL; i++) {
        out[outAt + i] = Math.fma(w[wAt + k * PANEL + i], x[k], out[outAt + i]);
      }
    }
  }

  @Override
  public void apply(
      float[] w, int wAt, float[] b, int bAt, float[] h, int n, float[] out, int rows) {
    float[] lanes = new float[LANES];
    for (int o = 0; o < rows; o++) {
      Arrays.fill(lanes, 0);
      for (int i = 0; i < n; i++) {
        lanes[i % LANES] = Math.fma(w[wAt + o * n + i], h[i], lanes[i % LANES]);
      }
      out[o] = b[bAt + o] + folded(lanes, 0);
    }
  }
}
