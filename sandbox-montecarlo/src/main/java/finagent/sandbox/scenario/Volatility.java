package finagent.sandbox.scenario;

/**
 * Volatility times a number: log moves r become {@code m + multiple (r - m)}, m the instrument's
 * mean over the span, so that what it gains over the span stays and no price can fall by 100 %.
 * Overnight gaps and the reach of highs and lows grow alike.
 *
 * @param from first session
 * @param to session after the last
 */
public record Volatility(int from, int to, double multiple) implements Shock {
  public Volatility {
    Shock.checkSpan(from, to);
    Shock.checkMultiple("volatility", multiple);
  }

  @Override
  public int sessions() {
    return to;
  }

  @Override
  public void apply(Canvas canvas) {
    int first = canvas.bar(from);
    int end = canvas.bar(to);
    for (int i = 0; i < canvas.columns; i++) {
      double mean = canvas.mean(i, first, end);
      for (int t = first; t < end; t++) {
        int cell = t * canvas.columns + i;
        canvas.close[cell] += (multiple - 1) * (canvas.close[cell] - mean);
      }
    }
    for (int cell = first * canvas.width; cell < end * canvas.width; cell++) {
      canvas.open[cell] += (multiple - 1) * canvas.open[cell];
      canvas.up[cell] *= multiple;
      canvas.down[cell] *= multiple;
    }
  }
}
