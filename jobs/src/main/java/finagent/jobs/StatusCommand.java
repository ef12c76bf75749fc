package finagent.jobs;

import finagent.tables.Warehouse;
import finagent.tables.results.Health;
import finagent.tables.results.HealthRows;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where a run and its tasks stand. */
@Command(
    name = "status",
    description = "Show where a run and its tasks stand (default: the newest run).",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int FEW = 40;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Id of the run.")
  private @Nullable String id;

  @Option(names = "--all", description = "Every task, also of large runs.")
  private boolean all;

  @Option(
      names = "--follow",
      description = "Stay until the run ends; exit code 0 only if it completed.")
  private boolean follow;

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse();
      RunLog log = new RunLog(warehouse);
      Run found = find(log, id);
      Run run = follow ? new Following(warehouse, console).until(found) : found;
      List<TaskState> tasks = log.tasks(run.id());
      List<Health> health = new HealthRows(warehouse).of(run.id());
      console.answer(
          Map.of(
              "run",
              RunView.of(run),
              "tasks",
              tasks.stream().map(TaskView::of).toList(),
              "health",
              health.stream().map(HealthTables::view).toList()));
      console.say(
          "run %s: %s since %s: %s",
          run.id(), run.state().name().toLowerCase(Locale.ROOT), run.at(), run.title());
      if (!run.message().isEmpty()) {
        console.say("  %s", run.message());
      }
      Map<String, Integer> counts = new TreeMap<>();
      tasks.forEach(task -> counts.merge(word(task), 1, Integer::sum));
      console.say("  tasks: %s", counts);
      console.table(rows(tasks));
      if (!all && tasks.size() > FEW) {
        console.say("  .. and %d more (--all)", tasks.size() - FEW);
      }
      HealthTables.print(console, health, all);
      return !follow || run.state() == Run.State.COMPLETED ? 0 : Main.FAILED;
    }
  }

  /** The run asked for, or the newest. */
  static Run find(RunLog log, @Nullable String id) {
    if (id != null) {
      return log.run(id)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "No run '%s' here; finagent runs lists them".formatted(id)));
    }
    return log.runs().stream()
        .max((a, b) -> a.id().compareTo(b.id()))
        .orElseThrow(() -> new IllegalArgumentException("No runs yet. Try: finagent demo"));
  }

  private List<List<String>> rows(List<TaskState> tasks) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("task", "status", "seconds", "used by"));
    for (TaskState task : all ? tasks : tasks.subList(0, Math.min(FEW, tasks.size()))) {
      rows.add(
          List.of(
              task.task(),
              word(task),
              String.format(Locale.ROOT, "%.2f", task.seconds()),
              task.strategies().size() == 1
                  ? task.strategies().get(0)
                  : task.strategies().size() + " strategies"));
    }
    return rows;
  }

  private static String word(TaskState task) {
    return task.status().name().toLowerCase(Locale.ROOT);
  }

  /** A task as scripts see it. */
  record TaskView(String task, String key, String agent, String status, String at, double seconds) {
    static TaskView of(TaskState task) {
      return new TaskView(
          task.task(), task.key(), task.agent(), word(task), task.at().toString(), task.seconds());
    }
  }
}
