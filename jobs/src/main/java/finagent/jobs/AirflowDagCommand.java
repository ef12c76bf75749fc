package finagent.jobs;

import finagent.jobs.airflow.Dag;
import finagent.jobs.airflow.DagFile;
import finagent.jobs.nightly.Pipeline;
import finagent.jobs.nightly.PipelineFile;
import finagent.sandbox.market.Calendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a pipeline's DAG file for Airflow. */
@Command(
    name = "airflow-dag",
    description = "Write a pipeline's DAG file for Airflow 2.11 and 3, by Livy or spark-submit.",
    mixinStandardHelpOptions = true)
final class AirflowDagCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "The pipeline (YAML).")
  private Path file = Path.of("conf/nightly.yaml");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to (default: the DAG's name with .py; - prints it).")
  private @Nullable String out;

  @Option(names = "--dag", paramLabel = "ID", description = "Default: the pipeline's name.")
  private @Nullable String dag;

  @Option(
      names = "--jar",
      paramLabel = "URI",
      description =
          "The program, where the driver's machine sees it (default: the uber-jar of this project"
              + " as file:).")
  private @Nullable String jar;

  @Option(
      names = "--conn",
      paramLabel = "ID",
      defaultValue = "livy_default",
      description = "Airflow's connection to Livy (default livy_default).")
  private String connection = "livy_default";

  @Option(
      names = "--spark-submit",
      paramLabel = "PROGRAM",
      arity = "0..1",
      fallbackValue = "spark-submit",
      description = "Without Livy: by spark-submit on Airflow's machine.")
  private @Nullable String sparkSubmit;

  @Option(
      names = "--schedule",
      paramLabel = "CRON",
      defaultValue = "30 22 * * 1-5",
      description = "In UTC; a run's date is its session (default: 30 22 * * 1-5).")
  private String schedule = "30 22 * * 1-5";

  @Option(
      names = "--start",
      paramLabel = "DATE",
      description = "First session (default: the next one that is not over).")
  private @Nullable LocalDate start;

  @Option(names = "--retries", defaultValue = "2", description = "Of each task (default 2).")
  private int retries;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "4h",
      description = "Of each task (default 4h).")
  private String timeout = "4h";

  @Option(
      names = "--on-failure",
      paramLabel = "MODULE.FUNCTION",
      description = "Python function Airflow calls when a task fails.")
  private @Nullable String onFailure;

  @Option(
      names = "--finagent",
      paramLabel = "PROGRAM",
      description = "scripts/finagent on Airflow's machine (default: this project's).")
  private @Nullable String finagent;

  @Option(
      names = "--nights",
      paramLabel = "DIR",
      defaultValue = "nights",
      description = "Folder of order files and reports (default: nights).")
  private Path nights = Path.of("nights");

  @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark.")
  private Map<String, String> conf = new LinkedHashMap<>();

  @Option(names = "--driver-memory", defaultValue = "", description = "e.g. 2g")
  private String driverMemory = "";

  @Option(names = "--executor-memory", defaultValue = "", description = "e.g. 4g")
  private String executorMemory = "";

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      String program = sparkSubmit;
      if (program == null) {
        common.refuseMaster("Livy");
      }
      Dag asked = asked(PipelineFile.read(file));
      String text =
          program == null
              ? DagFile.livy(asked, connection)
              : DagFile.sparkSubmit(asked, program, submitMaster());
      String place = Optional.ofNullable(out).orElse(asked.id() + ".py");
      if (place.equals("-")) {
        console.say("%s", text.stripTrailing());
      } else {
        write(Path.of(place), text);
        console.say("DAG %s is in %s", asked.id(), place);
      }
      console.answer(Map.of("dag", asked.id(), "file", place));
      return 0;
    }
  }

  private Dag asked(Pipeline pipeline) {
    return new Dag(
        Optional.ofNullable(dag).orElse(pipeline.name()),
        absolute(file),
        common.warehouse().place(),
        absolute(nights),
        GridJar.place(jar),
        Optional.ofNullable(finagent).orElseGet(AirflowDagCommand::ownProgram),
        schedule,
        Optional.ofNullable(start)
            .orElseGet(
                () -> Calendar.XNYS.next(Calendar.XNYS.lastFinished(Clock.systemUTC().instant()))),
        retries,
        LivyOptions.time("--timeout", timeout),
        Optional.ofNullable(onFailure),
        Driver.settings(conf, "in the DAG file"),
        driverMemory,
        executorMemory);
  }

  private String submitMaster() {
    String master = common.master();
    if (master.equals(Grids.HERE)) {
      return "";
    }
    if (!Grids.isSpark(master)) {
      throw new IllegalArgumentException(
          "Invalid --master: '%s' (must be one of Spark's for --spark-submit, e.g. yarn)"
              .formatted(master));
    }
    return master;
  }

  private static String ownProgram() {
    return Optional.ofNullable(System.getProperty("finagent.root"))
        .map(root -> absolute(Path.of(root, "scripts", "finagent")))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Where is scripts/finagent on Airflow's machine? Name it with --finagent"));
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static void write(Path place, String text) {
    try {
      if (Files.exists(place) && !Files.readString(place).startsWith(DagFile.MARK)) {
        throw new IllegalArgumentException(
            "'%s' was not written by airflow-dag and stays as it is; name another with --out"
                .formatted(place));
      }
      Files.writeString(place, text);
    } catch (IOException e) {
      throw new UncheckedIOException("No DAG can be written to '%s'".formatted(place), e);
    }
  }
}
