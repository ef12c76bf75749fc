package finagent.rl.reward;

/**
 * The log return less {@code price x} what the step adds to the deepest drawdown of the episode, an
 * additive kin of the Calmar ratio, return over maximum drawdown (Young 1991): rewards add up to
 * the log of the whole return less price times the maximum drawdown, in logs. It remembers the
 * drawdown and the deepest so far.
 *
 * @param price of a maximum drawdown of one
 */
public record Calmar(double price) implements Reward {
  public Calmar {
    Prices.check("price of maximum drawdown", price);
  }

  @Override
  public double[] start() {
    return new double[2];
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    double depth = Math.max(0, memory[at] - logReturn);
    double deeper = Math.max(0, depth - memory[at + 1]);
    memory[at] = depth;
    memory[at + 1] = Math.max(depth, memory[at + 1]);
    return logReturn - price * deeper;
  }
}
