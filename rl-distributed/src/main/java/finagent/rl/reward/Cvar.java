package finagent.rl.reward;

/**
 * The log return less {@code price x (v + max(l - v, 0) / (1 - level))} with l = -r the loss and v
 * a threshold: what Rockafellar and Uryasev (2000, "Optimization of conditional value-at-risk", eq.
 * 4) minimise, whose mean is the CVaR of a step's loss where v is its value at risk, and more
 * elsewhere. The threshold moves down that objective's slope, {@code v -= rate x scale x (1 - [l >
 * v] / (1 - level))}, after each step. It starts at 0 and is remembered as v / scale.
 *
 * @param price of a CVaR of one for one step
 * @param level share of the steps that are not in the tail, between 0 and 1
 * @param rate of the threshold, between 0 and 1
 * @param scale deviation of returns expected before any is seen, such as 0.01 for days
 */
public record Cvar(double price, double level, double rate, double scale) implements Reward {
  public Cvar {
    Prices.check("price of CVaR", price);
    Prices.check("scale", scale);
    Prices.checkShare("level", level);
    Prices.checkShare("rate", rate);
  }

  @Override
  public double[] start() {
    return new double[1];
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    double threshold = memory[at] * scale;
    double beyond = Math.max(-logReturn - threshold, 0);
    memory[at] -= rate * (1 - (beyond > 0 ? 1 / (1 - level) : 0));
    return logReturn - price * (threshold + beyond / (1 - level));
  }
}
