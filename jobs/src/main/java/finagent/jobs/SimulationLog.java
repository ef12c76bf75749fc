package finagent.jobs;

import finagent.jobs.montecarlo.Experiment;
import finagent.sandbox.program.Book;
import finagent.tables.results.Health;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Tells the tables and the person watching how far a simulation is: one task, its paths. */
final class SimulationLog {
  /** The one task. */
  static final String TASK = "paths";

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final RunLog log;
  private final Console console;
  private final Clock clock;
  private final String run;
  private final String key;
  private final List<String> strategies;
  private final Instant began;
  private Instant told;
  private long done;

  SimulationLog(RunLog log, Console console, Clock clock, String run, Experiment experiment) {
    this.log = log;
    this.console = console;
    this.clock = clock;
    this.run = run;
    this.key = experiment.key();
    this.strategies = experiment.program().books().stream().map(Book::name).toList();
    this.began = clock.instant();
    this.told = began;
  }

  void begin() {
    append(TaskState.Status.RUNNING, 0, "0 paths");
  }

  synchronized void done(long paths, long most) {
    done = paths;
    console.progress("paths", paths, most);
    Instant now = clock.instant();
    if (Duration.between(told, now).compareTo(PAUSE) >= 0) {
      told = now;
      double seconds = Duration.between(began, now).toMillis() / 1000.0;
      append(
          TaskState.Status.RUNNING,
          0,
          String.format(
              Locale.ROOT,
              "%,d of %,d paths, %.0f s to go",
              paths,
              most,
              seconds * ((double) (most - paths) / Math.max(1, paths))));
    }
  }

  /**
   * It is done.
   *
   * @param health the Spark stages that did it
   */
  void end(long paths, List<Health> health) {
    List<Health> stages = health.stream().filter(one -> one.kind() == Health.Kind.STAGE).toList();
    append(
        TaskState.Status.COMPLETED,
        seconds(),
        String.format(Locale.ROOT, "%,d paths", paths),
        stages);
  }

  synchronized void cancelled() {
    append(
        TaskState.Status.CANCELLED, seconds(), String.format(Locale.ROOT, "after %,d paths", done));
  }

  void failed(String reason) {
    append(TaskState.Status.FAILED, seconds(), reason);
  }

  private double seconds() {
    return Duration.between(began, clock.instant()).toMillis() / 1000.0;
  }

  private void append(TaskState.Status status, double seconds, String message) {
    append(status, seconds, message, List.of());
  }

  private void append(
      TaskState.Status status, double seconds, String message, List<Health> stages) {
    log.append(
        List.of(
            new TaskState(
                run,
                TASK,
                key,
                "montecarlo",
                "sandbox",
                strategies,
                status,
                clock.instant(),
                seconds,
                message,
                stages.stream().map(Health::item).toList(),
                stages.stream().mapToLong(Health::retries).sum())));
  }
}
