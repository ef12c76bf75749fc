package finagent.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TradingEnvironmentTest {
  private static final int[] HORIZONS = {1, 3};
  private static final List<String> COLUMNS = PastReturns.columns(HORIZONS);
  private static final Account.Costs COSTS = new Account.Costs(0.001, 0, 0, 0.0005, 0, 0, 0, 0, 0);

  private static TradingWorld world(
      double[] open, double[] close, int width, double gross, boolean longOnly, int length) {
    int bars = close.length / width;
    TimeAxis time =
        TimeAxis.of(
            "WEEKDAYS",
            261,
            java.util.stream.LongStream.range(0, bars).map(t -> t * 86_400_000_000L).toArray(),
            java.util.stream.IntStream.range(0, bars).toArray());
    InstrumentAxis names = InstrumentAxis.of(List.of("A", "B").subList(0, width));
    double[] volume = new double[close.length];
    Arrays.fill(volume, 1e9);
    Frame frame =
        Frame.of(
            time,
            names,
            Map.of("open", open, "high", close, "low", close, "close", close, "volume", volume));
    Panel panel = Panel.of("test", frame, Actions.none(), Map.of(), Map.of(), List.of());
    Frame features = PastReturns.of(time, names, close, HORIZONS);
    Scaler scaler = Scaler.fit(features, COLUMNS, 3, Math.max(5, bars / 2));
    TradingWorld.Rules rules =
        new TradingWorld.Rules(Account.plain(1000).with(COSTS), gross, longOnly, length);
    return new TradingWorld(panel, features, scaler, 3, bars, rules);
  }

  private static double[] walk(int n, int width, long seed) {
    double[] prices = new double[n * width];
    Philox draws = Philox.of(seed, "walk");
    for (int k = 0; k < prices.length; k++) {
      double before = k < width ? 100 : prices[k - width];
      prices[k] = before * Math.exp(0.01 * draws.normal(0, k, 0, 0));
    }
    return prices;
  }

  /** Bought at the next open with costs, then marked at its close: by hand. */
  @Test
  void anActionIsFilledAtTheNextOpenAndPaysItsCosts() {
    double[] close = {10, 11, 10, 10, 12, 12, 13, 12};
    double[] open = {10, 10, 10, 10, 11, 12, 12, 13};
    TradingEnvironment env = (TradingEnvironment) world(open, close, 1, 1, false, 100).open(1);
    env.reset(0);
    assertThat(env.bar()).isEqualTo(3);
    double reward = env.step(new double[] {0.5});
    // 500 buy 500/11 shares at 11 and cost 0.15 %; the close is 12.
    double equity = 1000 + 500 * (12.0 / 11 - 1) - 500 * 0.0015;
    assertThat(env.equity()).isCloseTo(equity, within(1e-9));
    assertThat(reward).isCloseTo(Math.log(equity / 1000), within(1e-12));
    double[] seen = new double[4];
    env.observe(seen);
    assertThat(seen[3]).isCloseTo(500.0 / 11 * 12 / equity, within(1e-12));
  }

  @Test
  void rewardsAddUpToTheLogOfTheWholeReturn() {
    double[] close = walk(60, 2, 1);
    TradingEnvironment env = (TradingEnvironment) world(close, close, 2, 1.5, false, 30).open(4);
    env.reset(3);
    double sum = 0;
    int steps = 0;
    while (!env.truncated()) {
      sum += env.step(new double[] {Math.sin(steps), Math.cos(3.0 * steps)});
      steps++;
    }
    assertThat(steps).isEqualTo(30);
    assertThat(env.terminated()).isFalse();
    assertThat(sum).isCloseTo(Math.log(env.equity() / 1000), within(1e-10));
  }

  @Test
  void theEndOfTheDataTruncatesAndStartsAreAtRandom() {
    double[] close = walk(40, 1, 2);
    TradingEnvironment whole = (TradingEnvironment) world(close, close, 1, 1, true, 1000).open(4);
    whole.reset(0);
    int steps = 0;
    while (!whole.truncated()) {
      whole.step(new double[] {1});
      steps++;
    }
    assertThat(steps).isEqualTo(40 - 1 - 3);
    TradingEnvironment parts = (TradingEnvironment) world(close, close, 1, 1, true, 10).open(4);
    assertThat(java.util.stream.LongStream.range(0, 40).mapToObj(e -> start(parts, e)).distinct())
        .hasSizeGreaterThan(10)
        .allMatch(bar -> bar >= 3 && bar + 10 <= 39);
  }

  private static int start(TradingEnvironment env, long episode) {
    env.reset(episode);
    return env.bar();
  }

  @Test
  void weightsTogetherStayWithinTheGrossLimit() {
    double[] close = new double[20 * 2];
    Arrays.fill(close, 100);
    TradingEnvironment env = (TradingEnvironment) world(close, close, 2, 1, false, 9).open(1);
    env.reset(0);
    env.step(new double[] {1, -1});
    double[] seen = new double[8];
    env.observe(seen);
    assertThat(seen[3]).isCloseTo(0.5, within(2e-3));
    assertThat(seen[7]).isCloseTo(-0.5, within(2e-3));
  }

  /** The last bars are changed beyond recognition: nothing before them moves a bit. */
  @Test
  void aPolicyCannotSeeTomorrow() {
    double[] close = walk(40, 1, 3);
    double[] other = close.clone();
    for (int t = 30; t < 40; t++) {
      other[t] *= 3 + t % 2;
    }
    assertThat(seen(close, 26)).containsExactly(seen(other, 26));
    assertThat(seen(close, 27)).isNotEqualTo(seen(other, 27));
  }

  /** Observations and rewards of so many steps from bar 3 on; the step to bar 30 is the 27th. */
  private static double[] seen(double[] close, int steps) {
    Environment env = world(close, close, 1, 1, false, 1000).open(1);
    env.reset(0);
    double[] all = new double[steps * 5];
    double[] one = new double[4];
    for (int t = 0; t < steps; t++) {
      env.observe(one);
      System.arraycopy(one, 0, all, t * 5, 4);
      all[t * 5 + 4] = env.step(new double[] {Math.tanh(one[0])});
    }
    return all;
  }

  @Test
  void aSavedEpisodeGoesOnToTheSameBits() {
    double[] close = walk(60, 2, 5);
    TradingWorld world = world(close, close, 2, 1, false, 30);
    Environment one = world.open(2);
    one.reset(6);
    for (int t = 0; t < 9; t++) {
      one.step(new double[] {0.1 * t, -0.5});
    }
    Environment other = world.open(2);
    other.restore(one.save());
    double[] seen = new double[8];
    double[] same = new double[8];
    for (int t = 0; t < 5; t++) {
      assertThat(other.step(new double[] {0.3, 0.2 * t}))
          .isEqualTo(one.step(new double[] {0.3, 0.2 * t}));
    }
    one.observe(seen);
    other.observe(same);
    assertThat(same).containsExactly(seen);
  }

  @Test
  void losingEverythingIsTheEnd() {
    double[] close = {10, 11, 10, 10, 10, 30, 30, 30};
    double[] open = {10, 10, 10, 10, 10, 10, 30, 30};
    Environment env = world(open, close, 1, 2, false, 100).open(1);
    env.reset(0);
    env.step(new double[] {-1});
    assertThat(env.step(new double[] {-1})).isEqualTo(TradingEnvironment.RUIN);
    assertThat(env.terminated()).isTrue();
    assertThat(env.truncated()).isFalse();
    assertThatThrownBy(() -> env.step(new double[] {0})).hasMessageContaining("reset first");
  }

  @Test
  void badWindowsAndFeaturesAreNamed() {
    double[] close = walk(20, 1, 6);
    TradingWorld world = world(close, close, 1, 1, false, 9);
    assertThatThrownBy(() -> world.over(1, 20))
        .hasMessageContaining("Feature 'return-3' of A is NaN on 1970-01-02");
    assertThatThrownBy(() -> world.over(5, 25)).hasMessageContaining("of a market of 20 bars");
    Scaler other = new Scaler(List.of("return-9"), List.of(0.0), List.of(1.0));
    assertThatThrownBy(
            () -> new TradingWorld(world.panel(), world.features(), other, 3, 20, world.rules()))
        .hasMessageContaining("The policy observes 'return-9'");
  }
}
