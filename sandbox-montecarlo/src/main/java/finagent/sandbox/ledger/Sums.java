package finagent.sandbox.ledger;

/**
 * Sums over instruments in four lanes, lane k taking instruments k, k + 4, ..: an order that is
 * fixed by the axis alone and lets four additions run at a time. The lanes are added as (0 + 1) +
 * (2 + 3), what is left over comes last.
 */
final class Sums {
  private Sums() {}

  static double of(double[] values, int size) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < size - 3; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    double sum = (a + b) + (c + d);
    for (; i < size; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Sum of absolute values. */
  static double gross(double[] values, int size) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < size - 3; i += 4) {
      a += Math.abs(values[i]);
      b += Math.abs(values[i + 1]);
      c += Math.abs(values[i + 2]);
      d += Math.abs(values[i + 3]);
    }
    double sum = (a + b) + (c + d);
    for (; i < size; i++) {
      sum += Math.abs(values[i]);
    }
    return sum;
  }

  /** Sum of products. */
  static double dot(double[] x, double[] y, int size) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < size - 3; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    double sum = (a + b) + (c + d);
    for (; i < size; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Sum of {@code |x + y| z}, z not below 0: what positions are worth after an order. */
  static double grossAfter(double[] x, double[] y, double[] z, int size) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < size - 3; i += 4) {
      a += Math.abs(x[i] + y[i]) * z[i];
      b += Math.abs(x[i + 1] + y[i + 1]) * z[i + 1];
      c += Math.abs(x[i + 2] + y[i + 2]) * z[i + 2];
      d += Math.abs(x[i + 3] + y[i + 3]) * z[i + 3];
    }
    double sum = (a + b) + (c + d);
    for (; i < size; i++) {
      sum += Math.abs(x[i] + y[i]) * z[i];
    }
    return sum;
  }
}
