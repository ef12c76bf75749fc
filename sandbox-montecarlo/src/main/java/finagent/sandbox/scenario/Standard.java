package finagent.sandbox.scenario;

/** Moves with mean, deviation and standardised values; does not move = deviation 0. */
final class Standard {
  private static final int LEAST = 3;
  private final double[] moves;
  private final double mean;
  private final double deviation;

  private Standard(double[] moves, double mean, double deviation) {
    this.moves = moves;
    this.mean = mean;
    this.deviation = deviation;
  }

  static Standard of(double[] moves) {
    double sum = 0;
    int count = 0;
    for (double move : moves) {
      sum += Double.isNaN(move) ? 0 : move;
      count += Double.isNaN(move) ? 0 : 1;
    }
    double mean = count == 0 ? 0 : sum / count;
    double squares = 0;
    for (double move : moves) {
      squares += Double.isNaN(move) ? 0 : (move - mean) * (move - mean);
    }
    double deviation = count < LEAST ? 0 : Math.sqrt(squares / count);
    return new Standard(moves, mean, deviation);
  }

  /** Standardised; 0 where there is none. */
  double at(int t) {
    return deviation > 1e-12 && !Double.isNaN(moves[t]) ? (moves[t] - mean) / deviation : 0;
  }

  /** With the factor mixed in, at the same mean and deviation. */
  double[] mixed(double[] factor, double share) {
    double[] own = new double[moves.length];
    if (!(deviation > 1e-12)) {
      return moves.clone();
    }
    Standard common = of(gapped(factor));
    for (int t = 0; t < own.length; t++) {
      own[t] = Math.sqrt(1 - share) * at(t) + Math.sqrt(share) * common.at(t);
    }
    Standard whole = of(gapped(own));
    for (int t = 0; t < own.length; t++) {
      own[t] = mean + deviation * whole.at(t);
    }
    return own;
  }

  private double[] gapped(double[] values) {
    double[] gapped = values.clone();
    for (int t = 0; t < gapped.length; t++) {
      gapped[t] = Double.isNaN(moves[t]) ? Double.NaN : gapped[t];
    }
    return gapped;
  }
}
