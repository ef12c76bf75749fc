package finagent.sandbox.risk;

import java.io.Serializable;

/**
 * A number and how well it is known, twice.
 *
 * @param simulationError standard error that more paths would reduce; 0 where nothing was simulated
 * @param estimationError standard error that only more history would reduce; NaN where the history
 *     behind the number is not known
 */
public record Estimate(double value, double simulationError, double estimationError)
    implements Serializable {

  /** A number that no simulation was needed for. */
  public static Estimate computed(double value, double estimationError) {
    return new Estimate(value, 0, estimationError);
  }

  /** The same with an estimation error of that share of its size. */
  Estimate knownWithin(double share) {
    return new Estimate(value, simulationError, Math.abs(value) * share);
  }

  /** The estimate times a number, e.g. money instead of a fraction. */
  public Estimate times(double factor) {
    double size = Math.abs(factor);
    return new Estimate(value * factor, simulationError * size, estimationError * size);
  }
}
