package finagent.sandbox.stats;

/**
 * What a book's returns owe to a market's: least squares of {@code r = alpha + beta m + e} (Jensen
 * 1968, "The performance of mutual funds"), with errors that hold for dependent residuals of
 * changing variance ({@link LongRun}). All numbers are per bar.
 *
 * @param bars number of bars
 * @param alphaError standard error
 * @param betaError standard error
 * @param fit share of the variance that the market explains, R^2
 */
public record MarketModel(
    int bars, double alpha, double alphaError, double beta, double betaError, double fit) {
  /**
   * Of two series over cash; all NaN where the market does not move.
   *
   * @param book returns
   * @param market of the same bars
   */
  public static MarketModel of(double[] book, double[] market) {
    int n = book.length;
    Moments of = Moments.of(market);
    double mean = of.mean();
    double spread = of.deviation() * of.deviation() * (n - 1) / n;
    double own = Sum.of(book) / n;
    Sum with = new Sum();
    for (int t = 0; t < n; t++) {
      with.add((market[t] - mean) * (book[t] - own));
    }
    double beta = spread > 0 ? with.value() / n / spread : Double.NaN;
    double alpha = own - beta * mean;
    double[] onBeta = new double[n];
    double[] onAlpha = new double[n];
    Sum rest = new Sum();
    Sum all = new Sum();
    for (int t = 0; t < n; t++) {
      double residual = book[t] - alpha - beta * market[t];
      onBeta[t] = residual * (market[t] - mean) / spread;
      onAlpha[t] = residual - mean * onBeta[t];
      rest.add(residual * residual);
      all.add((book[t] - own) * (book[t] - own));
    }
    return new MarketModel(
        n,
        alpha,
        error(onAlpha),
        beta,
        error(onBeta),
        all.value() > 0 ? 1 - rest.value() / all.value() : Double.NaN);
  }

  private static double error(double[] influence) {
    return Math.sqrt(LongRun.variance(influence) / (influence.length - 2));
  }
}
