package finagent.sandbox.scenario;

import java.util.Arrays;

/**
 * A step of the cash rate, and with it of the margin rate, that stays to the end of the market.
 *
 * @param from session from which on it holds
 * @param change added to the annual rate, e.g. 0.02
 */
public record Rates(int from, double change) implements Shock {
  public Rates {
    Shock.checkSpan(from, from + 1);
    if (!(Math.abs(change) <= 1)) {
      throw new IllegalArgumentException(
          "Invalid change of the cash rate: %s (must be within -1 .. 1; 0.02 is 200 basis points)"
              .formatted(change));
    }
  }

  @Override
  public int sessions() {
    return from + 1;
  }

  @Override
  public void apply(Canvas canvas) {
    double[] rate = canvas.rate;
    int first = canvas.bar(from);
    Arrays.setAll(rate, t -> t < first ? rate[t] : rate[t] + change);
  }
}
