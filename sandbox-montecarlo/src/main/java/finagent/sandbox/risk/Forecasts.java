package finagent.sandbox.risk;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Risk forecast for every session of a history from the sessions before it alone: what the
 * backtests test. Immutable.
 */
public final class Forecasts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double level;
  private final double[] profits;
  private final double[] valueAtRisk;
  private final double[] shortfall;

  private Forecasts(double level, double[] profits, double[] valueAtRisk, double[] shortfall) {
    this.level = level;
    this.profits = profits;
    this.valueAtRisk = valueAtRisk;
    this.shortfall = shortfall;
  }

  /**
   * Forecasts session t from sessions [t - window, t).
   *
   * @param method risk of one session from past profits, e.g. {@code past -> Historical.of(past,
   *     0.99)}
   */
  public static Forecasts rolling(
      double[] profits, int window, double level, Function<double[], TailRisk> method) {
    TailRisk.checkLevel(level);
    Samples.checked(profits);
    if (window < 2 || window > profits.length - 2) {
      throw new IllegalArgumentException(
          "Invalid window: %d sessions; the history has %d (must leave at least 2 to forecast)"
              .formatted(window, profits.length));
    }
    int n = profits.length - window;
    double[] valueAtRisk = new double[n];
    double[] shortfall = new double[n];
    for (int t = 0; t < n; t++) {
      TailRisk risk = method.apply(Arrays.copyOfRange(profits, t, t + window));
      if (risk.horizon() != 1 || risk.level() != level) {
        throw new IllegalArgumentException(
            "The method forecasts %d sessions at level %s; this backtest is of 1 at %s"
                .formatted(risk.horizon(), risk.level(), level));
      }
      valueAtRisk[t] = risk.valueAtRisk().value();
      shortfall[t] = risk.expectedShortfall().value();
    }
    return new Forecasts(
        level, Arrays.copyOfRange(profits, window, profits.length), valueAtRisk, shortfall);
  }

  public int sessions() {
    return profits.length;
  }

  /** Profit of forecast session t. */
  public double profit(int t) {
    return profits[t];
  }

  public double valueAtRisk(int t) {
    return valueAtRisk[t];
  }

  public double shortfall(int t) {
    return shortfall[t];
  }

  /** Where losses exceeded the value at risk. */
  public Exceedances exceedances() {
    return Exceedances.of(profits, valueAtRisk, level);
  }

  /** The tests of the shortfall forecasts. */
  public ShortfallBacktest shortfallTest(
      ShortfallBacktest.Shape shape, int simulations, long seed) {
    return ShortfallBacktest.of(profits, valueAtRisk, shortfall, level, shape, simulations, seed);
  }
}
