package finagent.jobs;

import finagent.jobs.stress.Ladder;
import finagent.jobs.stress.Recipe;
import finagent.jobs.stress.Recipes;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs strategies again in scenarios, beside the market as it was. */
@Command(
    name = "stress",
    description = "Run strategies again in scenarios; they decide, trade and pay anew.",
    mixinStandardHelpOptions = true)
final class StressCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "Strategy files (YAML), or one with vary.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Override a value of a file.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--scenarios",
      split = ",",
      paramLabel = "NAME",
      description = "Which to run, e.g. market-crash,pandemic-2020 (default: all there are).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--custom",
      paramLabel = "YAML",
      description = "Scenarios of your own; docs/risk.md shows how to write them.")
  private @Nullable Path custom;

  @Option(names = "--fed", paramLabel = "CSV", description = "A scenario file of the Fed.")
  private @Nullable Path fed;

  @Option(
      names = "--fed-history",
      paramLabel = "CSV",
      description = "The Fed's file of actual values, which holds the quarter before.")
  private @Nullable Path history;

  @Option(
      names = "--quarters",
      defaultValue = "0",
      description = "How many quarters of the Fed's scenario, from the first (default: all).")
  private int quarters;

  @Option(
      names = "--at",
      paramLabel = "DATE",
      description =
          "First day of the shipped and the Fed's scenarios (default: they end the data).")
  private @Nullable LocalDate at;

  @Option(
      names = "--ladder",
      paramLabel = "KIND[=V:V..]",
      description =
          "One quantity at several values: move, volatility, correlation, spread, volume, borrow,"
              + " rate; e.g. move=-30%%:-15%%:0.")
  private List<String> ladders = new ArrayList<>();

  @Option(
      names = "--ladder-sessions",
      defaultValue = "20",
      description = "Sessions a ladder covers, the last of the data (default: 20).")
  private int rungSessions;

  @Option(
      names = "--again",
      paramLabel = "DAY..DAY",
      description = "These sessions of the data over again, e.g. 2018-10-01..2018-12-24.")
  private List<String> again = new ArrayList<>();

  @Option(names = "--title", description = "Title of the run.")
  private @Nullable String title;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Where the page goes (default: runs/RUN.html in this folder).")
  private @Nullable Path page;

  @Override
  public Integer call() {
    try (Console console = common.console();
        Strategies strategies = Strategies.varied(files, sets)) {
      Warehouse warehouse = common.warehouse().requireWritable();
      strategies.combinations().told().ifPresent(console::warn);
      List<Recipe> recipes = recipes();
      boolean chosen = !names.isEmpty() || !ladders.isEmpty() || !again.isEmpty();
      StressJob.Outcome outcome =
          new StressJob(warehouse, strategies, console)
              .run(common.master(), common.parts(), recipes, chosen);
      if (outcome.entries().isEmpty()) {
        throw new IllegalArgumentException(outcome.left().get(0).reason());
      }
      Run run =
          new StressLog(warehouse, Clock.systemUTC())
              .remember("Stress: " + strategies.title(title), strategies.resolved(), outcome);
      Path written = StressPage.write(run, outcome, page);
      StressTables.print(console, outcome);
      console.say("run     %s", run.id());
      console.say("digest  %s (bitwise reproducible)", run.digest());
      console.say("page    %s", written);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("run", run.id());
      answer.put("digest", run.digest());
      answer.put("page", written.toString());
      answer.put("entries", outcome.entries());
      answer.put("left", outcome.left());
      answer.put("warnings", outcome.warnings());
      console.answer(answer);
      return 0;
    }
  }

  /** What is named; without a name all there are, unless ladders or days are asked for. */
  private List<Recipe> recipes() {
    boolean ofScenarios =
        custom != null || fed != null || history != null || quarters != 0 || at != null;
    if (names.isEmpty() && !(ladders.isEmpty() && again.isEmpty()) && ofScenarios) {
      throw new IllegalArgumentException(
          "--custom, --fed, --fed-history, --quarters and --at are of scenarios; beside --ladder or"
              + " --again name which: --scenarios NAME,..");
    }
    List<Recipe> recipes = new ArrayList<>();
    if (!names.isEmpty()) {
      recipes.addAll(known().named(names));
    } else if (ladders.isEmpty() && again.isEmpty()) {
      recipes.addAll(known().all());
    }
    again.forEach(days -> recipes.add(Recipe.Again.of(days)));
    for (String ladder : ladders) {
      Ladder.of(ladder).rungs(rungSessions).forEach(rung -> recipes.add(new Recipe.Made(rung)));
    }
    return recipes;
  }

  private Recipes known() {
    LocalDate date = at;
    long from = date == null ? Long.MAX_VALUE : date.toEpochDay();
    Recipes recipes = Recipes.shipped(from);
    Path own = custom;
    if (own != null) {
      recipes.addFile(own);
    }
    Path path = fed;
    Path actual = history;
    if (path != null && actual != null) {
      return recipes.addFed(path, actual, quarters, from);
    }
    if (path != null || actual != null || quarters != 0) {
      throw new IllegalArgumentException(
          "--fed, --fed-history and --quarters belong together: levels are chained to the last"
              + " actual quarter, so both of the Fed's files are needed");
    }
    return recipes;
  }
}
