package finagent.jobs;

import finagent.planner.spec.StrategySpec;
import finagent.tables.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs strategy files as one plan and remembers the results. */
@Command(
    name = "run",
    description = "Run strategy files as one plan; remember the results.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "Strategy files (YAML).")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Override a value of every file, e.g. --set alphas.mom.lookback=126d")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--title", description = "Title of the run.")
  private @Nullable String title;

  @Option(names = "--unseal", description = "Open holdout periods; this is recorded.")
  private boolean unseal;

  @Option(names = "--fresh", description = "Compute everything, even what is known.")
  private boolean fresh;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Where the page goes (default: runs/RUN.html in this folder).")
  private @Nullable Path page;

  @Override
  public Integer call() {
    try (Console console = common.console();
        Strategies strategies = Strategies.read(files, sets)) {
      Warehouse warehouse = common.warehouse().requireWritable();
      String name = title;
      RunJob.Request request =
          new RunJob.Request(
              name == null
                  ? String.join(", ", strategies.specs().stream().map(StrategySpec::name).toList())
                  : name,
              common.master(),
              Collections.emptySortedMap(),
              common.parts(),
              unseal,
              fresh);
      RunJob job = new RunJob(warehouse, strategies, console, Clock.systemUTC());
      Closing.print(console, warehouse, job.run(request), page);
      return 0;
    }
  }
}
