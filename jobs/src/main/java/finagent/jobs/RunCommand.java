package finagent.jobs;

import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
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

  @Option(
      names = "--submitted",
      paramLabel = "RUN",
      description = "Run what finagent submit left in the warehouse (submit asks for this).")
  private @Nullable String submitted;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      String left = submitted;
      return left == null ? asked(console, warehouse) : left(console, warehouse, left);
    }
  }

  private int asked(Console console, Warehouse warehouse) {
    try (Strategies strategies = Strategies.read(files, sets)) {
      return run(
          console,
          warehouse,
          strategies,
          new RunJob.Request(
              strategies.title(title),
              common.master(),
              Collections.emptySortedMap(),
              common.parts(),
              unseal,
              fresh));
    }
  }

  private int left(Console console, Warehouse warehouse, String id) {
    Run run = StatusCommand.find(new RunLog(warehouse), id);
    if (run.state() == Run.State.COMPLETED) {
      console.say("run %s is complete already; nothing to do", id);
      return 0;
    }
    try (Strategies strategies = Strategies.parse(run.spec())) {
      return run(
          console,
          warehouse,
          strategies,
          Submissions.request(run, common.master(), common.parts()));
    }
  }

  private int run(
      Console console, Warehouse warehouse, Strategies strategies, RunJob.Request request) {
    RunJob job = new RunJob(warehouse, strategies, console, Clock.systemUTC());
    Closing.print(console, warehouse, job.run(request), page);
    return 0;
  }
}
