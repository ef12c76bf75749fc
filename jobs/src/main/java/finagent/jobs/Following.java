package finagent.jobs;

import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at a run of another process until it ends. Only the tables are read, and only where they
 * have a new version.
 */
final class Following {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Warehouse warehouse;
  private final Console console;
  private String said = "";

  Following(Warehouse warehouse, Console console) {
    this.warehouse = warehouse;
    this.console = console;
  }

  /** Says what changes; the answer is the run in its last state. */
  Run until(Run run) {
    RunLog log = new RunLog(warehouse);
    Run now = run;
    long seen = -1;
    long heard = System.nanoTime();
    while (true) {
      long version = warehouse.version(Tables.RUNS) + warehouse.version(Tables.TASKS);
      if (version != seen) {
        seen = version;
        heard = System.nanoTime();
        now = log.run(run.id()).orElseThrow(() -> gone(run));
        say(now, log.tasks(run.id()));
      }
      if (isOver(now)) {
        return now;
      }
      if (System.nanoTime() - heard > SILENCE.toNanos()) {
        console.warn(
            "nothing was heard of run %s for %d minutes; its process may be gone"
                .formatted(run.id(), SILENCE.toMinutes()));
        heard = System.nanoTime();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        return now;
      }
    }
  }

  static boolean isOver(Run run) {
    return run.state() != Run.State.PENDING && run.state() != Run.State.RUNNING;
  }

  private static IllegalArgumentException gone(Run run) {
    return new IllegalArgumentException("Run %s was deleted meanwhile".formatted(run.id()));
  }

  private void say(Run run, List<TaskState> tasks) {
    Map<String, Integer> counts = new TreeMap<>();
    tasks.forEach(
        task -> counts.merge(task.status().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
    String working =
        tasks.stream()
            .filter(task -> task.status() == TaskState.Status.RUNNING)
            .findFirst()
            .map(
                task ->
                    ", at " + task.task() + (task.message().isEmpty() ? "" : ": " + task.message()))
            .orElse("");
    String line =
        "%s: tasks %s%s".formatted(run.state().name().toLowerCase(Locale.ROOT), counts, working);
    if (!line.equals(said)) {
      console.say("%tT %s", java.time.LocalTime.now(java.time.ZoneOffset.UTC), line);
      console.flush();
      said = line;
    }
  }
}
