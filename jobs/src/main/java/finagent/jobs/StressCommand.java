package finagent.jobs;

import finagent.jobs.stress.Recipe;
import finagent.jobs.stress.Recipes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

  @Parameters(paramLabel = "FILE", description = "Strategy files (YAML).")
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

  @Override
  public Integer call() {
    try (Console console = common.console();
        Strategies strategies = Strategies.read(files, sets)) {
      List<Recipe> recipes = names.isEmpty() ? known().all() : known().named(names);
      StressJob.Outcome outcome =
          new StressJob(common.warehouse(), strategies, console)
              .run(common.master(), common.parts(), recipes, !names.isEmpty());
      if (outcome.entries().isEmpty()) {
        throw new IllegalArgumentException(outcome.left().get(0).reason());
      }
      StressTables.print(console, outcome);
      console.answer(outcome);
      return 0;
    }
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
