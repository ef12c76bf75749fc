package finagent.jobs;

import finagent.jobs.nightly.Past;
import finagent.jobs.nightly.Pipeline;
import finagent.jobs.nightly.PipelineFile;
import finagent.sandbox.market.Calendar;
import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import finagent.tables.night.NightLog;
import finagent.tables.night.NightState;
import finagent.tables.night.Patience;
import finagent.tables.night.Silence;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether the night of a session is done; exit code 0 only then, and where there is none to do. */
@Command(
    name = "done",
    description = "Whether the night of a session is committed; exit code 0 only if it is.",
    mixinStandardHelpOptions = true)
final class NightlyDoneCommand implements Callable<Integer> {
  private static final long LOOK_SECONDS = 2;
  private static final Patience PATIENCE = Patience.USUAL;

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "The pipeline (YAML).")
  private Path file = Path.of("conf/nightly.yaml");

  @Option(
      names = "--session",
      paramLabel = "DATE",
      description = "Session the night is for (default: the last one that is over).")
  private @Nullable LocalDate session;

  @Option(
      names = "--wait",
      description = "Wait for the end of who works on it, and for its begin for 2 min 30 s.")
  private boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    try (Console console = common.console()) {
      Pipeline pipeline = PipelineFile.read(file);
      Clock clock = Clock.systemUTC();
      LocalDate wanted = session == null ? Calendar.XNYS.lastFinished(clock.instant()) : session;
      if (!Calendar.XNYS.isSession(wanted)) {
        console.say("%s is no session of XNYS: nothing to do", wanted);
        console.answer(answer(wanted, "holiday", ""));
        return 0;
      }
      Warehouse warehouse = common.warehouse();
      NightId night =
          new NightlyJob(warehouse, pipeline, console, clock, Grids.HERE, Path.of("nights"))
              .id(wanted);
      NightLog log = new NightLog(warehouse);
      NightState state = end(log, night, clock);
      console.answer(answer(wanted, state.word(), state.message()));
      if (state.isDone()) {
        console.say("night %s: done", night);
        return 0;
      }
      console.warn("night %s is not done: %s".formatted(night, why(log, night, state)));
      return Main.FAILED;
    }
  }

  private NightState end(NightLog log, NightId night, Clock clock) throws InterruptedException {
    Instant began = clock.instant();
    Silence silence = new Silence(PATIENCE, System::nanoTime);
    NightState state = NightState.of(log.of(night.key()));
    while (wait && isComing(state, silence, began, clock.instant())) {
      TimeUnit.SECONDS.sleep(LOOK_SECONDS);
      state = NightState.of(log.of(night.key()));
    }
    return state;
  }

  private static boolean isComing(NightState state, Silence silence, Instant began, Instant now) {
    if (state.last().isEmpty()) {
      return !PATIENCE.isLost(began, now);
    }
    return !state.holder().isEmpty() && !silence.isLost(state, now);
  }

  private static String why(NightLog log, NightId night, NightState state) {
    if (!state.holder().isEmpty()) {
      return "%s works on it, heard last at %s".formatted(state.holder(), state.heard());
    }
    if (state.last().isPresent()) {
      return "%s: %s".formatted(state.word(), state.message());
    }
    return Past.of(log, night.pipeline(), night.session()).nights().containsKey(night.session())
        ? "another form of the pipeline or its strategies worked on that session, this one did not"
        : "nobody began it";
  }

  private static Map<String, Object> answer(LocalDate session, String state, String message) {
    return Map.of("session", session.toString(), "state", state, "message", message);
  }
}
