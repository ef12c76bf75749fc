package finagent.sandbox.vector;

/** {@link Mix}, one row of lanes at a time. */
public final class ScalarMix implements Mix {
  @Override
  public void over(double[] matrix, double[] drift, int rows, double[] z, double[] x, int lanes) {
    for (int i = 0; i < rows; i++) {
      int out = i * Lane.STRIDE;
      for (int p = 0; p < lanes; p++) {
        x[out + p] = drift[i];
      }
      int last = i / PAD * PAD + PAD;
      for (int j = 0; j < last; j++) {
        double weight = matrix[i * rows + j];
        int in = j * Lane.STRIDE;
        for (int p = 0; p < lanes; p++) {
          x[out + p] = Math.fma(z[in + p], weight, x[out + p]);
        }
      }
    }
  }
}
