package finagent.rl.reward;

/**
 * The log return less {@code price x d}, d = log(highest equity of the episode / equity) after the
 * step: rewards add up to the log of the whole return less price times the sum of drawdowns. It
 * remembers d.
 *
 * @param price of a drawdown of one for one step
 */
public record Drawdown(double price) implements Reward {
  public Drawdown {
    Prices.check("price of drawdown", price);
  }

  @Override
  public double[] start() {
    return new double[1];
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    memory[at] = Math.max(0, memory[at] - logReturn);
    return logReturn - price * memory[at];
  }
}
