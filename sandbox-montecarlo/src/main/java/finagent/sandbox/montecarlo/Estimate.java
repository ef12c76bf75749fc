package finagent.sandbox.montecarlo;

/**
 * A simulated number with its simulation error.
 *
 * @param value the estimate
 * @param error its standard error from the number of paths alone; estimation error of the model's
 *     parameters comes on top and is reported apart
 * @param count observations it rests on
 */
public record Estimate(double value, double error, long count) {
  /** Whether a value lies within so many standard errors. */
  public boolean agrees(double other, double errors) {
    return Math.abs(value - other) <= errors * error;
  }
}
