package finagent.jobs;

import finagent.agents.Pools;
import finagent.agents.RunWatch;
import finagent.agents.Status;
import finagent.planner.ExecutionPlan.Planned;
import finagent.tables.LogTags;
import finagent.tables.results.Health;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
  private final Map<String, TaskState> last = new LinkedHashMap<>();
  private final Map<String, Instant> running = new LinkedHashMap<>();
  private final Map<String, Instant> began = new LinkedHashMap<>();
  private Instant flushed;
  private boolean due;
  private boolean over;

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
    if (over) {
      return;
    }
    Instant now = clock.instant();
    for (Planned task : tasks) {
      add(
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
    LogTags.task(running.keySet().stream().findFirst().orElse(""));
    count();
    if (Duration.between(flushed, now).compareTo(PAUSE) >= 0) {
      flush();
    } else if (!due) {
      due = true;
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::flush);
    }
  }

  private void add(TaskState state) {
    waiting.add(state);
    last.put(state.task(), state);
    if (state.status() == TaskState.Status.RUNNING) {
      running.put(state.task(), state.at());
      began.put(state.task(), state.at());
    } else {
      running.remove(state.task());
    }
  }

  private void count() {
    Map<String, Integer> counts = new TreeMap<>();
    last.values()
        .forEach(
            state -> counts.merge(state.status().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
    console.meter().tasks(counts);
  }

  @Override
  public void progress(String what, long done, long total) {
    console.progress(what, done, total);
  }

  /** Says of each task that is over which Spark stages worked while it ran. */
  synchronized void stages(List<Health> all) {
    if (over) {
      return;
    }
    for (TaskState state : List.copyOf(last.values())) {
      Instant begin = began.get(state.task());
      if (begin == null || running.containsKey(state.task())) {
        continue;
      }
      List<Health> mine =
          all.stream()
              .filter(health -> health.kind() == Health.Kind.STAGE)
              .filter(health -> !health.since().isBefore(begin.truncatedTo(ChronoUnit.MILLIS)))
              .filter(health -> !health.since().isAfter(state.at()))
              .toList();
      if (!mine.isEmpty()) {
        add(with(state, mine));
      }
    }
  }

  private TaskState with(TaskState state, List<Health> stages) {
    return new TaskState(
        run,
        state.task(),
        state.key(),
        state.agent(),
        state.pool(),
        state.strategies(),
        state.status(),
        clock.instant(),
        state.seconds(),
        state.message(),
        stages.stream().map(Health::item).toList(),
        stages.stream().mapToLong(Health::retries).sum());
  }

  /** The run was interrupted: what has not ended is cancelled, and nothing moves any more. */
  synchronized void cancel() {
    over = true;
    Instant now = clock.instant();
    for (TaskState state : List.copyOf(last.values())) {
      boolean ran = state.status() == TaskState.Status.RUNNING;
      if (ran || state.status() == TaskState.Status.PENDING) {
        double seconds = ran ? Duration.between(state.at(), now).toMillis() / 1000.0 : 0;
        add(
            new TaskState(
                run,
                state.task(),
                state.key(),
                state.agent(),
                state.pool(),
                state.strategies(),
                TaskState.Status.CANCELLED,
                now,
                seconds,
                "interrupted"));
      }
    }
    count();
    flush();
  }

  /** Whether the run was interrupted. */
  synchronized boolean isCancelled() {
    return over;
  }

  /** Writes what waits. */
  synchronized void flush() {
    due = false;
    if (!waiting.isEmpty()) {
      log.append(waiting);
      waiting.clear();
    }
    flushed = clock.instant();
  }
}
