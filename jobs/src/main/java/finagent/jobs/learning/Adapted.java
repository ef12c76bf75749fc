package finagent.jobs.learning;

import finagent.jobs.learning.TrainFile.Cell;
import finagent.rl.algorithm.Recipe;
import finagent.rl.training.Algorithm;
import finagent.rl.training.MarketSpec;
import finagent.rl.training.Settings;
import finagent.rl.training.TrainTask;
import finagent.tables.StateFiles;
import finagent.tables.Warehouse;
import finagent.tables.learning.StoredPolicy;
import finagent.tables.market.DeltaMarket;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trainings that go on from a policy on other data: its networks, their moments and its memory
 * stay, as does its scaler, so that an observation means what it meant.
 *
 * @param data what it goes on with
 * @param cell the training
 */
public record Adapted(TrainingData data, Cell cell) {
  /**
   * On another window of the same market, as the market is now.
   *
   * @param from first day; empty = that of the policy
   * @param to last day; empty = that of the policy
   * @param more steps to add; 0 = as many as it has
   */
  public static Adapted over(
      Warehouse warehouse,
      StoredPolicy policy,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      int more) {
    requireMarket(policy);
    MarketChoice choice = Trainings.choice(policy);
    choice = choice.over(from.orElse(choice.from()), to.orElse(choice.to()));
    return new Adapted(
        data(warehouse, policy, choice),
        policy,
        warehouse,
        new TreeMap<>(),
        more == 0 ? policy.steps() : more,
        Integer.parseInt(Trainings.value(policy.settings(), "every")),
        Integer.parseInt(Trainings.value(policy.settings(), "episodes")));
  }

  /** On the market of a file, for its steps, with the settings it changes; it has its own seed. */
  public static Adapted to(Warehouse warehouse, StoredPolicy policy, TrainFile file) {
    requireMarket(policy);
    MarketChoice choice =
        file.market()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Policy %s trades a market; '%s' trains on '%s'"
                            .formatted(policy.id(), file.title(), file.control().orElse(""))));
    List<String> algorithms = file.algorithms().stream().map(Algorithm::word).toList();
    require("algorithm", policy, List.of(policy.algorithm()), algorithms);
    require("engine", policy, Trainings.engine(policy.settings()).word(), file.engine().word());
    require("features", policy, policy.market().features(), choice.features().names());
    require("reward", policy, Trainings.choice(policy).reward(), choice.reward());
    require(
        "long-only",
        policy,
        Trainings.choice(policy).rules().longOnly(),
        choice.rules().longOnly());
    if (file.variants().size() != 1 || file.search().isPresent()) {
      throw new IllegalArgumentException(
          "'%s' stands for several trainings; --continue goes on with one: leave 'vary' and 'search' out"
              .formatted(file.title()));
    }
    TrainingData data = data(warehouse, policy, choice);
    return new Adapted(
        data,
        policy,
        warehouse,
        file.variants().get(0),
        file.steps(),
        file.every(),
        file.episodes());
  }

  private Adapted(
      TrainingData data,
      StoredPolicy policy,
      Warehouse warehouse,
      Map<String, String> changes,
      long more,
      int every,
      int episodes) {
    this(data, cell(data, policy, warehouse, changes, more, every, episodes));
  }

  private static Cell cell(
      TrainingData data,
      StoredPolicy policy,
      Warehouse warehouse,
      Map<String, String> changes,
      long more,
      int every,
      int episodes) {
    if (more < 1 || policy.steps() + more > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Invalid --steps: %d (must be above 0, %,d in all at most)"
              .formatted(more, Integer.MAX_VALUE));
    }
    if (new StateFiles(warehouse).latest(policy.key(), policy.steps()).isEmpty()) {
      throw new IllegalArgumentException(
          "The state of the training of policy %s is not kept (it was deleted, or larger than 32 MB); train it anew"
              .formatted(policy.id()));
    }
    Algorithm algorithm = Trainings.algorithm(policy);
    SortedMap<String, String> settings = Trainings.under(policy.settings(), Trainings.SETTING);
    Recipe before = algorithm.recipe(0.9f, settings);
    settings.putAll(changes);
    Recipe recipe = algorithm.recipe(0.9f, settings);
    Settings.requireMovable((Record) before, (Record) recipe);
    TrainTask task =
        new TrainTask(
            algorithm,
            recipe,
            List.of(),
            data.world(),
            policy.seed(),
            (int) (policy.steps() + more),
            every,
            episodes,
            Trainings.engine(policy.settings()),
            new TrainTask.Origin(policy.key(), (int) policy.steps()));
    return new Cell(algorithm.word(), task, policy.id());
  }

  private static void requireMarket(StoredPolicy policy) {
    if (!policy.market().exists()) {
      throw new IllegalArgumentException(
          "Policy %s was trained on '%s', which is always the same; only policies of markets go on with other data. --continue %s alone trains it longer"
              .formatted(policy.id(), policy.environment(), policy.id()));
    }
  }

  private static <T> void require(String key, StoredPolicy policy, T wanted, T given) {
    if (!wanted.equals(given)) {
      throw new IllegalArgumentException(
          "Policy %s was trained with %s: %s; the file says %s. Say %s: %s, or train a new one"
              .formatted(policy.id(), key, wanted, given, key, wanted));
    }
  }

  private static TrainingData data(Warehouse warehouse, StoredPolicy policy, MarketChoice choice) {
    TrainingData data = TrainingData.onward(new DeltaMarket(warehouse), choice);
    List<String> traded = ((MarketSpec) data.world()).instruments();
    require("symbols", policy, policy.market().instruments(), traded);
    return data.scaled(Trainings.scaler(policy));
  }
}
