package finagent.jobs;

import finagent.agents.Pools;
import finagent.agents.RunWatch;
import finagent.agents.Status;
import finagent.planner.ExecutionPlan.Planned;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the statuses of a run's tasks to the tables, at most once a second, and shows progress.
 */
final class TaskLog implements RunWatch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String run;
  private final Pools pools;
  private final RunLog log;
  private final Console console;
  private final Clock clock;
  private final List<TaskState> waiting = new ArrayList<>();
  private Instant flushed;

  TaskLog(String run, Pools pools, RunLog log, Console console, Clock clock) {
    this.run = run;
    this.pools = pools;
    this.log = log;
    this.console = console;
    this.clock = clock;
    this.flushed = clock.instant();
  }

  @Override
  public synchronized void moved(
      List<Planned> tasks, Status status, double seconds, String message) {
    Instant now = clock.instant();
    for (Planned task : tasks) {
      waiting.add(
          new TaskState(
              run,
              task.id(),
              task.key().hex(),
              task.task().agent(),
              pools.agent(task.task().agent()).card().pool(),
              List.copyOf(task.strategies()),
              TaskState.Status.valueOf(status.name()),
              now,
              status == Status.RUNNING || status == Status.PENDING ? 0 : seconds,
              message));
    }
    if (Duration.between(flushed, now).compareTo(PAUSE) >= 0) {
      flush();
    }
  }

  @Override
  public void progress(String what, long done, long total) {
    console.progress(what, done, total);
  }

  /** Writes what waits. */
  synchronized void flush() {
    if (!waiting.isEmpty()) {
      log.append(waiting);
      waiting.clear();
    }
    flushed = clock.instant();
  }
}
