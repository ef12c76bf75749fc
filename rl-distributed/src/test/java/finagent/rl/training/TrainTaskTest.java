package finagent.rl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.rl.algorithm.Policy;
import finagent.rl.algorithm.Recipe;
import finagent.rl.env.Environment;
import finagent.rl.env.Features;
import finagent.rl.env.JudgedMarket;
import finagent.rl.env.TradingWorld;
import finagent.rl.training.TrainTask.Trained;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import finagent.sandbox.grid.ShardRange;
import finagent.sandbox.grid.Shared;
import finagent.sandbox.ledger.Account;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainTaskTest {
  private static final Panel PANEL =
      new JudgedMarket(2000, 0.003, 0.01, 0.1).world(1, 0, 9).panel();
  private static final Features FEATURES = new Features(List.of("return-1", "volatility-5"));
  private static final Shared MARKET = market();
  private static final Set<Algorithm> SHORT = EnumSet.of(Algorithm.DQN, Algorithm.ES);

  private static Shared market() {
    double[] index = PANEL.bars().column("close");
    Frame features = FEATURES.frame(PANEL.time(), PANEL.instruments(), index);
    return new Shared(PANEL, features);
  }

  /** Keeps states in memory, as tables would. */
  private static final class Kept implements Saves {
    private final Map<Map<String, String>, NavigableMap<Long, byte[]>> states = new HashMap<>();
    private final Map<String, byte[]> ends = new HashMap<>();

    @Override
    public Optional<byte[]> latest(TrainTask task, long steps) {
      return Optional.ofNullable(states.get(task.identity()))
          .map(kept -> kept.floorEntry(steps))
          .map(Map.Entry::getValue);
    }

    @Override
    public Optional<byte[]> end(String policy) {
      return Optional.ofNullable(ends.get(policy));
    }

    @Override
    public void keep(TrainTask task, long steps, byte[] state) {
      states.computeIfAbsent(task.identity(), key -> new TreeMap<>()).put(steps, state);
    }
  }

  private static TrainTask task(Algorithm algorithm, WorldSpec world, int steps) {
    Map<String, String> quick =
        switch (algorithm) {
          case PPO -> Map.of("environments", "1", "length", "64", "epochs", "2");
          case A2C -> Map.of("environments", "4");
          case ES -> Map.of("pairs", "2", "episodes", "1");
          default -> Map.of("warm-up", "100", "batch", "64", "memory-capacity", "150");
        };
    return new TrainTask(
        algorithm, algorithm.recipe(world.gamma(), quick), world, 3, steps, 100, 4);
  }

  private static MarketSpec spec(String reward) {
    Account account = Account.plain(1e6);
    TradingWorld.Rules rules = new TradingWorld.Rules(account, 1, false, 40);
    return new MarketSpec(
        "judged", "f", PANEL.instruments().ids(), 10, 400, FEATURES, reward, rules);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aTrainingTakenUpAgainIsTheTrainingItself(Algorithm algorithm) {
    WorldSpec world = new ControlSpec(SHORT.contains(algorithm) ? "cartpole" : "pendulum");
    Trained whole = task(algorithm, world, 430).train(MARKET, Saves.none());
    Kept kept = new Kept();
    Trained half = task(algorithm, world, 215).train(MARKET, kept);
    Trained rest = task(algorithm, world, 430).train(MARKET, kept);

    assertThat(rest.resumed()).isEqualTo(215);
    assertThat(rest.policy().bytes()).isEqualTo(whole.policy().bytes());
    assertThat(rest.curve()).isEqualTo(whole.curve());
    assertThat(whole.curve().points().stream().map(Curve.Point::steps))
        .containsExactly(100L, 200L, 300L, 400L, 430L);
    assertThat(half.policy().bytes()).isNotEqualTo(whole.policy().bytes());
    assertThat(task(algorithm, world, 430).train(MARKET, kept).resumed()).isEqualTo(430);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void settingsMayChangeOnTheWayAndThatIsAPureFunctionToo(Algorithm algorithm) {
    WorldSpec world = new ControlSpec(SHORT.contains(algorithm) ? "cartpole" : "pendulum");
    TrainTask first = task(algorithm, world, 200);
    Recipe slower =
        (Recipe) Settings.with((Record) first.recipe(), Map.of("learning-rate", "1e-4"));
    TrainTask changed = first.then(slower, 100).then(first.recipe(), 130);
    Trained whole = changed.train(MARKET, Saves.none());
    Kept kept = new Kept();
    first.train(MARKET, kept);
    first.then(slower, 100).train(MARKET, kept);
    Trained rest = changed.train(MARKET, kept);

    assertThat(rest.resumed()).isEqualTo(300);
    assertThat(rest.policy().bytes()).isEqualTo(whole.policy().bytes());
    assertThat(rest.curve()).isEqualTo(whole.curve());
    Trained same = first.then(first.recipe(), 230).train(MARKET, kept);
    Trained plain = task(algorithm, world, 430).train(MARKET, Saves.none());
    assertThat(same.policy().bytes()).isEqualTo(plain.policy().bytes());
    assertThat(whole.policy().bytes()).isNotEqualTo(plain.policy().bytes());
    Recipe wider = (Recipe) Settings.with((Record) first.recipe(), Map.of("hidden", "128"));
    assertThatThrownBy(() -> first.then(wider, 10)).hasMessageContaining("'hidden'");
  }

  @ParameterizedTest
  @EnumSource(value = Algorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "DQN")
  void aTrainingGoesOnWithOtherDataAndThatIsAPureFunctionToo(Algorithm algorithm) {
    MarketSpec first = spec("drawdown(price=0.2)");
    TrainTask parent = task(algorithm, first, 215);
    Kept kept = new Kept();
    Trained before = parent.train(MARKET, kept);
    kept.ends.put("parent", kept.latest(parent, 215).orElseThrow());
    MarketSpec later =
        new MarketSpec(
                "judged",
                "f",
                first.instruments(),
                300,
                900,
                FEATURES,
                first.reward(),
                first.rules())
            .scaled(before.policy().trading().orElseThrow().scaler());
    TrainTask onward =
        new TrainTask(
            algorithm,
            parent.recipe(),
            List.of(),
            later,
            3,
            430,
            100,
            4,
            Engines.FUSED,
            new TrainTask.Origin("parent", 215));
    Kept none = new Kept();
    none.ends.putAll(kept.ends);
    Trained whole = onward.train(MARKET, none);
    onward.of(300).train(MARKET, kept);
    kept.ends.clear();
    Trained rest = onward.train(MARKET, kept);

    assertThat(rest.resumed()).isEqualTo(300);
    assertThat(rest.policy().bytes()).isEqualTo(whole.policy().bytes());
    assertThat(rest.curve()).isEqualTo(whole.curve());
    assertThat(whole.curve().points().stream().map(Curve.Point::steps))
        .containsExactly(300L, 400L, 430L);
    assertThat(whole.policy().bytes()).isNotEqualTo(before.policy().bytes());
    assertThat(whole.policy().trading().orElseThrow().scaler())
        .isEqualTo(before.policy().trading().orElseThrow().scaler());
    assertThat(onward.identity()).containsKeys("origin.policy", "world.scaler.return-1");
    assertThatThrownBy(() -> onward.train(MARKET, Saves.none()))
        .hasMessageContaining("state of the training of policy parent is not kept");
    assertThatThrownBy(() -> onward.of(215)).hasMessageContaining("215 steps in all");
  }

  @Test
  void aGridOfTrainingsHasTheSameBitsHereAndAsIfRemote() {
    List<TrainTask> tasks =
        List.of(
            task(Algorithm.TD3, spec("log-return"), 250),
            task(Algorithm.SAC, spec("differential-sharpe"), 250),
            task(Algorithm.PPO, spec("drawdown(price=0.2)"), 250),
            task(Algorithm.DDPG, new ControlSpec("lq-trading"), 250));
    List<String> here = digests(Here.here(1), tasks, 1);
    assertThat(digests(Here.asIfRemote(2), tasks, 4)).isEqualTo(here);
    assertThat(here).doesNotHaveDuplicates();
  }

  private static List<String> digests(Grid grid, List<TrainTask> tasks, int parts) {
    List<String> digests = new ArrayList<>();
    ArrayList<TrainTask> sent = new ArrayList<>(tasks);
    try (grid) {
      grid.byShard(
          MARKET,
          new ShardRange(0, tasks.size()).split(parts),
          (shared, range) -> {
            ArrayList<Trained> made = new ArrayList<>();
            for (long k = range.from(); k < range.to(); k++) {
              made.add(sent.get((int) k).train(shared, Saves.none()));
            }
            return made;
          },
          (range, made) ->
              made.forEach(
                  one ->
                      digests.add(
                          java.util.Arrays.hashCode(one.policy().bytes()) + " " + one.curve())));
    }
    return digests;
  }

  @Test
  void aPolicyReadBackActsTheSame() {
    MarketSpec market = spec("differential-sharpe");
    LearntPolicy made = task(Algorithm.SAC, market, 200).train(MARKET, Saves.none()).policy();
    LearntPolicy read = LearntPolicy.of(made.bytes());
    Environment environment = market.open(MARKET).open(1);
    double[] seen = new double[made.network().observations()];
    environment.reset(0);
    environment.observe(seen);
    assertThat(act(read.network().policy(), seen)).isEqualTo(act(made.network().policy(), seen));
    assertThat(read.trading().orElseThrow()).isEqualTo(made.desk());
    assertThat(read.trading().orElseThrow().scaler().columns()).isEqualTo(FEATURES.names());
    byte[] broken = made.bytes();
    broken[7]++;
    assertThatThrownBy(() -> LearntPolicy.of(broken)).hasMessageContaining("format 2");
  }

  private static double act(Policy policy, double[] seen) {
    double[] action = new double[1];
    policy.act(seen, action);
    return action[0];
  }

  @Test
  void whatCannotWorkIsRefusedInWords() {
    MarketSpec late =
        new MarketSpec(
            "judged",
            "f",
            PANEL.instruments().ids(),
            1990,
            3000,
            FEATURES,
            "log-return",
            spec("log-return").rules());
    assertThatThrownBy(() -> late.open(MARKET))
        .hasMessageContaining("window is shorter than the rules need")
        .hasMessageContaining("10 bars in it");
    assertThatThrownBy(() -> new Features(List.of("retrun-5")))
        .hasMessageContaining("No feature 'retrun-5'");
    assertThatThrownBy(() -> Rewards.of("sharp")).hasMessageContaining("differential-sharpe");
    assertThatThrownBy(() -> Algorithm.TD3.recipe(0.9f, Map.of("learning-rate", "fast")))
        .hasMessageContaining("learning-rate: 'fast'");
    assertThatThrownBy(() -> Algorithm.PPO.recipe(0.9f, Map.of("tau", "1")))
        .hasMessageContaining("No setting 'tau'");
    TrainTask wild =
        new TrainTask(
            Algorithm.DDPG,
            Algorithm.DDPG.recipe(0.9f, Map.of("learning-rate", "1e37", "warm-up", "64")),
            new ControlSpec("pendulum"),
            1,
            400,
            100,
            2);
    Kept kept = new Kept();
    assertThatThrownBy(() -> wild.train(MARKET, kept)).hasMessageContaining("diverged");
    assertThat(kept.states).isEmpty();
  }

  @Test
  void whatOnlyTheStartReadsDoesNotChangeOnTheWay() {
    assertThat(Settings.movable((Record) Algorithm.PPO.standard(0.9f)))
        .containsExactly("learning-rate", "gamma", "lambda", "clip", "entropy");
    assertThat(Settings.movable((Record) Algorithm.SAC.standard(0.9f)))
        .containsExactly("learning-rate", "tau");
    TrainTask first = task(Algorithm.SAC, new ControlSpec("pendulum"), 200);
    Recipe warmer = (Recipe) Settings.with((Record) first.recipe(), Map.of("temperature", "2"));
    assertThatThrownBy(() -> first.then(warmer, 10))
        .hasMessageContaining("'temperature' cannot change from 1.0 to 2.0");
  }

  @Test
  void everySettingOfARecordIsThereAndOnlyThatOneChanges() {
    assertThat(Settings.of((Record) Algorithm.TD3.standard(0.98f)))
        .containsEntry("learning-rate", "0.001")
        .containsEntry("gamma", "0.98")
        .containsEntry("memory-capacity", "200000")
        .hasSize(14);
    assertThat(Settings.of((Record) Algorithm.TD3.recipe(0.98f, Map.of("gamma", "0.9"))))
        .containsEntry("gamma", "0.9")
        .containsEntry("memory-horizon", "1");
    assertThat(Rewards.text(Rewards.of("drawdown( price = 0.25 )")))
        .isEqualTo("drawdown(price=0.25)");
  }
}
