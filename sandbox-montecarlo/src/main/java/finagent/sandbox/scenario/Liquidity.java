package finagent.sandbox.scenario;

/**
 * What trading costs, and how much of it there is.
 *
 * @param from first session
 * @param to session after the last
 * @param spread half spread times this, for all instruments
 * @param volume shares traded times this; trailing averages of it, and so impact and caps, follow
 * @param borrow fee on shorts times this
 */
public record Liquidity(int from, int to, double spread, double volume, double borrow)
    implements Shock {
  public Liquidity {
    Shock.checkSpan(from, to);
    Shock.checkMultiple("spread", spread);
    Shock.checkMultiple("volume", volume);
    Shock.checkMultiple("borrow", borrow);
  }

  @Override
  public int sessions() {
    return to;
  }

  @Override
  public void apply(Canvas canvas) {
    for (int t = canvas.bar(from); t < canvas.bar(to); t++) {
      canvas.spread[t] *= spread;
      canvas.borrow[t] *= borrow;
      for (int i = 0; i < canvas.width; i++) {
        canvas.volume[t * canvas.width + i] *= volume;
      }
    }
  }
}
