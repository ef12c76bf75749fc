package finagent.rl.reward;

/**
 * The differential Sharpe ratio (Moody and Saffell 2001, "Learning to trade via direct
 * reinforcement", section II-C): {@code D = (B dA - A dB / 2) / (B - A^2)^(3/2)} with dA = R - A,
 * dB = R^2 - B, R the simple return, and A, B moving by {@code rate} toward R and R^2 after the
 * step. A starts at 0, B at {@code scale^2}; it remembers A / scale and B / scale^2.
 *
 * @param rate of the moving averages, between 0 and 1
 * @param scale deviation of returns expected before any is seen, such as 0.01 for days
 */
public record DifferentialSharpe(double rate, double scale) implements Reward {
  public DifferentialSharpe {
    Prices.check("scale", scale);
    Prices.checkShare("rate", rate);
  }

  @Override
  public double[] start() {
    return new double[] {0, 1};
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    double r = StrictMath.expm1(logReturn) / scale;
    double a = memory[at];
    double b = memory[at + 1];
    double variance = b - a * a;
    double toFirst = r - a;
    double toSecond = r * r - b;
    memory[at] = a + rate * toFirst;
    memory[at + 1] = b + rate * toSecond;
    return (b * toFirst - a * toSecond / 2) / (variance * Math.sqrt(variance));
  }
}
