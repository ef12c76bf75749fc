package finagent.jobs.cloning;

import finagent.rl.algorithm.Policy;
import finagent.rl.env.Environment;
import finagent.rl.env.LinearQuadraticTrading;
import finagent.sandbox.random.Philox;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * A trader by rule in {@link LinearQuadraticTrading}: it wants the best position and stays where it
 * is while that is within a band. What it does is the rule and Gaussian noise, as experience has
 * it; the noise is the least squared error a clone can have.
 *
 * @param band of the position in which it does not trade
 * @param noise standard deviation, in units of the action
 * @param seed of the market and of the noise
 */
public record ScriptedTrader(double band, double noise, long seed) {
  /** Steps of an episode. */
  public static final int EPISODE = 200;

  private static final int EPISODES_AT_ONCE = 500;

  public ScriptedTrader {
    if (!(band >= 0) || !(noise >= 0) || noise > 1) {
      throw new IllegalArgumentException(
          "Invalid trader: band %s, noise %s (band >= 0, noise from 0 to 1)"
              .formatted(band, noise));
    }
  }

  /** A band of 0.2, noise of 0.1. */
  public static ScriptedTrader standard(long seed) {
    return new ScriptedTrader(0.2, 0.1, seed);
  }

  /** Its name in the table. */
  public String source() {
    return String.format(
        Locale.ROOT,
        "lq-trading, best position with a band of %s, noise %s, seed %d",
        band,
        noise,
        seed);
  }

  /** The rule, without noise. */
  public Policy rule() {
    return (observation, action) -> {
      double now = observation[0];
      double best =
          LinearQuadraticTrading.OPTIMAL_OF_POSITION * now
              + LinearQuadraticTrading.OPTIMAL_OF_SIGNAL * observation[1];
      double next = Math.abs(best - now) < band ? now : best;
      action[0] = Environment.cut(next / LinearQuadraticTrading.MAX_POSITION);
    };
  }

  /**
   * Appends episodes to the experience table, some hundreds to a commit.
   *
   * @param from the first
   * @param to the one after the last
   * @param done is told how many transitions are written
   */
  public void write(Warehouse warehouse, long from, long to, LongConsumer done) {
    for (long first = from; first < to; first += EPISODES_AT_ONCE) {
      long last = Math.min(to, first + EPISODES_AT_ONCE);
      warehouse.append(Tables.EXPERIENCE, episodes(first, last));
      done.accept((last - from) * EPISODE);
    }
  }

  private Rows episodes(long from, long to) {
    Environment environment = LinearQuadraticTrading.of(seed);
    Philox draws = Philox.of(seed, "scripted-trader");
    Policy rule = rule();
    Rows rows = Rows.of(Tables.EXPERIENCE);
    double[] now = new double[2];
    double[] next = new double[2];
    double[] action = new double[1];
    for (long episode = from; episode < to; episode++) {
      environment.reset(episode);
      environment.observe(now);
      for (int step = 0; !environment.truncated(); step++) {
        rule.act(now, action);
        action[0] = Environment.cut(action[0] + noise * draws.normal(episode, step, 0, 0));
        double reward = environment.step(action);
        environment.observe(next);
        rows.add(
            source(),
            episode,
            step,
            text(now),
            text(action),
            reward,
            text(next),
            environment.truncated() ? 2 : 0);
        System.arraycopy(next, 0, now, 0, now.length);
      }
    }
    return rows;
  }

  private static String text(double[] values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : " ").append((float) value);
    }
    return text.toString();
  }
}
