package finagent.agents;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Planned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Keeps the statuses of a plan's tasks and tells the watch; each task moves forward only. */
final class Progress {
  private final ExecutionPlan plan;
  private final RunWatch watch;
  private final LongSupplier nanoTime;
  private final Map<Digest, Status> status = new HashMap<>();
  private final Map<Digest, Long> since = new HashMap<>();

  Progress(ExecutionPlan plan, RunWatch watch, LongSupplier nanoTime) {
    this.plan = plan;
    this.watch = watch;
    this.nanoTime = nanoTime;
  }

  void begin() {
    move(fate(Fate.REUSED), Status.REUSED, "");
    move(fate(Fate.SKIPPED), Status.SKIPPED, "");
    move(fate(Fate.TODO), Status.PENDING, "");
  }

  private List<Planned> fate(Fate fate) {
    return plan.tasks().stream().filter(task -> task.fate() == fate).toList();
  }

  void start(List<Planned> tasks) {
    List<Planned> fresh = in(tasks, Status.PENDING);
    long now = nanoTime.getAsLong();
    fresh.forEach(task -> since.put(task.key(), now));
    move(fresh, Status.RUNNING, "");
  }

  void complete(List<Planned> tasks) {
    move(in(tasks, Status.RUNNING), Status.COMPLETED, "");
  }

  /** Whatever was not looked at by now needed no time of its own: costs, accounts. */
  void end() {
    List<Planned> left = in(plan.tasks(), Status.PENDING);
    start(left);
    complete(left);
  }

  void fail(String message) {
    move(in(plan.tasks(), Status.RUNNING), Status.FAILED, message);
    move(in(plan.tasks(), Status.PENDING), Status.CANCELLED, "not started: " + message);
  }

  void done(String what, long done, long total) {
    watch.progress(what, done, total);
  }

  private List<Planned> in(List<Planned> tasks, Status now) {
    return tasks.stream().filter(task -> status.get(task.key()) == now).toList();
  }

  private void move(List<Planned> tasks, Status to, String message) {
    if (tasks.isEmpty()) {
      return;
    }
    tasks.forEach(task -> status.put(task.key(), to));
    long first =
        tasks.stream()
            .mapToLong(t -> since.getOrDefault(t.key(), nanoTime.getAsLong()))
            .min()
            .orElse(0);
    watch.moved(tasks, to, (nanoTime.getAsLong() - first) * 1e-9, message);
  }
}
