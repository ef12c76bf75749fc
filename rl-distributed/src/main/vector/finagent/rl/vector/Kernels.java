package finagent.rl.vector;

/**
 * The inner loops of a small network. A panel is a row-major block of rows of {@link #PANEL}
 * floats: activations are panels [unit][sample], so that every layer, forward and backward, is a
 * product that broadcasts weights over vectors of samples and nothing is ever transposed.
 *
 * <p>Every implementation gives the same bits on any machine. Elements of a product are summed in
 * the order of its inner index with fused multiply-adds; sums over the samples of a batch are kept
 * as {@link #LANES} partial sums, one per sample number modulo 16, and folded in halves at the end
 * of the batch, whatever the width of the machine's vectors.
 */
public interface Kernels {
  /** Samples (or units) in a row of a panel. */
  int PANEL = 64;

  /** From one spare row to the next: the deepest product, and off the multiples of 4 KB. */
  int SPARE_ROW = 4096 + 16;

  /** Floats a product needs to spare. */
  int SPARE = 4 * SPARE_ROW;

  /** Partial sums of a sum over samples. */
  int LANES = 16;

  /**
   * {@code c[r][s] = bias[r] + sum_p a(r, p) b[p][s]} for r < rows, s < PANEL, where a(r, p) stands
   * at {@code aAt + r rowStride + p stepStride}; with {@code relu}, max(0, .) of it. O(rows depth
   * PANEL).
   *
   * @param depth at most 4,096
   * @param rows a multiple of 4
   * @param spare room for {@link #SPARE} floats, which are overwritten
   */
  void product(
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
      float[] spare);

  /**
   * {@code g[o][i] += sum_s d[o][s] h[s][i]} for o < rows, i < PANEL; rows of g are {@code width}
   * apart. O(rows PANEL^2).
   *
   * @param rows a multiple of 4
   */
  void accumulate(float[] d, int dAt, float[] h, int hAt, float[] g, int gAt, int width, int rows);

  /** {@code out[s] += sum_o w[o] h[o][s]}, o < n. */
  void dot(float[] w, int wAt, float[] h, int hAt, int n, float[] out, int outAt);

  /**
   * Backward through an output unit: {@code d[o][s] = q[s] w[o] f'(h[o][s])} for o < n; adds the
   * partial sums of d to row {@code biasRow + o}, of q h[o] to row {@code weightRow + o}.
   */
  void outputBackward(
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
      boolean tanh);

  /** {@code d[k] *= f'(h[k])} for k < n: h > 0 for ReLU, 1 - h^2 for tanh. */
  void derivative(float[] d, int dAt, float[] h, int hAt, int n, boolean tanh);

  /** Partial sums of {@code x[k][s] z[i][s]} into row {@code row + k PANEL + i}, k < depth. */
  void inputBackward(float[] z, int zAt, float[] x, int xAt, int depth, float[] lanes, int row);

  /** Partial sums of {@code q[s] h[o][s]} into row {@code row + o}, o < n. */
  void rowSums(float[] q, int qAt, float[] h, int hAt, int n, float[] lanes, int row);

  /** {@code g[k] = } the sum of the partial sums of row k, which become 0; k < n. */
  void fold(float[] lanes, float[] g, int n);

  /**
   * tanh of {@code x[at .. at + n - 1]} in place: x P(x^2) / Q(x^2) with |x| cut at 8, relative
   * error 3.2e-7.
   */
  void tanh(float[] x, int at, int n);

  /**
   * One step of Adam (Kingma and Ba 2015, algorithm 1 in the order of section 2's last paragraph)
   * with rates .9 and .999; gradients are multiplied by {@code scale} first and become 0.
   *
   * @param step learning rate times the bias corrections
   */
  void adam(
      float[] w, float[] g, float[] m, float[] v, int n, float step, float epsilon, float scale);

  /** {@code t += tau (w - t)}. */
  void follow(float[] t, float[] w, int n, float tau);

  /** The sum of squares. */
  float squares(float[] x, int n);

  /** For one sample: {@code out[i] = sum_k x[k] w[k][i]}, i < PANEL. */
  void combine(float[] x, int depth, float[] w, int wAt, float[] out, int outAt);

  /** For one sample: {@code out[o] = b[o] + sum_i w[o][i] h[i]}; n a multiple of 16. */
  void apply(float[] w, int wAt, float[] b, int bAt, float[] h, int n, float[] out, int rows);
}
