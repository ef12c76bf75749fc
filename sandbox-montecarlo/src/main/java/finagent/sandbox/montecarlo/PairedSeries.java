package finagent.sandbox.montecarlo;

import finagent.sandbox.stats.Sum;

/** Two series of the same sessions, and what each session adds to what they differ in. */
record PairedSeries(One a, One b) {
  static PairedSeries of(double[] a, double[] b) {
    return new PairedSeries(One.of(a), One.of(b));
  }

  double mean() {
    return a.mean - b.mean;
  }

  double sharpe() {
    return a.sharpe() - b.sharpe();
  }

  double correlation() {
    double sum = 0;
    for (int t = 0; t < a.x.length; t++) {
      sum += (a.x[t] - a.mean) * (b.x[t] - b.mean);
    }
    return sum / a.x.length / (a.deviation * b.deviation);
  }

  /** Fills {@code out} with the influence of each session on {@link #mean}. */
  void meanInfluence(double[] out) {
    double mean = mean();
    for (int t = 0; t < out.length; t++) {
      out[t] = a.x[t] - b.x[t] - mean;
    }
  }

  /** Fills {@code out} with the influence of each session on {@link #sharpe}. */
  void sharpeInfluence(double[] out) {
    for (int t = 0; t < out.length; t++) {
      out[t] = a.influence(t) - b.influence(t);
    }
  }

  /** One series. */
  static final class One {
    private final double[] x;
    private final double mean;
    private final double square;
    private final double deviation;
    private final double cube;

    private One(double[] x, double mean, double square) {
      this.x = x;
      this.mean = mean;
      this.square = square;
      double variance = square - mean * mean;
      deviation = Math.sqrt(variance);
      cube = variance * deviation;
    }

    static One of(double[] x) {
      double square = 0;
      for (double value : x) {
        square += value * value;
      }
      return new One(x, Sum.of(x) / x.length, square / x.length);
    }

    double at(int t) {
      return x[t];
    }

    /** Divisor n. */
    double deviation() {
      return deviation;
    }

    double sharpe() {
      return mean / deviation;
    }

    /** Derivative of m / sqrt(g - m^2) in m and in g, times how far a session is from them. */
    private double influence(int t) {
      return (square * (x[t] - mean) - mean / 2 * (x[t] * x[t] - square)) / cube;
    }
  }
}
