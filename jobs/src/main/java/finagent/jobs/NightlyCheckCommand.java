package finagent.jobs;

import finagent.jobs.nightly.Pipeline;
import finagent.jobs.nightly.PipelineFile;
import finagent.sandbox.market.Calendar;
import finagent.tables.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a night could start: files, warehouse, drops. */
@Command(
    name = "check",
    description = "Whether a night could start: pipeline, strategies, warehouse, drops.",
    mixinStandardHelpOptions = true)
final class NightlyCheckCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "The pipeline (YAML).")
  private Path file = Path.of("conf/nightly.yaml");

  @Option(
      names = "--session",
      paramLabel = "DATE",
      description = "Session the night is for (default: the last one that is over).")
  private @Nullable LocalDate session;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Pipeline pipeline = PipelineFile.read(file);
      Warehouse warehouse = common.warehouse().requireWritable();
      Clock clock = Clock.systemUTC();
      LocalDate last = Calendar.XNYS.lastFinished(clock.instant());
      LocalDate wanted = session == null ? last : session;
      List<Path> files = pipeline.parts().stream().map(Pipeline.Part::file).toList();
      List<String> names;
      try (Strategies strategies = Strategies.read(files, List.of())) {
        names = strategies.specs().stream().map(spec -> spec.name()).toList();
      }
      List<LocalDate> due =
          new NightlyJob(warehouse, pipeline, console, clock, common.master(), Path.of("nights"))
              .due(wanted);
      List<String> missing = new ArrayList<>();
      due.stream()
          .map(pipeline::drop)
          .filter(drop -> !Files.isRegularFile(drop))
          .forEach(drop -> missing.add(drop.toString()));
      console.say("pipeline %s: strategies %s", pipeline.name(), names);
      console.say("sessions due: %s", due);
      missing.forEach(drop -> console.say("no drop %s", drop));
      console.say(missing.isEmpty() ? "a night could start" : "drops are missing");
      console.answer(
          Map.of(
              "pipeline",
              pipeline.name(),
              "strategies",
              names,
              "due",
              due.stream().map(LocalDate::toString).toList(),
              "missing",
              missing));
      return missing.isEmpty() ? 0 : Main.FAILED;
    }
  }
}
