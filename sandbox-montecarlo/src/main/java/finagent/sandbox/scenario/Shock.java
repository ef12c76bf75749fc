package finagent.sandbox.scenario;

import java.io.Serializable;

/**
 * One thing that happens in a scenario. Shocks act in the order of the scenario's list; sessions
 * are counted from the first of the window.
 */
public sealed interface Shock extends Serializable
    permits Move, Volatility, Correlation, Liquidity, Rates, Jumps, Replay {
  /** Sessions of the window it needs. */
  int sessions();

  /** Paints it on. */
  void apply(Canvas canvas);

  /** Refuses a span that is empty or begins before the window. */
  static void checkSpan(int from, int to) {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "Invalid span: sessions [%d, %d) (must begin at 0 or later and not be empty)"
              .formatted(from, to));
    }
  }

  /** Refuses a multiple that is not above 0 and finite. */
  static void checkMultiple(String what, double multiple) {
    if (!(multiple > 0 && multiple < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid %s: x%s (must be > 0 and finite; x1 changes nothing)".formatted(what, multiple));
    }
  }
}
