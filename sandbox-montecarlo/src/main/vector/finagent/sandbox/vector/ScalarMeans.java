package finagent.sandbox.vector;

/** {@link Rows#cross}, one lane at a time. */
final class ScalarMeans {
  private ScalarMeans() {}

  static void cross(
      double[] x,
      int at,
      double[] fastPrefix,
      double[] fastSlot,
      double[] fastSuffix,
      double fast,
      double[] slowPrefix,
      double[] slowSlot,
      double[] slowSuffix,
      double slow,
      double[] out,
      int outAt,
      int from) {
    for (int i = from; i < fastPrefix.length; i++) {
      double now = x[at + i];
      double quick = fastPrefix[i] + now;
      double lazy = slowPrefix[i] + now;
      fastPrefix[i] = quick;
      slowPrefix[i] = lazy;
      fastSlot[i] = now;
      slowSlot[i] = now;
      double gap = (fastSuffix[i] + quick) / fast - (slowSuffix[i] + lazy) / slow;
      out[outAt + i] = gap > 0 ? 1 : Double.isNaN(gap) ? gap : 0;
    }
  }
}
