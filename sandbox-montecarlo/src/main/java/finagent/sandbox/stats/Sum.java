package finagent.sandbox.stats;

/**
 * A running sum whose rounding error does not grow with the number of terms: compensated summation
 * (Neumaier 1974), in the order the terms are added.
 */
public final class Sum {
  private double sum;
  private double lost;

  public void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  public double value() {
    return sum + lost;
  }

  /** Sum of all values. */
  public static double of(double[] values) {
    Sum sum = new Sum();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }
}
