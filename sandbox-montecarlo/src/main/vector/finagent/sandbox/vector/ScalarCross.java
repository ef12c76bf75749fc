package finagent.sandbox.vector;

/** One bar of a {@link Cross}, one lane at a time. */
public final class ScalarCross implements Cross.Bar {
  private final double[] traded = new double[Cross.PAD];
  private final double[] held = new double[Cross.PAD];
  private final double[] count = new double[Cross.PAD];

  @Override
  public void over(Cross c, double[] returns, int row) {
    java.util.Arrays.fill(traded, 0);
    java.util.Arrays.fill(held, 0);
    java.util.Arrays.fill(count, 0);
    int out = c.now * c.stride;
    double threshold = c.fast * Cross.TIE;
    for (int i = 0; i < c.stride; i++) {
      int k = i % Cross.PAD;
      double r = returns[row + i];
      double before = c.valueBefore[i];
      double filled = c.onBefore[i] * c.each;
      traded[k] += Math.abs(filled - before);
      double moved = Math.fma(filled, r, filled);
      held[k] += moved;
      c.value[i] = moved;
      double price = c.ring[c.last * c.stride + i];
      price = Math.fma(price, r, price);
      double f = c.fastSum[i] + (price - c.ring[c.fastOut * c.stride + i]);
      double s = c.slowSum[i] + (price - c.ring[out + i]);
      c.fastSum[i] = f;
      c.slowSum[i] = s;
      c.ring[out + i] = price;
      double on = f * c.live > s * threshold ? 1 : 0;
      count[k] += on;
      c.on[i] = on;
    }
    c.traded = Cross.total(traded);
    c.held = Cross.total(held);
    c.count = Cross.total(count);
  }

  @Override
  public void cut(Cross c, double share, double[] returns, int row) {
    java.util.Arrays.fill(held, 0);
    for (int i = 0; i < c.stride; i++) {
      double before = c.valueBefore[i];
      double order = c.onBefore[i] * c.each - before;
      double filled = before + order * (order > 0 ? share : 1);
      double moved = Math.fma(filled, returns[row + i], filled);
      c.value[i] = moved;
      held[i % Cross.PAD] += moved;
    }
    c.held = Cross.total(held);
  }
}
