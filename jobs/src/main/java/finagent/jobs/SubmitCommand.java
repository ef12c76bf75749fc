package finagent.jobs;

import finagent.jobs.livy.Batch;
import finagent.jobs.livy.Livy;
import finagent.jobs.livy.Outcome;
import finagent.jobs.livy.Payload;
import finagent.jobs.livy.Submission;
import finagent.jobs.livy.Watch;
import finagent.jobs.nightly.Alerts;
import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import finagent.tables.results.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs strategy files on a cluster through Livy, once, and waits for the run's commit. */
@Command(
    name = "submit",
    description = "Run strategy files on a cluster through Livy; wait until the run is committed.",
    mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private LivyOptions options = new LivyOptions();

  @Parameters(paramLabel = "FILE", description = "Strategy files (YAML).")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--set", paramLabel = "PATH=VALUE", description = "As with finagent run.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--title", description = "Title of the run.")
  private @Nullable String title;

  @Option(names = "--unseal", description = "Open holdout periods; this is recorded.")
  private boolean unseal;

  @Option(
      names = "--jar",
      paramLabel = "URI",
      description =
          "The program, where Livy's machine sees it (default: the uber-jar of this"
              + " project as file:).")
  private @Nullable String jar;

  @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark.")
  private Map<String, String> conf = new LinkedHashMap<>();

  @Option(names = "--driver-memory", defaultValue = "", description = "e.g. 2g")
  private String driverMemory = "";

  @Option(names = "--executor-memory", defaultValue = "", description = "e.g. 4g")
  private String executorMemory = "";

  @Option(names = "--executor-cores", defaultValue = "0", description = "Cores of an executor.")
  private int executorCores;

  @Option(names = "--num-executors", defaultValue = "0", description = "How many executors.")
  private int executors;

  @Option(names = "--queue", defaultValue = "", description = "Queue of YARN.")
  private String queue = "";

  @Option(names = "--proxy-user", defaultValue = "", description = "Whom to run as.")
  private String proxyUser = "";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "1d",
      description = "How long the end is waited for (default 1d); the batch is left alone then.")
  private String timeout = "1d";

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean leave;

  @Override
  public Integer call() {
    common.refuseMaster("Livy");
    try (Console console = common.console();
        Strategies strategies = Strategies.read(files, sets)) {
      Livy livy = options.livy(console);
      Warehouse warehouse = common.warehouse().requireWritable();
      Submissions runs = new Submissions(warehouse);
      Run run = runs.leave(strategies, strategies.title(title), unseal, Clock.systemUTC());
      String name = Submissions.batch(run);
      if (run.state() == Run.State.COMPLETED) {
        console.say("run %s is complete already; digest %s", run.id(), run.digest());
        console.answer(answer(run, name, "complete"));
        return 0;
      }
      return submitted(console, livy, warehouse, run, name);
    }
  }

  /** Submits and waits; what keeps it from being carried out is an alert of the run. */
  private int submitted(Console console, Livy livy, Warehouse warehouse, Run run, String name) {
    try {
      Submissions runs = new Submissions(warehouse);
      Batch batch = new Submission(livy, runs).submit(payload(warehouse, run, name));
      console.say("run %s is %s at %s", run.id(), batch, livy);
      if (leave) {
        console.answer(answer(run, batch.name(), "submitted"));
        return 0;
      }
      Outcome outcome =
          Watch.await(
              livy,
              runs,
              name,
              batch,
              LivyOptions.time("--timeout", timeout),
              line -> console.say("%s", line));
      return ended(console, runs.ofBatch(name).orElse(run), outcome);
    } catch (RuntimeException e) {
      NightId asked = new NightId(run.id(), name, LocalDate.now(ZoneOffset.UTC));
      Alerts.ofTable(warehouse, Clock.systemUTC())
          .raise(asked, "livy", "ERROR", Words.of(e))
          .forEach(console::warn);
      throw e;
    }
  }

  private static int ended(Console console, Run run, Outcome outcome) {
    console.answer(answer(run, outcome.batch().name(), outcome.ending().name()));
    if (outcome.isSuccess()) {
      console.say("%s", outcome.words());
      console.say("run     %s", run.id());
      console.say("digest  %s", run.digest());
      return 0;
    }
    throw new IllegalStateException(
        outcome.words() + (run.message().isEmpty() ? "" : ". The run says: " + run.message()));
  }

  private static Map<String, Object> answer(Run run, String batch, String ending) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", run.id());
    answer.put("batch", batch);
    answer.put("ending", ending.toLowerCase(Locale.ROOT).replace('_', '-'));
    answer.put("digest", run.digest());
    return answer;
  }

  private Payload payload(Warehouse warehouse, Run run, String name) {
    List<String> args =
        new ArrayList<>(List.of("run", "--submitted", run.id(), "--warehouse", warehouse.place()));
    if (common.parts() > 0) {
      args.addAll(List.of("--parts", Integer.toString(common.parts())));
    }
    return new Payload(
        GridJar.place(jar),
        proxyUser,
        Main.class.getName(),
        args,
        List.of(),
        List.of(),
        List.of(),
        driverMemory,
        0,
        executorMemory,
        executorCores,
        executors,
        List.of(),
        queue,
        name,
        Driver.settings(conf, "in the list of processes, here and at Livy"));
  }
}
