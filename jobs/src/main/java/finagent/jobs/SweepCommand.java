package finagent.jobs;

import finagent.tables.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs every combination a strategy file varies, as one plan. */
@Command(
    name = "sweep",
    description = {
      "Run every combination of the values a strategy file lists under vary, as one plan.",
      "Combinations that are no strategy are told and left out.",
      "Keeps metrics and equity, and draws no controls, unless --full is given."
    },
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "A strategy file (YAML) with vary.")
  private Path file = Path.of("");

  @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Override a value.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--full", description = "Keep trades and positions and draw controls, as run.")
  private boolean full;

  @Option(names = "--top", defaultValue = "10", description = "How many are shown.")
  private int top;

  @Option(names = "--unseal", description = "Open holdout periods; this is recorded.")
  private boolean unseal;

  @Option(names = "--fresh", description = "Compute everything, even what is known.")
  private boolean fresh;

  @Option(names = "--page", paramLabel = "FILE", description = "Where the page goes.")
  private @Nullable Path page;

  @Override
  public Integer call() {
    List<String> overrides = new ArrayList<>();
    if (!full) {
      overrides.add("keep=[equity]");
      overrides.add("controls.draws=0");
    }
    overrides.addAll(sets);
    try (Console console = common.console();
        Strategies strategies = Strategies.sweep(file, overrides)) {
      Warehouse warehouse = common.warehouse().requireWritable();
      strategies.combinations().told().ifPresent(console::warn);
      RunJob.Request request =
          new RunJob.Request(
              String.format(
                  Locale.ROOT, "sweep of %d: %s", strategies.specs().size(), file.getFileName()),
              common.master(),
              Collections.emptySortedMap(),
              common.parts(),
              unseal,
              fresh);
      RunJob job = new RunJob(warehouse, strategies, console, Clock.systemUTC());
      Closing.print(console, warehouse, job.run(request), page, top, strategies.combinations());
      return 0;
    }
  }
}
