package finagent.jobs;

import finagent.jobs.montecarlo.Reshuffled;
import finagent.jobs.montecarlo.Score;
import finagent.planner.DidYouMean;
import finagent.sandbox.montecarlo.Paths;
import finagent.tables.Warehouse;
import finagent.tables.montecarlo.McResult;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The returns or trades of a strategy of a run in another order. */
@Command(
    name = "reshuffle",
    description = "The returns or trades of a run in another order: what luck did to its falls.",
    mixinStandardHelpOptions = true)
final class ReshuffleCommand implements Callable<Integer> {
  private static final List<String> KINDS = List.of("returns", "trades");

  @Mixin private Common common = new Common();

  @Parameters(index = "0", paramLabel = "RUN", description = "Id of the run.")
  private String id = "";

  @Option(names = "--strategy", description = "Which strategy of the run.")
  private @Nullable String strategy;

  @Option(
      names = "--of",
      defaultValue = "returns",
      paramLabel = "KIND",
      description = "returns of sessions (default), or trades from flat to flat.")
  private String kind = "";

  @Option(
      names = "--redraw",
      description = "Draw them with replacement; else each is taken once, in another order.")
  private boolean redraw;

  @Option(
      names = "--paths",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Whole chunks of 512 (default: 10000).")
  private String paths = "";

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the paths.")
  private long seed;

  @Option(
      names = "--ruin",
      defaultValue = "50%",
      description = "Share of the starting equity at which a path is ruined (default: 50%%).")
  private String ruin = "";

  @Option(
      names = "--worlds",
      defaultValue = "16",
      description = "Draws of the returns themselves, for the estimation error; 0 = none.")
  private int worlds;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      if (!KINDS.contains(kind)) {
        throw new IllegalArgumentException(
            "Invalid --of '%s': returns or trades.%s".formatted(kind, DidYouMean.of(kind, KINDS)));
      }
      Warehouse warehouse = common.warehouse();
      Run run = StatusCommand.find(new RunLog(warehouse), id);
      String name = HeldBook.strategy(run, strategy);
      PastFractions past = PastFractions.of(warehouse, run, name);
      double[] fractions = kind.equals("trades") ? past.trades() : past.returns();
      Reshuffled reshuffled =
          new Reshuffled(
              name, fractions, redraw, seed, MonteCarloCommand.share("--ruin", ruin), worlds);
      List<McResult> results = reshuffled.results(MonteCarloCommand.number(paths));
      print(console, fractions.length, name, results);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("run", run.id());
      answer.put("strategy", name);
      answer.put("of", kind);
      answer.put("redrawn", redraw);
      answer.put("fractions", fractions.length);
      answer.put("results", results);
      console.answer(answer);
      return 0;
    }
  }

  private void print(Console console, int fractions, String name, List<McResult> results) {
    long drawn = find(results, Score.MAX_DRAWDOWN, "mean").map(McResult::count).orElse(0L);
    console.say(
        "%d %s of %s, %s, %,d paths in chunks of %d, seed %d:",
        fractions,
        kind,
        name,
        redraw ? "drawn with replacement" : "each once, in another order",
        drawn,
        Paths.CHUNK,
        seed);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "number",
            "as it was",
            "its rank",
            "mean",
            "\u00b1 sim",
            "\u00b1 est",
            "5 %",
            "median",
            "95 %"));
    for (Score score : Reshuffled.SCORES) {
      Optional<McResult> mean = find(results, score, "mean");
      List<String> row = new ArrayList<>(List.of(word(score)));
      row.add(value(results, score, "history"));
      row.add(
          find(results, score, "history-rank")
              .map(r -> String.format(Locale.ROOT, "%.1f %%", 100 * r.value()))
              .orElse("n/a"));
      row.add(value(results, score, "mean"));
      row.add(mean.map(r -> words(score, r.simulationError())).orElse("n/a"));
      row.add(mean.map(r -> words(score, r.estimationError())).orElse("n/a"));
      for (String quantile : List.of("q05", "q50", "q95")) {
        row.add(value(results, score, quantile));
      }
      rows.add(row);
    }
    console.table(rows);
    console.say(
        "rank: share of paths at or below what it was; \u00b1 sim: from the number of paths; \u00b1"
            + " est: from the number of %s",
        kind);
    if (kind.equals("returns")) {
      console.say(
          "warning: an order at random knows no clustering of volatility, so that falls look"
              + " shallower than they may be; finagent montecarlo keeps it in blocks");
    }
  }

  private String word(Score score) {
    return score == Score.DRAWDOWN_SESSIONS && kind.equals("trades")
        ? "drawdown-trades"
        : score.word();
  }

  private static String value(List<McResult> results, Score score, String measure) {
    return find(results, score, measure).map(r -> words(score, r.value())).orElse("n/a");
  }

  private static String words(Score score, double value) {
    return MonteCarloTables.words(score, value);
  }

  private static Optional<McResult> find(List<McResult> results, Score score, String measure) {
    return results.stream()
        .filter(r -> r.statistic().equals(score.word()) && r.measure().equals(measure))
        .findFirst();
  }
}
