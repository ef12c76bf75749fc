package finagent.rl.reward;

/** The log return itself: rewards of an episode add up to the log of its whole return. */
public record LogReturn() implements Reward {
  @Override
  public double[] start() {
    return new double[0];
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    return logReturn;
  }
}
