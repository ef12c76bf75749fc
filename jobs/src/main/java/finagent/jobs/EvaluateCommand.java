package finagent.jobs;

import finagent.jobs.learning.TrainFile;
import finagent.tables.Warehouse;
import finagent.tables.learning.Policies;
import finagent.tables.learning.StoredPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges trainings where they have not been, beside what has learnt nothing. */
@Command(
    name = "evaluate",
    description = "Walk-forward of a training file, beside baselines, with error bars.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "What to train in each fold (YAML).")
  private @Nullable Path file;

  @Option(
      names = "--folds",
      defaultValue = "3",
      description = "Training windows, each later by a test (default: 3).")
  private int folds;

  @Option(
      names = "--test-days",
      defaultValue = "180",
      description = "Calendar days of a test (default: 180).")
  private int days;

  @Option(
      names = "--embargo-days",
      defaultValue = "7",
      description = "Days left out between training and test (default: 7).")
  private int embargo;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      TrainFile training = TrainFile.read(Path.of(String.valueOf(file)));
      if (training.search().isPresent()) {
        throw new IllegalArgumentException(
            "An evaluation trains what a file names; '%s' searches. Run finagent train on it, then put what it found under settings:"
                .formatted(file));
      }
      EvaluateJob.Request request =
          new EvaluateJob.Request(training, folds, days, embargo, common.master());
      List<EvaluateJob.Fold> walked =
          new EvaluateJob(warehouse, console, Clock.systemUTC()).run(request);
      new EvaluateTables(walked, tried(warehouse, training)).print(console, training.title());
      return 0;
    }
  }

  /**
   * Ways of training tried on a data set, whatever the window and the seed: one that failed here
   * and was tried again elsewhere is one more.
   */
  private static long tried(Warehouse warehouse, TrainFile training) {
    String data = training.market().orElseThrow().data();
    List<String> apart =
        List.of(
            "seed",
            "every",
            "episodes",
            "world.from",
            "world.to",
            "world.fingerprint",
            "world.instruments");
    return Math.max(
        1,
        new Policies(warehouse)
            .all().stream()
                .filter(policy -> policy.market().dataSet().equals(data))
                .map(policy -> way(policy, apart))
                .distinct()
                .count());
  }

  private static String way(StoredPolicy policy, List<String> apart) {
    var settings = new java.util.TreeMap<>(policy.settings());
    settings.keySet().removeAll(apart);
    return policy.steps() + " " + settings;
  }
}
