package finagent.sandbox.scenario;

import finagent.sandbox.random.Philox;

/**
 * An earnings season: each instrument jumps once, overnight, by a normal log move of mean 0, on a
 * session drawn for it. Its volume of that session is multiplied. The spread, which is one number
 * for all instruments, widens by the share of them that jump in the session. Draws are addressed by
 * instrument id.
 *
 * @param from first session
 * @param to session after the last
 * @param deviation standard deviation of the jump
 * @param spread half spread of an instrument on its day times this
 * @param volume shares traded on its day times this
 */
public record Jumps(int from, int to, double deviation, double spread, double volume, long seed)
    implements Shock {
  public Jumps {
    Shock.checkSpan(from, to);
    Shock.checkMultiple("spread", spread);
    Shock.checkMultiple("volume", volume);
    if (!(deviation >= 0 && deviation <= 1)) {
      throw new IllegalArgumentException(
          "Invalid jump: standard deviation %s (must be in [0, 1])".formatted(deviation));
    }
  }

  @Override
  public int sessions() {
    return to;
  }

  @Override
  public void apply(Canvas canvas) {
    Philox random = Philox.of(seed, "earnings");
    for (int i = 0; i < canvas.width; i++) {
      long id = Philox.instrument(canvas.panel.instruments().id(i));
      int day = from + random.below(to - from, 0, 0, id, 0);
      int first = canvas.bar(day);
      canvas.gap(first, i, deviation * random.normal(0, 1, id, 0));
      for (int t = first; t < canvas.bar(day + 1); t++) {
        canvas.volume[t * canvas.width + i] *= volume;
        canvas.spread[t] += (spread - 1) / canvas.width;
      }
    }
  }
}
