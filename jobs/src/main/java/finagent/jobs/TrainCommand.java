package finagent.jobs;

import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainFile.Cell;
import finagent.jobs.learning.TrainingData;
import finagent.jobs.learning.Trainings;
import finagent.tables.Warehouse;
import finagent.tables.learning.Policies;
import finagent.tables.learning.StoredPolicy;
import finagent.tables.market.DeltaMarket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains policies, as many at a time as the grid has room for. */
@Command(
    name = "train",
    description = "Train policies; each is remembered with its lineage and learning curve.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to train (YAML).")
  private @Nullable Path file;

  @Option(
      names = "--continue",
      paramLabel = "POLICY",
      description = "Train a policy on from where it stands, for --steps more.")
  private @Nullable String parent;

  @Option(
      names = "--steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "With --continue: steps to add (default: as many as it has).")
  private int steps;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      String master = common.master();
      TrainJob job = new TrainJob(warehouse, console, Clock.systemUTC());
      Path wanted = file;
      String from = parent;
      if ((wanted == null) == (from == null)) {
        throw new IllegalArgumentException(
            "Say either a FILE to train from the beginning, or --continue POLICY to train on");
      }
      if (from != null) {
        StoredPolicy policy = new Policies(warehouse).find(from);
        TrainingData data = Trainings.data(warehouse, policy);
        Cell cell = Trainings.longer(warehouse, policy, data, steps);
        return printed(
            console,
            "policy %s trained on".formatted(policy.id()),
            job.run(List.of(cell), data, master),
            List.of(),
            data);
      }
      if (steps != 0) {
        throw new IllegalArgumentException("--steps goes with --continue; a file has its own");
      }
      TrainFile training = TrainFile.read(Path.of(String.valueOf(wanted)));
      TrainingData data =
          training.control().isPresent()
              ? TrainingData.none(training.control().orElseThrow())
              : TrainingData.of(new DeltaMarket(warehouse), training.market().orElseThrow());
      TrainSearch search = new TrainSearch(cells -> job.run(cells, data, master));
      List<TrainJob.Row> rows = search.run(training, data.world());
      return printed(console, training.title(), rows, search.rungs(), data);
    }
  }

  private static int printed(
      Console console,
      String title,
      List<TrainJob.Row> rows,
      List<TrainSearch.Rung> rungs,
      TrainingData data) {
    TrainTables.print(console, title, rows, rungs, data.warnings());
    List<TrainJob.Row> failed = rows.stream().filter(row -> row.learnt().isEmpty()).toList();
    if (failed.isEmpty()) {
      return 0;
    }
    TrainJob.Row first = failed.get(0);
    throw new IllegalStateException(
        "%d of %d trainings failed and left nothing; the first, %s with seed %d: %s"
            .formatted(
                failed.size(),
                rows.size(),
                first.cell().variant(),
                first.cell().task().seed(),
                first.failure()));
  }
}
