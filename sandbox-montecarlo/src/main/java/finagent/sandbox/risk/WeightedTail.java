package finagent.sandbox.risk;

import finagent.sandbox.random.Normal;
import java.util.Arrays;

/**
 * Value at risk and expected shortfall of weighted paths, with or without a control whose law is
 * known, and their standard errors (Glasserman, Heidelberger and Shahabuddin 2000; Hong, Hu and Liu
 * 2014 for the shortfall).
 */
final class WeightedTail {
  private final double[] profit;
  private final double[] weight;
  private final double[] linear;
  private final Integer[] order;
  private final double p;

  WeightedTail(double[] profit, double[] weight, double[] linear, double level) {
    this.profit = profit;
    this.weight = weight;
    this.linear = linear;
    p = 1 - level;
    order = new Integer[profit.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, (a, b) -> Double.compare(profit[a], profit[b]));
  }

  /** The profit that paths of the given total share of weight do not exceed. */
  double quantile(double share) {
    double wanted = share * profit.length;
    double sum = 0;
    for (Integer k : order) {
      sum += weight[k];
      if (sum >= wanted) {
        return profit[k];
      }
    }
    return profit[order[order.length - 1]];
  }

  /** Without a control. */
  Estimate[] plain() {
    double q = quantile(p);
    double[] tail = tail(profit, q);
    double[] excess = excess(profit, q);
    double n = profit.length;
    return new Estimate[] {
      new Estimate(-q, deviation(tail, 0, tail) / Math.sqrt(n) * sparsity(), Double.NaN),
      new Estimate(
          -q + mean(excess) / p, deviation(excess, 0, excess) / Math.sqrt(n) / p, Double.NaN)
    };
  }

  /**
   * With the linear profit as control.
   *
   * @param controlVar its value at risk
   * @param controlEs its expected shortfall
   */
  Estimate[] controlled(double controlVar, double controlEs) {
    double n = profit.length;
    double[] control = tail(linear, -controlVar);
    double[] tail = tail(profit, quantile(p));
    double b = slope(tail, control);
    double q = quantile(Math.max(p / 10, p + b * (mean(control) - p)));
    double[] excess = excess(profit, q);
    double[] controlExcess = excess(linear, -controlVar);
    double b2 = slope(excess, controlExcess);
    double over = mean(excess) - b2 * (mean(controlExcess) - p * (controlEs - controlVar));
    return new Estimate[] {
      new Estimate(-q, deviation(tail, b, control) / Math.sqrt(n) * sparsity(), Double.NaN),
      new Estimate(
          -q + over / p, deviation(excess, b2, controlExcess) / Math.sqrt(n) / p, Double.NaN)
    };
  }

  private double[] tail(double[] values, double q) {
    double[] tail = new double[values.length];
    for (int k = 0; k < tail.length; k++) {
      tail[k] = values[k] <= q ? weight[k] : 0;
    }
    return tail;
  }

  private double[] excess(double[] values, double q) {
    double[] excess = new double[values.length];
    for (int k = 0; k < excess.length; k++) {
      excess[k] = values[k] <= q ? weight[k] * (q - values[k]) : 0;
    }
    return excess;
  }

  /** One over the density at the quantile, by Bofinger's (1975) bandwidth. */
  private double sparsity() {
    double z = Normal.quantile(p);
    double f = Normal.density(z);
    double shape = 4.5 * f * f * f * f / ((2 * z * z + 1) * (2 * z * z + 1));
    double h = StrictMath.pow(profit.length, -0.2) * StrictMath.pow(shape, 0.2);
    double reach = Math.min(h, p / 2);
    return (quantile(p + reach) - quantile(p - reach)) / (2 * reach);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double slope(double[] y, double[] x) {
    double my = mean(y);
    double mx = mean(x);
    double xx = 0;
    double xy = 0;
    for (int k = 0; k < x.length; k++) {
      xx += (x[k] - mx) * (x[k] - mx);
      xy += (x[k] - mx) * (y[k] - my);
    }
    return xx > 0 ? xy / xx : 0;
  }

  /** Standard deviation of {@code y - b x}. */
  private static double deviation(double[] y, double b, double[] x) {
    double mean = mean(y) - b * mean(x);
    double sum = 0;
    for (int k = 0; k < y.length; k++) {
      double d = y[k] - b * x[k] - mean;
      sum += d * d;
    }
    return Math.sqrt(sum / (y.length - 1));
  }
}
