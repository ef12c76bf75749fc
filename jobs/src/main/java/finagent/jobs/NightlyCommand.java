package finagent.jobs;

import finagent.jobs.nightly.NightReport;
import finagent.jobs.nightly.Pipeline;
import finagent.jobs.nightly.PipelineFile;
import finagent.sandbox.market.Calendar;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One night of a pipeline, and those missed before it. */
@Command(
    name = "nightly",
    description = "One night of a pipeline, once: drop, gates, strategies, orders, risk, report.",
    mixinStandardHelpOptions = true,
    subcommands = {NightlyStatusCommand.class, NightlyCheckCommand.class, NightlyDoneCommand.class})
final class NightlyCommand implements Callable<Integer> {
  private static final long LOOK_SECONDS = 5;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The pipeline (YAML).")
  private @Nullable Path file;

  @Option(
      names = "--session",
      paramLabel = "DATE",
      description = "Session the night is for (default: the last one that is over).")
  private @Nullable LocalDate session;

  @Option(names = "--wait", description = "If another start works on it, wait for its end.")
  private boolean wait;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "nights",
      description = "Folder of order files and reports (default: nights).")
  private Path out = Path.of("nights");

  @Override
  public Integer call() throws InterruptedException {
    try (Console console = common.console()) {
      Path named = file;
      if (named == null) {
        throw new IllegalArgumentException(
            "No pipeline is named; try: finagent nightly conf/nightly.yaml --session 2017-03-31");
      }
      Pipeline pipeline = PipelineFile.read(named);
      Clock clock = Clock.systemUTC();
      LocalDate last = Calendar.XNYS.lastFinished(clock.instant());
      LocalDate wanted = session == null ? last : session;
      NightlyJob job =
          new NightlyJob(common.warehouse(), pipeline, console, clock, common.master(), out);
      if (wanted.isAfter(last)) {
        throw told(
            job,
            wanted,
            "clock",
            new IllegalArgumentException(
                "Session %s is not over by this machine's clock (%s); the last one that is over is %s"
                    .formatted(wanted, clock.instant(), last)));
      }
      if (!Calendar.XNYS.isSession(wanted)) {
        console.say("%s is no session of XNYS: nothing to do", wanted);
        console.answer(Map.of("session", wanted.toString(), "end", "holiday"));
        return 0;
      }
      return nights(console, job, wanted);
    }
  }

  /** What keeps a night from being asked for, after an alert of it. */
  private static RuntimeException told(
      NightlyJob job, LocalDate session, String kind, RuntimeException cause) {
    job.alarm(session, kind, cause);
    return cause;
  }

  private static List<LocalDate> due(NightlyJob job, LocalDate wanted) {
    try {
      return job.due(wanted);
    } catch (RuntimeException e) {
      throw told(job, wanted, "failed", e);
    }
  }

  private int nights(Console console, NightlyJob job, LocalDate wanted)
      throws InterruptedException {
    List<LocalDate> due = due(job, wanted);
    if (due.size() > 1) {
      console.say("%d sessions are due: %s to %s", due.size(), due.get(0), wanted);
    }
    List<Map<String, Object>> answers = new ArrayList<>();
    int code = 0;
    for (LocalDate one : due) {
      NightlyJob.Outcome outcome = job.night(one);
      while (wait && outcome.end() == NightlyJob.End.THEIRS) {
        TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        outcome = job.night(one);
      }
      tell(console, outcome);
      answers.add(answer(outcome));
      code = outcome.end() == NightlyJob.End.STOPPED ? Main.FAILED : code;
      if (outcome.end() == NightlyJob.End.THEIRS) {
        break; // the sessions after it rest on it
      }
    }
    console.answer(answers);
    return code;
  }

  private static void tell(Console console, NightlyJob.Outcome outcome) {
    switch (outcome.end()) {
      case DONE ->
          NightReport.lines(outcome.night(), outcome.steps())
              .forEach(line -> console.say("%s", line));
      case ALREADY_DONE -> console.say("night %s: already done", outcome.night());
      case THEIRS -> console.say("night %s: %s", outcome.night(), outcome.message());
      case STOPPED ->
          console.warn("night %s stopped: %s".formatted(outcome.night(), outcome.message()));
    }
  }

  private static Map<String, Object> answer(NightlyJob.Outcome outcome) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("session", outcome.night().session().toString());
    answer.put("key", outcome.night().key());
    answer.put("end", outcome.end().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    answer.put("message", outcome.message());
    answer.put("steps", outcome.steps());
    return answer;
  }
}
