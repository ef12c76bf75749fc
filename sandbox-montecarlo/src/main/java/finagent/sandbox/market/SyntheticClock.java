package finagent.sandbox.market;

import finagent.sandbox.random.Philox;

/**
 * Clustered volatility: the variance of a session relative to its average, from the sessions before
 * it. {@code h(t+1) = w + (a + g [x(t) < 0]) x(t)^2 + b h(t)} with {@code x = sqrt(h) z}
 * (Bollerslev 1986; Glosten, Jagannathan and Runkle 1993), w such that h is 1 on average.
 */
final class SyntheticClock {
  /** Standard deviations of the overnight and the intraday part of a session's innovation. */
  static final double NIGHT_SHARE = Math.sqrt(0.27);

  static final double DAY_SHARE = Math.sqrt(0.73);

  private static final double DEGREES = 4;
  private static final double UNIT = Math.sqrt((DEGREES - 2) / DEGREES);
  private static final double CUT = 12;

  /** No session is more than so many times as volatile as the average one. */
  private static final double HOTTEST = 6;

  private final double reaction;
  private final double leverage;
  private final double memory;
  private double variance = 1;

  private SyntheticClock(double reaction, double leverage, double memory) {
    this.reaction = reaction;
    this.leverage = leverage;
    this.memory = memory;
  }

  static SyntheticClock withLeverage() {
    return new SyntheticClock(0.03, 0.1, 0.915);
  }

  static SyntheticClock withoutLeverage() {
    return new SyntheticClock(0.075, 0, 0.918);
  }

  /** Variance of the coming session. */
  double variance() {
    return variance;
  }

  /** Takes in a session's innovation, in units of its own standard deviation. */
  void tick(double innovation) {
    double squared = innovation * innovation * variance;
    double pull = innovation < 0 ? reaction + leverage : reaction;
    double rest = 1 - reaction - leverage / 2 - memory;
    variance = Math.min(HOTTEST * HOTTEST, rest + pull * squared + memory * variance);
  }

  /** The overnight part of a session's innovation. */
  static double night(Philox random, int t, long address) {
    return NIGHT_SHARE * innovation(random, t, address, 0);
  }

  /** The intraday part; both together have variance 1, and both are symmetric about 0. */
  static double day(Philox random, int t, long address) {
    return DAY_SHARE * innovation(random, t, address, 1);
  }

  private static double innovation(Philox random, int t, long address, int draw) {
    double z = UNIT * random.t(DEGREES, 0, t, address, draw);
    return Math.max(-CUT, Math.min(CUT, z));
  }
}
