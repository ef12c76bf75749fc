package finagent.rl.reward;

/**
 * The log return less {@code price x min(r, 0)^2}: an additive kin of the Sortino ratio, whose
 * denominator is the root of the mean of those squares (Sortino and Price 1994).
 *
 * @param price of a squared loss
 */
public record Downside(double price) implements Reward {
  public Downside {
    Prices.check("price of losses", price);
  }

  @Override
  public double[] start() {
    return new double[0];
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    double loss = Math.min(logReturn, 0);
    return logReturn - price * loss * loss;
  }
}
