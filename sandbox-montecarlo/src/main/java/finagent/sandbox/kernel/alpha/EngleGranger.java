package finagent.sandbox.kernel.alpha;

/**
 * Two-step cointegration test (Engle and Granger 1987): ordinary least squares of a on b with a
 * constant, then an augmented Dickey-Fuller regression of the residuals u without constant, {@code
 * du[t] = g u[t-1] + f du[t-1] + e[t]}; the statistic is g over its standard error (n - 4 degrees
 * of freedom for n residuals). Cost O(n) by running sums.
 *
 * @param beta hedge ratio: how much of b moves with one of a
 * @param tau the statistic; NaN where the residuals vanish
 * @param sd sample standard deviation (n - 1) of the residuals
 */
record EngleGranger(double beta, double tau, double sd) {
  /** Residuals smaller than this, as a share of the variance of a, are rounding errors. */
  private static final double VANISHING = 1e-12;

  /** Of two series of one length whose means have been taken off. */
  static EngleGranger test(double[] a, double[] b) {
    double beta = dot(a, b) / dot(b, b);
    int n = a.length;
    double x1x1 = 0;
    double x1x2 = 0;
    double x2x2 = 0;
    double x1y = 0;
    double x2y = 0;
    double yy = 0;
    double first = a[0] - beta * b[0];
    double u = a[1] - beta * b[1];
    double lag = u - first;
    double squares = first * first + u * u;
    for (int t = 2; t < n; t++) {
      double next = a[t] - beta * b[t];
      double y = next - u;
      x1x1 += u * u;
      x1x2 += u * lag;
      x2x2 += lag * lag;
      x1y += u * y;
      x2y += lag * y;
      yy += y * y;
      squares += next * next;
      u = next;
      lag = y;
    }
    double sd = Math.sqrt(squares / (n - 1.0));
    if (!(squares > VANISHING * dot(a, a))) {
      return new EngleGranger(beta, Double.NaN, sd);
    }
    double determinant = x1x1 * x2x2 - x1x2 * x1x2;
    double g = (x1y * x2x2 - x2y * x1x2) / determinant;
    double f = (x2y * x1x1 - x1y * x1x2) / determinant;
    double error = (yy - g * x1y - f * x2y) / (n - 4.0);
    return new EngleGranger(beta, g / Math.sqrt(error * x2x2 / determinant), sd);
  }

  /** Sum of products, in four interleaved parts. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = 0;
    for (; t + 3 < a.length; t += 4) {
      s0 += a[t] * b[t];
      s1 += a[t + 1] * b[t + 1];
      s2 += a[t + 2] * b[t + 2];
      s3 += a[t + 3] * b[t + 3];
    }
    for (; t < a.length; t++) {
      s0 += a[t] * b[t];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
