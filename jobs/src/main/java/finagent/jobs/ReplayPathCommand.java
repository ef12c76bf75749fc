package finagent.jobs;

import finagent.jobs.montecarlo.PathRunner;
import finagent.jobs.montecarlo.Question;
import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.FedMarket;
import finagent.sandbox.montecarlo.Paths;
import finagent.sandbox.stats.Drawdown;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One path of a simulation, alone: the same bits as in the simulation. */
@Command(
    name = "replay-path",
    description = "One path of a simulation alone, to the bit: its equity and its worst days.",
    mixinStandardHelpOptions = true)
final class ReplayPathCommand implements Callable<Integer> {
  private static final int WORST_DAYS = 5;
  private static final int WIDTH = 72;
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  @Mixin private Common common = new Common();

  @Parameters(index = "0", paramLabel = "RUN", description = "Id of the simulation.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "N", description = "Number of the path, from 0.")
  private long path;

  @Option(names = "--strategy", description = "Which strategy (default: all).")
  private @Nullable String strategy;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse();
      Run run = StatusCommand.find(new RunLog(warehouse), id);
      if (!Question.isIn(run.spec())) {
        throw new IllegalArgumentException(
            "Run %s is no simulation; finagent montecarlo makes one".formatted(run.id()));
      }
      if (path < 0 || path >= MonteCarloJob.MOST_PATHS) {
        throw new IllegalArgumentException(
            "Invalid path: %d (must be 0..%,d)".formatted(path, MonteCarloJob.MOST_PATHS));
      }
      try (Strategies strategies = Strategies.parse(Question.strategies(run.spec()))) {
        MonteCarloJob job = new MonteCarloJob(warehouse, strategies, console, Clock.systemUTC());
        strategies.within(() -> shown(console, job, run));
      }
      return 0;
    }
  }

  private Run shown(Console console, MonteCarloJob job, Run run) {
    MonteCarloJob.Ready ready = job.ready(Question.of(run.spec()), 0, run.versions());
    PathRunner runner = new PathRunner(ready.experiment(), ready.history());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", run.id());
    answer.put("path", path);
    answer.put("chunk", path / Paths.CHUNK);
    boolean found = false;
    for (int b = 0; b < ready.experiment().program().books().size(); b++) {
      String name = ready.experiment().program().books().get(b).name();
      if (strategy == null || name.equals(strategy)) {
        FedMarket market = runner.enter(path);
        answer.put(name, told(console, name, runner.equity(b, market), market.whole(), ready));
        found = true;
      }
    }
    if (!found) {
      throw new IllegalArgumentException(
          "Run %s has no strategy '%s'".formatted(run.id(), strategy));
    }
    console.answer(answer);
    return run;
  }

  private Map<String, Object> told(
      Console console, String name, double[] equity, Panel market, MonteCarloJob.Ready ready) {
    int warmup = ready.experiment().warmup();
    double total = equity[equity.length - 1] / equity[0] - 1;
    Drawdown drawdown = Drawdown.of(equity);
    console.say("%s on path %d, %d sessions:", name, path, equity.length - 1);
    console.say("  %s", drawn(equity));
    console.say(
        "  return %s, deepest fall %s; equity %,.0f to %,.0f, lowest %,.0f",
        Closing.percent(total),
        Closing.percent(drawdown.depth()),
        equity[0],
        equity[equity.length - 1],
        Arrays.stream(equity).min().orElse(Double.NaN));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "worst session", "its date on the path", "return", "worst instrument", "its return"));
    List<Map<String, Object>> days = new ArrayList<>();
    for (int t : worst(equity)) {
      int bar = warmup + t;
      int i = worstInstrument(market, bar);
      double own = change(market, bar, i);
      double r = equity[t] / equity[t - 1] - 1;
      rows.add(
          List.of(
              String.valueOf(t),
              market.time().date(bar).toString(),
              String.format(Locale.ROOT, "%.2f %%", 100 * r),
              market.instruments().id(i),
              String.format(Locale.ROOT, "%.2f %%", 100 * own)));
      days.add(
          Map.of(
              "session", t, "return", r, "instrument", market.instruments().id(i), "moved", own));
    }
    console.table(rows);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("totalReturn", total);
    told.put("drawdown", drawdown.depth());
    told.put("worst", days);
    told.put("equity", equity);
    return told;
  }

  private static List<Integer> worst(double[] equity) {
    return IntStream.range(1, equity.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer t) -> equity[t] / equity[t - 1]))
        .limit(WORST_DAYS)
        .toList();
  }

  private static int worstInstrument(Panel market, int bar) {
    return IntStream.range(0, market.width())
        .boxed()
        .min(Comparator.comparingDouble((Integer i) -> change(market, bar, i)))
        .orElse(0);
  }

  private static double change(Panel market, int bar, int i) {
    return market.bars().at("close", bar, i) / market.bars().at("close", bar - 1, i) - 1;
  }

  /** The curve in one line of text, lowest to highest. */
  static String drawn(double[] equity) {
    double low = Arrays.stream(equity).min().orElse(0);
    double high = Arrays.stream(equity).max().orElse(1);
    int width = Math.min(WIDTH, equity.length);
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < width; k++) {
      double value = equity[(int) ((long) (equity.length - 1) * k / Math.max(1, width - 1))];
      double share = high > low ? (value - low) / (high - low) : 0.5;
      line.append(LEVELS.charAt((int) Math.min(LEVELS.length() - 1, share * LEVELS.length())));
    }
    return line.toString();
  }
}
