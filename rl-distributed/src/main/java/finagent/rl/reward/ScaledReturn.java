package finagent.rl.reward;

/**
 * The log return times a number. Returns of a day are small beside what networks put out at the
 * start, so that actors that climb a critic (TD3, DDPG) reach the edge of their actions before the
 * critic says anything; in per cent they do not.
 *
 * @param by above 0
 */
public record ScaledReturn(double by) implements Reward {
  public ScaledReturn {
    if (!(by > 0 && by < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid by: %s (must be > 0 and finite)".formatted(by));
    }
  }

  @Override
  public double[] start() {
    return new double[0];
  }

  @Override
  public double of(double logReturn, double[] memory, int at) {
    return by * logReturn;
  }
}
