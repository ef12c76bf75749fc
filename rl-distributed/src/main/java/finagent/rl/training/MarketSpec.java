package finagent.rl.training;

import finagent.rl.env.Features;
import finagent.rl.env.Scaler;
import finagent.rl.env.TradingWorld;
import finagent.rl.env.World;
import finagent.rl.reward.LogReturn;
import finagent.rl.reward.Reward;
import finagent.rl.reward.Rewarded;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.TimeAxis;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A window of a market to train on. The scaler of the features is fitted on that window only; a
 * training that goes on from another keeps that one's, so that an observation means the same.
 *
 * @param data name of the data set
 * @param fingerprint of the bars read; same fingerprint, same bars
 * @param instruments what is traded, sorted
 * @param fromDay first session of the window, epoch day
 * @param toDay last session of the window, epoch day
 * @param reward see {@link Rewards}
 * @param kept scaler of an earlier training; null where one is fitted
 */
public record MarketSpec(
    String data,
    String fingerprint,
    List<String> instruments,
    long fromDay,
    long toDay,
    Features features,
    String reward,
    TradingWorld.Rules rules,
    @Nullable Scaler kept)
    implements WorldSpec {
  /** Bars a window must have beyond an episode of one step. */
  private static final int LEAST = 20;

  public MarketSpec {
    instruments = List.copyOf(instruments);
    reward = Rewards.text(Rewards.of(reward));
  }

  /** A window whose scaler is fitted on it. */
  public MarketSpec(
      String data,
      String fingerprint,
      List<String> instruments,
      long fromDay,
      long toDay,
      Features features,
      String reward,
      TradingWorld.Rules rules) {
    this(data, fingerprint, instruments, fromDay, toDay, features, reward, rules, null);
  }

  /** The same with the scaler of an earlier training. */
  public MarketSpec scaled(Scaler scaler) {
    return new MarketSpec(
        data, fingerprint, instruments, fromDay, toDay, features, reward, rules, scaler);
  }

  @Override
  public World open(Shared shared) {
    TradingWorld world = trading(shared);
    Reward wanted = Rewards.of(reward);
    return wanted instanceof LogReturn ? world : new Rewarded(world, wanted);
  }

  /** The market without its reward: rewards are log returns net of costs. */
  public TradingWorld trading(Shared shared) {
    TimeAxis time = shared.panel().time();
    int from = time.firstAtOrAfter(fromDay);
    int to = time.firstAtOrAfter(toDay + 1);
    if (from < features.warmup() || to - from < LEAST || to - from <= rules.length()) {
      throw new IllegalArgumentException(
          ("The window is shorter than the rules need: %s has %d bars in it and %d before it;"
                  + " episodes of %d steps need at least %d bars, the features %s need %d before"
                  + " it. Begin earlier, end later, or shorten the episode")
              .formatted(
                  data,
                  to - from,
                  from,
                  rules.length(),
                  Math.max(LEAST, rules.length() + 1),
                  features.names(),
                  features.warmup()));
    }
    Scaler scaler = kept == null ? Scaler.fit(shared.features(), features.names(), from, to) : kept;
    return new TradingWorld(shared.panel(), shared.features(), scaler, from, to, rules);
  }

  @Override
  public SortedMap<String, String> identity() {
    SortedMap<String, String> identity = new TreeMap<>();
    Account account = rules.account();
    Settings.of(account.costs())
        .forEach(
            (name, value) -> {
              // A rate over the market's is the usual one and is not told apart.
              if (!value.equals("false")) {
                identity.put("costs." + name, value);
              }
            });
    identity.put("environment", "market");
    identity.put("data", data);
    identity.put("fingerprint", fingerprint);
    identity.put("instruments", String.join(",", instruments));
    identity.put("from", Long.toString(fromDay));
    identity.put("to", Long.toString(toDay));
    identity.put("features", String.join(",", features.names()));
    identity.put("reward", reward);
    identity.put("capital", Double.toString(account.capital()));
    identity.put("gross-limit", Double.toString(rules.grossLimit()));
    if (account.maxLeverage() < Double.POSITIVE_INFINITY) {
      identity.put("max-leverage", Double.toString(account.maxLeverage()));
    }
    identity.put("long-only", Boolean.toString(rules.longOnly()));
    identity.put("episode", Integer.toString(rules.length()));
    if (kept != null) {
      for (int c = 0; c < kept.columns().size(); c++) {
        identity.put(
            "scaler." + kept.columns().get(c),
            kept.means().get(c) + " " + kept.deviations().get(c));
      }
    }
    return identity;
  }

  @Override
  public float gamma() {
    return 0.99f;
  }
}
