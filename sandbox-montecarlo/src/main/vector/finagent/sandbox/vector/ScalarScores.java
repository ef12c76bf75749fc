package finagent.sandbox.vector;

/** Scores of {@link Rows}, one lane at a time. */
final class ScalarScores {
  private ScalarScores() {}

  static void change(double[] end, double[] start, boolean sign, double[] out, int at, int from) {
    for (int i = from; i < end.length; i++) {
      double r = end[i] / start[i] - 1;
      out[at + i] = sign ? Math.signum(r) : r;
    }
  }

  static void reversion(
      double[] x,
      double[] mean,
      double[] squares,
      double n,
      double least,
      double[] out,
      int at,
      int from) {
    for (int i = from; i < x.length; i++) {
      double z = squares[i] == 0 ? 0 : (x[i] - mean[i]) / Math.sqrt(squares[i] / n);
      out[at + i] = Math.abs(z) < least ? 0 : 0 - z;
    }
  }

  static void present(
      double[] x,
      int at,
      double[] member,
      int memberAt,
      boolean members,
      double[] out,
      int outAt,
      int from,
      int size) {
    for (int i = from; i < size; i++) {
      out[outAt + i] = x[at + i] > 0 && (!members || member[memberAt + i] == 1) ? 1 : 0;
    }
  }

  static void known(double[] x, int at, double[] life, int lifeAt, double[] out, int from) {
    for (int i = from; i < out.length; i++) {
      double value = Double.isNaN(x[at + i]) ? 0 : x[at + i];
      out[i] = Double.isNaN(life[lifeAt + i]) ? Double.NaN : value;
    }
  }
}
