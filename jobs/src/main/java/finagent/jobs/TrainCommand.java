package finagent.jobs;

import finagent.jobs.learning.Adapted;
import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainingData;
import finagent.jobs.learning.Trainings;
import finagent.tables.Warehouse;
import finagent.tables.learning.Policies;
import finagent.tables.learning.StoredPolicy;
import finagent.tables.market.DeltaMarket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "What to train (YAML); with --continue, what to train on with.")
  private @Nullable Path file;

  @Option(
      names = "--continue",
      paramLabel = "POLICY",
      description =
          "Train a policy on from where it stands: as it was, for --steps more; on another window"
              + " (--from, --to); or on the market of FILE.")
  private @Nullable String parent;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "With --continue: first day of another window of its market.")
  private @Nullable LocalDate first;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "With --continue: last day of another window of its market.")
  private @Nullable LocalDate last;

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
      String from = parent;
      if (from != null) {
        return goOn(console, warehouse, new Policies(warehouse).find(from), job, master);
      }
      Path wanted = file;
      if (wanted == null || steps != 0 || first != null || last != null) {
        throw new IllegalArgumentException(
            wanted == null
                ? "Say a FILE to train from the beginning, or --continue POLICY to train on"
                : "--steps, --from and --to go with --continue; a file has its own");
      }
      TrainFile training = TrainFile.read(wanted);
      TrainingData data =
          training.control().isPresent()
              ? TrainingData.none(training.control().orElseThrow())
              : TrainingData.of(new DeltaMarket(warehouse), training.market().orElseThrow());
      TrainSearch search = new TrainSearch(cells -> job.run(cells, data, master));
      List<TrainJob.Row> rows = search.run(training, data.world());
      return printed(console, training.title(), rows, search.rungs(), data);
    }
  }

  private int goOn(
      Console console, Warehouse warehouse, StoredPolicy policy, TrainJob job, String master) {
    Path onto = file;
    boolean moved = first != null || last != null;
    Adapted training;
    if (onto == null && !moved) {
      TrainingData data = Trainings.data(warehouse, policy);
      training = new Adapted(data, Trainings.longer(warehouse, policy, data, steps));
    } else if (onto == null) {
      training =
          Adapted.over(
              warehouse, policy, Optional.ofNullable(first), Optional.ofNullable(last), steps);
    } else if (!moved && steps == 0) {
      training = Adapted.to(warehouse, policy, TrainFile.read(onto));
    } else {
      throw new IllegalArgumentException(
          "--steps, --from and --to go with --continue alone; %s has its own".formatted(onto));
    }
    return printed(
        console,
        "policy %s trained on".formatted(policy.id()),
        job.run(List.of(training.cell()), training.data(), master),
        List.of(),
        training.data());
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
