package finagent.rl.judging;

/**
 * Linear regression with a penalty on the squares of its coefficients (Hoerl and Kennard 1970,
 * "Ridge regression"), the mean left free. Of the penalties n 10^-4 to n 10^2, n observations, the
 * one of the smallest generalised cross-validation error is taken (Golub, Heath and Wahba 1979, eq.
 * 1.4). O(n p^2 + p^3) for p features.
 */
final class Ridge {
  private static final int LOW = -4;
  private static final int HIGH = 2;

  private final double[] slopes;
  private final double[] means;
  private final double level;

  private Ridge(double[] slopes, double[] means, double level) {
    this.slopes = slopes;
    this.means = means;
    this.level = level;
  }

  /**
   * Fits.
   *
   * @param x observations, a row each
   * @param y what is to be foretold, one a row
   */
  static Ridge fit(double[][] x, double[] y) {
    int p = x[0].length;
    double[] means = new double[p];
    double level = 0;
    for (int t = 0; t < y.length; t++) {
      level += y[t] / y.length;
      for (int c = 0; c < p; c++) {
        means[c] += x[t][c] / y.length;
      }
    }
    double[][] gram = new double[p][p];
    double[] cross = new double[p];
    double square = 0;
    for (int t = 0; t < y.length; t++) {
      double off = y[t] - level;
      square += off * off;
      for (int c = 0; c < p; c++) {
        double own = x[t][c] - means[c];
        cross[c] += own * off;
        for (int d = 0; d <= c; d++) {
          gram[c][d] += own * (x[t][d] - means[d]);
        }
      }
    }
    double[] best = new double[p];
    double least = square / ((1 - 1.0 / y.length) * (1 - 1.0 / y.length));
    for (int power = LOW; power <= HIGH; power++) {
      double[][] factor = factor(gram, y.length * StrictMath.pow(10, power));
      double[] slopes = solved(factor, cross);
      double error = error(gram, cross, square, slopes, 1 + freedom(factor, gram), y.length);
      if (error < least) {
        least = error;
        best = slopes;
      }
    }
    return new Ridge(best, means, level);
  }

  /** The expectation where features stand at {@code x[at..]}. */
  double at(double[] x, int at) {
    double sum = level;
    for (int c = 0; c < slopes.length; c++) {
      sum += slopes[c] * (x[at + c] - means[c]);
    }
    return sum;
  }

  /** The sum of squares left over, by the square of the share of freedom left. */
  private static double error(
      double[][] gram, double[] cross, double square, double[] b, double freedom, int n) {
    double left = square;
    for (int c = 0; c < b.length; c++) {
      left -= 2 * b[c] * cross[c];
      for (int d = 0; d < b.length; d++) {
        left += b[c] * b[d] * gram[Math.max(c, d)][Math.min(c, d)];
      }
    }
    double share = 1 - freedom / n;
    return share > 0 ? left / (share * share) : Double.POSITIVE_INFINITY;
  }

  /** Trace of the matrix that makes fitted values of given ones, the mean apart. */
  private static double freedom(double[][] factor, double[][] gram) {
    int p = gram.length;
    double trace = 0;
    for (int c = 0; c < p; c++) {
      double[] column = new double[p];
      for (int d = 0; d < p; d++) {
        column[d] = gram[Math.max(c, d)][Math.min(c, d)];
      }
      trace += solved(factor, column)[c];
    }
    return trace;
  }

  /** Cholesky factor, lower, of the gram matrix plus the penalty. */
  private static double[][] factor(double[][] gram, double penalty) {
    int p = gram.length;
    double[][] l = new double[p][p];
    for (int c = 0; c < p; c++) {
      for (int d = 0; d <= c; d++) {
        double sum = gram[c][d] + (c == d ? penalty : 0);
        for (int k = 0; k < d; k++) {
          sum -= l[c][k] * l[d][k];
        }
        l[c][d] = c == d ? Math.sqrt(sum) : sum / l[d][d];
      }
    }
    return l;
  }

  private static double[] solved(double[][] l, double[] right) {
    double[] b = right.clone();
    for (int c = 0; c < b.length; c++) {
      for (int k = 0; k < c; k++) {
        b[c] -= l[c][k] * b[k];
      }
      b[c] /= l[c][c];
    }
    for (int c = b.length - 1; c >= 0; c--) {
      for (int k = c + 1; k < b.length; k++) {
        b[c] -= l[k][c] * b[k];
      }
      b[c] /= l[c][c];
    }
    return b;
  }
}
