package finagent.jobs.learning;

import finagent.planner.DidYouMean;
import finagent.planner.spec.SpecException;
import finagent.planner.spec.YamlMap;
import finagent.rl.algorithm.Recipe;
import finagent.rl.training.Algorithm;
import finagent.rl.training.ControlSpec;
import finagent.rl.training.Engines;
import finagent.rl.training.Settings;
import finagent.rl.training.TrainTask;
import finagent.rl.training.WorldSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a training file asks for: every algorithm with every combination of varied settings, on
 * every seed.
 *
 * @param control a problem by name, or empty
 * @param market a market, where there is no control problem
 * @param every steps between judgements
 * @param episodes of a judgement
 * @param variants settings to change, one map a variant; at least one
 * @param search how better settings are looked for, if they are
 * @param engine what computes the networks
 */
public record TrainFile(
    String title,
    List<Algorithm> algorithms,
    Optional<String> control,
    Optional<MarketChoice> market,
    int steps,
    List<Long> seeds,
    int every,
    int episodes,
    List<SortedMap<String, String>> variants,
    Optional<Search> search,
    Engines engine) {
  private static final List<String> KEYS =
      List.of(
          "title",
          "algorithm",
          "environment",
          "market",
          "steps",
          "seeds",
          "every",
          "episodes",
          "settings",
          "vary",
          "search",
          "engine");
  private static final int MOST_STEPS = 1_000_000_000;
  static final int MOST_TASKS = 100_000;
  private static final int JUDGEMENTS = 10;

  public TrainFile {
    algorithms = List.copyOf(algorithms);
    seeds = List.copyOf(seeds);
    variants = List.copyOf(variants);
  }

  /** Whether a file says what to train; strategies name no algorithm. */
  public static boolean is(Path file) {
    return YamlMap.read(file).has("algorithm");
  }

  /** Reads a file; every refusal names file, line and column. */
  public static TrainFile read(Path file) {
    YamlMap map = YamlMap.read(file).only(KEYS);
    boolean isControl = map.has("environment");
    if (isControl == map.has("market")) {
      throw map.refuse(
          isControl ? "market" : "algorithm",
          "say either environment: (%s) or market: {data: .., ..}"
              .formatted(String.join(", ", ControlSpec.names())));
    }
    int steps = MarketChoice.whole(map, "steps", 10_000, 1, MOST_STEPS);
    List<Algorithm> algorithms = TrainWords.algorithms(map);
    Optional<Search> search = Search.of(map, algorithms);
    if (search.isPresent() && map.has("vary")) {
      throw map.refuse("vary", "goes with no search; name its settings under search: {over: ..}");
    }
    TrainFile read =
        new TrainFile(
            map.text("title").orElse(String.valueOf(file.getFileName())),
            algorithms,
            map.text("environment").map(name -> TrainWords.control(map, name)),
            map.map("market").map(MarketChoice::of),
            steps,
            TrainWords.seeds(map),
            MarketChoice.whole(map, "every", Math.max(1, steps / JUDGEMENTS), 1, MOST_STEPS),
            MarketChoice.whole(map, "episodes", 50, 2, 1_000_000),
            search.map(how -> how.drawn(map, variants(map).get(0))).orElseGet(() -> variants(map)),
            search,
            TrainWords.engine(map));
    read.check(map);
    search.ifPresent(how -> how.check(map, read.seeds, steps, read.every));
    return read;
  }

  private static List<SortedMap<String, String>> variants(YamlMap map) {
    SortedMap<String, String> base = new TreeMap<>();
    map.map("settings")
        .ifPresent(given -> given.keys().forEach(k -> base.put(k, given.text(k).orElseThrow())));
    List<SortedMap<String, String>> variants = new ArrayList<>(List.of(base));
    Optional<YamlMap> vary = map.map("vary");
    for (String key : vary.map(YamlMap::keys).orElse(List.of())) {
      List<SortedMap<String, String>> more = new ArrayList<>();
      for (SortedMap<String, String> variant : variants) {
        for (String value : vary.orElseThrow().texts(key)) {
          SortedMap<String, String> varied = new TreeMap<>(variant);
          varied.put(key, value);
          more.add(varied);
        }
      }
      if (more.isEmpty() || more.size() > MOST_TASKS) {
        throw map.refuse(
            "vary", "stands for %,d variants (1 to %,d)".formatted(more.size(), MOST_TASKS));
      }
      variants = more;
    }
    return variants.stream().distinct().toList();
  }

  /** Settings must be those of every algorithm named, and values ones they can have. */
  private void check(YamlMap map) {
    for (Algorithm algorithm : algorithms) {
      for (SortedMap<String, String> variant : variants) {
        for (String name : variant.keySet()) {
          List<String> settings =
              List.copyOf(Settings.of((Record) algorithm.standard(0.9f)).keySet());
          if (!settings.contains(name)) {
            throw inside(map, name)
                .refuse(
                    name,
                    "%s has no setting '%s'; there are %s.%s"
                        .formatted(
                            algorithm.word(),
                            name,
                            String.join(", ", settings),
                            DidYouMean.of(name, settings)));
          }
        }
        try {
          algorithm.recipe(0.9f, variant);
        } catch (SpecException e) {
          throw e;
        } catch (IllegalArgumentException e) {
          throw map.refuse(
              map.has("vary") ? "vary" : map.has("search") ? "search" : "settings",
              String.valueOf(e.getMessage()));
        }
      }
    }
    long tasks = (long) algorithms.size() * variants.size() * seeds.size();
    if (tasks > MOST_TASKS) {
      throw map.refuse(
          "seeds", "stands for %,d trainings; at most %,d at a time".formatted(tasks, MOST_TASKS));
    }
  }

  private static YamlMap inside(YamlMap map, String name) {
    return map.map("settings")
        .filter(given -> given.has(name))
        .or(() -> map.map("vary"))
        .or(() -> map.map("search"))
        .orElse(map);
  }

  /**
   * One training.
   *
   * @param parent the policy it goes on from; empty where it begins
   */
  public record Cell(String variant, TrainTask task, String parent) {}

  /** Every training, variants apart, seeds together. */
  public List<Cell> cells(WorldSpec world) {
    List<Cell> cells = new ArrayList<>();
    for (Algorithm algorithm : algorithms) {
      for (SortedMap<String, String> variant : variants) {
        Recipe recipe = algorithm.recipe(world.gamma(), variant);
        for (long seed : seeds) {
          TrainTask task = new TrainTask(algorithm, recipe, world, seed, steps, every, episodes);
          cells.add(new Cell(name(algorithm, variant), task.on(engine), ""));
        }
      }
    }
    return cells;
  }

  private String name(Algorithm algorithm, SortedMap<String, String> variant) {
    return variants.size() == 1 ? algorithm.word() : algorithm.word() + " " + variant;
  }
}
