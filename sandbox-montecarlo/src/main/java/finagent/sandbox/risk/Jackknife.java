package finagent.sandbox.risk;

import java.util.function.Function;

/**
 * Standard errors of any statistics by leaving out one block in time after the other: {@code
 * sqrt((g - 1) / g sum((s_j - mean)^2))} over g blocks (Quenouille 1956; blocks after Kunsch 1989).
 * Costs g evaluations.
 */
final class Jackknife {
  private final double[] errors;

  private Jackknife(double[] errors) {
    this.errors = errors;
  }

  static Jackknife of(double[] values, int groups, Function<double[], double[]> statistics) {
    int g = Math.min(groups, values.length / 2);
    double[][] each = new double[g][];
    for (int j = 0; j < g; j++) {
      int from = (int) ((long) values.length * j / g);
      int to = (int) ((long) values.length * (j + 1) / g);
      double[] rest = new double[values.length - (to - from)];
      System.arraycopy(values, 0, rest, 0, from);
      System.arraycopy(values, to, rest, from, values.length - to);
      each[j] = statistics.apply(rest);
    }
    double[] errors = new double[each[0].length];
    for (int k = 0; k < errors.length; k++) {
      double mean = 0;
      for (double[] one : each) {
        mean += one[k] / g;
      }
      double sum = 0;
      for (double[] one : each) {
        sum += (one[k] - mean) * (one[k] - mean);
      }
      errors[k] = Math.sqrt(sum * (g - 1) / g);
    }
    return new Jackknife(errors);
  }

  double at(int k) {
    return errors[k];
  }
}
