package finagent.jobs.learning;

import finagent.planner.DidYouMean;
import finagent.planner.spec.YamlMap;
import finagent.rl.training.Algorithm;
import finagent.rl.training.Settings;
import finagent.sandbox.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How settings are looked for. Whatever is drawn is a function of the seed, so that a search told
 * twice is one search.
 *
 * @param samples settings tried; members of a population
 * @param over what is drawn, by setting
 * @param keep share that goes on after each rung of halving
 * @param rungs of halving, the last of them with all steps
 * @param rounds of a population, of equal length
 */
public record Search(
    Kind kind,
    int samples,
    SortedMap<String, Range> over,
    long seed,
    double keep,
    int rungs,
    int rounds) {
  private static final List<String> KEYS =
      List.of("kind", "samples", "over", "seed", "keep", "rungs", "rounds");
  private static final int MOST = 10_000;
  private static final int MOST_DRAWS = 100_000;

  /** So that a third of 9,000 steps is 3,000, though 1 / 3 is a little less than a third. */
  private static final double ROUNDING = 1e-6;

  /** Ways of searching. */
  public enum Kind {
    /** Settings drawn at random, each trained to the end (Bergstra and Bengio 2012). */
    RANDOM,
    /**
     * All begin, the better share goes on (Jamieson and Talwalkar 2016, "Non-stochastic best arm
     * identification and hyperparameter optimization", algorithm 1).
     */
    HALVING,
    /**
     * Members train side by side; after each round the worst quarter goes on from where a member of
     * the best quarter stands, with settings moved a little (Jaderberg et al. 2017, "Population
     * based training of neural networks").
     */
    POPULATION;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a file's {@code search} says, if it has one. */
  static Optional<Search> of(YamlMap file, List<Algorithm> algorithms) {
    return file.map("search").map(map -> read(map.only(KEYS), algorithms));
  }

  private static Search read(YamlMap map, List<Algorithm> algorithms) {
    List<String> words = Arrays.stream(Kind.values()).map(Kind::word).toList();
    String word = map.text("kind").orElse("");
    if (!words.contains(word)) {
      throw map.refuse(
          "kind",
          "no search '%s'; there are %s.%s"
              .formatted(word, String.join(", ", words), DidYouMean.of(word, words)));
    }
    Kind kind = Kind.valueOf(word.toUpperCase(Locale.ROOT));
    double keep = map.number("keep").orElse(1.0 / 3);
    if (!(keep > 0 && keep < 1)) {
      throw map.refuse("keep", "must be above 0 and below 1");
    }
    if (kind == Kind.POPULATION && algorithms.size() > 1) {
      throw map.refuse("kind", "a population is of one algorithm");
    }
    return new Search(
        kind,
        MarketChoice.whole(map, "samples", 8, 2, MOST),
        over(map, kind, algorithms),
        MarketChoice.whole(map, "seed", 0, 0, Integer.MAX_VALUE),
        keep,
        MarketChoice.whole(map, "rungs", 3, 2, 20),
        MarketChoice.whole(map, "rounds", 5, 2, 1000));
  }

  private static SortedMap<String, Range> over(YamlMap map, Kind kind, List<Algorithm> algorithms) {
    YamlMap given =
        map.map("over")
            .orElseThrow(
                () ->
                    map.refuse(
                        "over", "'over' is missing: settings, e.g. {learning-rate: [1e-4, 1e-2]}"));
    SortedMap<String, Range> over = new TreeMap<>();
    for (String name : given.keys()) {
      for (Algorithm algorithm : algorithms) {
        Record standard = (Record) algorithm.standard(0.9f);
        List<String> known =
            kind == Kind.POPULATION
                ? Settings.movable(standard)
                : List.copyOf(Settings.of(standard).keySet());
        if (!known.contains(name)) {
          throw given.refuse(
              name,
              "%s has no setting '%s'%s; there are %s.%s"
                  .formatted(
                      algorithm.word(),
                      name,
                      kind == Kind.POPULATION ? " that may change on the way" : "",
                      String.join(", ", known),
                      DidYouMean.of(name, known)));
        }
      }
      boolean rate = Settings.movable((Record) algorithms.get(0).standard(0.9f)).contains(name);
      over.put(name, Range.of(given, name, rate));
    }
    if (over.isEmpty()) {
      throw map.refuse("over", "names no setting");
    }
    return over;
  }

  /** A population has one seed and rounds that end where it is judged. */
  void check(YamlMap map, List<Long> seeds, int steps, int every) {
    if (kind != Kind.POPULATION) {
      return;
    }
    if (seeds.size() > 1) {
      throw map.refuse(
          "seeds",
          "a population has one, not %d, e.g. [%d]; each member takes the next number"
              .formatted(seeds.size(), seeds.get(0)));
    }
    long unit = (long) rounds * every;
    long below = steps / unit * unit;
    if (below != steps) {
      throw map.refuse(
          "steps",
          "%d are not %d rounds that end at a judgement, every %d steps; %s would be"
              .formatted(steps, rounds, every, (below > 0 ? below + " or " : "") + (below + unit)));
    }
  }

  /**
   * What is tried at the start: the given settings, those searched over drawn. Only in a
   * population, where seeds differ, may two be the same.
   *
   * @param file refuses where there are not so many
   */
  List<SortedMap<String, String>> drawn(YamlMap file, SortedMap<String, String> given) {
    Philox draws = Philox.of(seed, "search");
    Collection<SortedMap<String, String>> drawn =
        kind == Kind.POPULATION ? new ArrayList<>() : new LinkedHashSet<>();
    for (int sample = 0; sample < samples; sample++) {
      int again = 0;
      while (!drawn.add(drawn(given, draws, sample, again))) {
        if (++again == MOST_DRAWS) {
          throw file.refuse(
              "search",
              "samples: %d, but over gives only %d different settings (%d draws); ask for fewer, or name more values"
                  .formatted(samples, drawn.size(), MOST_DRAWS));
        }
      }
    }
    return List.copyOf(drawn);
  }

  private SortedMap<String, String> drawn(
      SortedMap<String, String> given, Philox draws, int sample, int again) {
    SortedMap<String, String> settings = new TreeMap<>(given);
    int draw = 0;
    for (String name : over.keySet()) {
      settings.put(name, range(name).at(draws.uniform(sample, again, 0, draw++)));
    }
    return settings;
  }

  private Range range(String name) {
    return Objects.requireNonNull(over.get(name));
  }

  /**
   * Settings for a member that takes another's place after a round.
   *
   * @param again 0 for settings near these; else as at the start, another draw for each number
   */
  public SortedMap<String, String> moved(
      SortedMap<String, String> from, int round, int member, int again) {
    Philox draws = Philox.of(seed, "search-moves");
    SortedMap<String, String> moved = new TreeMap<>(from);
    int draw = 0;
    for (String name : over.keySet()) {
      double uniform = draws.uniform(member, round, again, draw++);
      moved.computeIfPresent(
          name,
          (key, value) ->
              again == 0 ? range(name).moved(value, uniform < 0.5) : range(name).at(uniform));
    }
    return moved;
  }

  /** Which of the best a member that gives up goes on from. */
  public int donor(int best, int round, int member) {
    return Philox.of(seed, "search-donors").below(best, member, round, 0, 0);
  }

  /** Steps of a rung: a share of all, a multiple of those between two judgements. */
  public int steps(int rung, int all, int every) {
    double share = StrictMath.pow(keep, rungs - 1 - rung);
    return rung == rungs - 1
        ? all
        : Math.min(all, Math.max(1, (int) (all * share + ROUNDING) / every) * every);
  }
}
