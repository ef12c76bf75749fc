package finagent.jobs.learning;

import finagent.jobs.learning.TrainFile.Cell;
import finagent.rl.algorithm.Recipe;
import finagent.rl.env.Features;
import finagent.rl.env.Scaler;
import finagent.rl.env.TradingWorld;
import finagent.rl.training.Algorithm;
import finagent.rl.training.Engines;
import finagent.rl.training.LearntPolicy;
import finagent.rl.training.Settings;
import finagent.rl.training.TrainTask;
import finagent.sandbox.ledger.Account;
import finagent.tables.StateFiles;
import finagent.tables.Warehouse;
import finagent.tables.learning.StoredPolicy;
import finagent.tables.market.DeltaMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trainings made again from what is remembered of them. */
public final class Trainings {
  static final String SETTING = "setting.";
  private static final String WORLD = "world.";
  private static final String ORIGIN = "origin.";
  private static final String COST = "world.costs.";

  private Trainings() {}

  /** The data a policy was trained on, at the versions it was read at. */
  public static TrainingData data(Warehouse warehouse, StoredPolicy policy) {
    if (!policy.market().exists()) {
      return TrainingData.none(policy.environment());
    }
    DeltaMarket market = DeltaMarket.at(warehouse, policy.market().versions());
    TrainingData data = TrainingData.again(market, choice(policy));
    return isOrigin(policy) ? data.scaled(scaler(policy)) : data;
  }

  /** Whether it goes on from a policy of other data, whose scaler it then has. */
  private static boolean isOrigin(StoredPolicy policy) {
    return policy.settings().containsKey(ORIGIN + "policy");
  }

  static Scaler scaler(StoredPolicy policy) {
    return LearntPolicy.of(policy.bytes()).trading().orElseThrow().scaler();
  }

  /** The market a policy was trained on, as a file would name it. */
  public static MarketChoice choice(StoredPolicy policy) {
    SortedMap<String, String> settings = policy.settings();
    Account plain =
        Account.plain(Double.parseDouble(value(settings, WORLD + "capital")))
            .with(Settings.with(Account.Costs.none(), under(settings, COST)));
    String leverage = settings.get(WORLD + "max-leverage");
    TradingWorld.Rules rules =
        new TradingWorld.Rules(
            leverage == null ? plain : plain.onMargin(Double.parseDouble(leverage)),
            Double.parseDouble(value(settings, WORLD + "gross-limit")),
            value(settings, WORLD + "long-only").equals("true"),
            Integer.parseInt(value(settings, WORLD + "episode")));
    return new MarketChoice(
        policy.market().dataSet(),
        policy.market().instruments(),
        0,
        LocalDate.ofEpochDay(policy.market().fromDay()),
        LocalDate.ofEpochDay(policy.market().toDay()),
        new Features(policy.market().features()),
        value(settings, WORLD + "reward"),
        rules);
  }

  /**
   * The training of a policy, longer.
   *
   * @param more steps to add; 0 = as many as it has
   * @throws IllegalArgumentException if its state is gone, or the task is not the one remembered
   */
  public static Cell longer(Warehouse warehouse, StoredPolicy policy, TrainingData data, int more) {
    SortedMap<String, String> settings = policy.settings();
    Algorithm algorithm = algorithm(policy);
    Recipe recipe = algorithm.recipe(0.9f, under(settings, SETTING));
    long steps = policy.steps() + (more == 0 ? policy.steps() : more);
    if (more < 0 || steps > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Invalid --steps: %d (must be above 0, %,d in all at most)"
              .formatted(more, Integer.MAX_VALUE));
    }
    TrainTask task =
        new TrainTask(
            algorithm,
            recipe,
            legs(algorithm, settings),
            data.world(),
            policy.seed(),
            (int) steps,
            Integer.parseInt(value(settings, "every")),
            Integer.parseInt(value(settings, "episodes")),
            engine(settings),
            isOrigin(policy)
                ? new TrainTask.Origin(
                    value(settings, ORIGIN + "policy"),
                    Integer.parseInt(value(settings, ORIGIN + "steps")))
                : null);
    if (!TrainWork.training(task).hex().equals(policy.training())) {
      throw new IllegalArgumentException(
          "Policy %s was trained by %s on other settings or data than can be made again here"
              .formatted(policy.id(), policy.author().codeVersion()));
    }
    if (new StateFiles(warehouse).latest(policy.training(), policy.steps()).isEmpty()) {
      throw new IllegalArgumentException(
          "The state of the training of policy %s is not kept (it was deleted, or larger than 32 MB); train it anew with more steps"
              .formatted(policy.id()));
    }
    return new Cell(algorithm.word(), task, policy.id());
  }

  static Algorithm algorithm(StoredPolicy policy) {
    return Algorithm.valueOf(policy.algorithm().toUpperCase(Locale.ROOT));
  }

  static Engines engine(SortedMap<String, String> settings) {
    String word = settings.getOrDefault("engine", Engines.FUSED.word());
    return Engines.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static List<TrainTask.Leg> legs(Algorithm algorithm, SortedMap<String, String> settings) {
    List<TrainTask.Leg> legs = new ArrayList<>();
    while (true) {
      Map<String, String> leg =
          under(settings, String.format(Locale.ROOT, "leg.%03d.", legs.size()));
      String until = leg.remove("until");
      if (until == null) {
        return legs;
      }
      legs.add(new TrainTask.Leg(algorithm.recipe(0.9f, leg), Integer.parseInt(until)));
    }
  }

  static SortedMap<String, String> under(SortedMap<String, String> settings, String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  static String value(SortedMap<String, String> settings, String name) {
    String value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The policy's settings do not name '%s'; they name %s"
              .formatted(name, settings.keySet()));
    }
    return value;
  }
}
