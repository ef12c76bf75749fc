package finagent.jobs.learning;

import finagent.planner.DidYouMean;
import finagent.planner.spec.YamlMap;
import finagent.rl.training.Algorithm;
import finagent.rl.training.Settings;
import finagent.sandbox.random.Philox;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
  private static final double DECADE = 10;
  private static final MathContext SHORT = new MathContext(3);

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

  /**
   * Where a setting is drawn from: a rate evenly between two numbers, on a logarithmic scale where
   * they are a decade or more apart; anything else from a list.
   *
   * @param choices empty for a range
   */
  public record Range(List<String> choices, double low, double high) {
    public Range {
      choices = List.copyOf(choices);
    }

    String at(double uniform) {
      if (!choices.isEmpty()) {
        return choices.get((int) (uniform * choices.size()));
      }
      return low > 0 && high >= DECADE * low
          ? text(low * StrictMath.pow(high / low, uniform))
          : text(low + uniform * (high - low));
    }

    /** A quarter more, or a fifth less, within the range; what was in a list stays. */
    String moved(String from, boolean up) {
      if (!choices.isEmpty()) {
        return from;
      }
      double value = Double.parseDouble(from) * (up ? 1.25 : 0.8);
      return text(Math.max(low, Math.min(high, value)));
    }

    private static String text(double value) {
      return new BigDecimal(value).round(SHORT).toPlainString();
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
      over.put(name, range(given, name, rate));
    }
    if (over.isEmpty()) {
      throw map.refuse("over", "names no setting");
    }
    return over;
  }

  private static Range range(YamlMap given, String name, boolean rate) {
    List<String> words = given.texts(name);
    if (words.size() < 2) {
      throw given.refuse(name, "must be a range like [0.001, 0.1] or a list of values");
    }
    if (!rate || words.size() > 2) {
      return new Range(words, Double.NaN, Double.NaN);
    }
    try {
      double low = Double.parseDouble(words.get(0));
      double high = Double.parseDouble(words.get(1));
      if (low < high && high < Double.POSITIVE_INFINITY) {
        return new Range(List.of(), low, high);
      }
    } catch (NumberFormatException e) {
      throw given.refuse(name, "'%s' is not a range of numbers".formatted(words));
    }
    throw given.refuse(name, "must be a range like [0.001, 0.1], the smaller number first");
  }

  /** What is tried at the start: the given settings, those searched over drawn. */
  List<SortedMap<String, String>> drawn(SortedMap<String, String> given) {
    Philox draws = Philox.of(seed, "search");
    List<SortedMap<String, String>> drawn = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      SortedMap<String, String> settings = new TreeMap<>(given);
      int draw = 0;
      for (String name : over.keySet()) {
        settings.put(name, range(name).at(draws.uniform(sample, 0, 0, draw++)));
      }
      drawn.add(settings);
    }
    return drawn;
  }

  private Range range(String name) {
    return java.util.Objects.requireNonNull(over.get(name));
  }

  /** Settings near these, for a member that takes another's place after a round. */
  public SortedMap<String, String> moved(SortedMap<String, String> from, int round, int member) {
    Philox draws = Philox.of(seed, "search-moves");
    SortedMap<String, String> moved = new TreeMap<>(from);
    int draw = 0;
    for (String name : over.keySet()) {
      boolean up = draws.uniform(member, round, 0, draw++) < 0.5;
      moved.computeIfPresent(name, (key, value) -> range(name).moved(value, up));
    }
    return moved;
  }

  /** Which of the best a member that gives up goes on from. */
  public int donor(int best, int round, int member) {
    return Philox.of(seed, "search-donors").below(best, member, round, 0, 0);
  }

  /** Steps of a rung: a share of all, a multiple of those between two judgements. */
  public int steps(int rung, int all, int every) {
    double share = Math.pow(keep, rungs - 1 - rung);
    return rung == rungs - 1
        ? all
        : Math.min(all, Math.max(1, (int) (all * share) / every) * every);
  }
}
