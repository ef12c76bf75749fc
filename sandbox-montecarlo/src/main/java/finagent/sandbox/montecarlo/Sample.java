package finagent.sandbox.montecarlo;

import finagent.sandbox.stats.Sum;

/** Mean and variance (divisor n) of data a model can be fitted to. */
record Sample(double mean, double variance) {
  static Sample of(double[] values, int least) {
    if (values.length < least) {
      throw new IllegalArgumentException(
          "%d returns are too few to fit this model; it needs at least %d"
              .formatted(values.length, least));
    }
    for (int t = 0; t < values.length; t++) {
      if (!(Math.abs(values[t]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Return %d is %s; leave out sessions with gaps, and prices must be > 0"
                .formatted(t, values[t]));
      }
    }
    double mean = Sum.of(values) / values.length;
    Sum squares = new Sum();
    for (double value : values) {
      squares.add((value - mean) * (value - mean));
    }
    double variance = squares.value() / values.length;
    if (!(variance > 1e-20)) {
      throw new IllegalArgumentException(
          "The returns have no volatility (variance %s); there is nothing to simulate"
              .formatted(variance));
    }
    return new Sample(mean, variance);
  }
}
