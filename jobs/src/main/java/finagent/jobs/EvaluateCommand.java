package finagent.jobs;

import finagent.jobs.learning.TrainFile;
import finagent.rl.training.ControlSpec;
import finagent.tables.Warehouse;
import finagent.tables.learning.Policies;
import finagent.tables.learning.StoredPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges trainings where they have not been, beside what has learnt nothing. */
@Command(
    name = "evaluate",
    description = "Walk-forward of training files, beside baselines, with error bars.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "What to train in each fold (YAML). Several files on one market are judged side by side, so"
              + " are files on markets whose profit is known.")
  private List<Path> files = new ArrayList<>();

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

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Where the page goes (default: runs/evaluate-NAMES.html in this folder).")
  private @Nullable Path page;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      List<TrainFile> trainings = files.stream().map(EvaluateCommand::read).toList();
      if (trainings.stream().allMatch(EvaluateCommand::isJudged)) {
        List<JudgedJob.Verdict> verdicts =
            new JudgedJob(warehouse, console, Clock.systemUTC()).run(trainings, common.master());
        return JudgedJob.print(console, verdicts) == 0 ? 0 : Main.FAILED;
      }
      EvaluateRequest request =
          new EvaluateRequest(trainings, folds, days, embargo, common.master());
      List<EvaluateJob.Fold> walked =
          new EvaluateJob(warehouse, console, Clock.systemUTC()).run(request);
      EvaluateTables tables = new EvaluateTables(walked, tried(warehouse, request.market().data()));
      Path written = EvaluatePage.write(request, walked, tables, place());
      tables.print(console, request.title(), written);
      return 0;
    }
  }

  private static TrainFile read(Path file) {
    TrainFile training = TrainFile.read(file);
    if (training.search().isPresent()) {
      throw new IllegalArgumentException(
          "An evaluation trains what a file names; '%s' searches. Run finagent train on it, then put what it found under settings:"
              .formatted(file));
    }
    return training;
  }

  private static boolean isJudged(TrainFile training) {
    return training.control().flatMap(name -> new ControlSpec(name).judged()).isPresent();
  }

  private Path place() {
    Path wanted = page;
    if (wanted != null) {
      return wanted;
    }
    String names =
        files.stream()
            .map(file -> String.valueOf(file.getFileName()).replaceFirst("[.]ya?ml$", ""))
            .collect(Collectors.joining("-"));
    return Path.of("runs", "evaluate-" + names + ".html");
  }

  /**
   * Ways of training tried on a data set, whatever the window and the seed: one that failed here
   * and was tried again elsewhere is one more.
   */
  private static long tried(Warehouse warehouse, String data) {
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
