package finagent.planner;

import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.ExecutionPlan.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as aligned text, for people. */
public final class PlanText {
  private static final int MOST_ROWS = 60;
  private static final int WIDEST = 58;

  private PlanText() {}

  public static String of(ExecutionPlan plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("stage", "task", "agent", "used by", "fate", "key"));
    int left = MOST_ROWS;
    int hidden = 0;
    for (Stage stage : plan.stages()) {
      for (Planned task : stage.tasks()) {
        if (left-- > 0) {
          rows.add(row(stage, task));
        } else {
          hidden++;
        }
      }
    }
    StringBuilder text = new StringBuilder(aligned(rows));
    if (hidden > 0) {
      text.append(String.format(Locale.ROOT, "  .. and %d more tasks%n", hidden));
    }
    return text.append(totals(plan)).toString();
  }

  private static List<String> row(Stage stage, Planned task) {
    String layout = stage.layout() == ExecutionPlan.Layout.INSTRUMENTS ? "instruments" : "shards";
    return List.of(
        stage.number() + " by " + layout,
        task.id(),
        agent(task.task()),
        task.strategies().size() == 1
            ? task.strategies().first()
            : task.strategies().size() + " strategies",
        task.fate().name().toLowerCase(Locale.ROOT),
        task.key().brief());
  }

  private static String agent(Task task) {
    String params =
        task.params().entrySet().stream()
            .filter(param -> !param.getValue().isEmpty())
            .map(param -> param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining(", "));
    String text = task.agent() + "(" + params + ")";
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 2) + "..";
  }

  private static String totals(ExecutionPlan plan) {
    double seconds =
        plan.tasks().stream()
            .filter(task -> task.fate() == Fate.TODO)
            .mapToDouble(Planned::seconds)
            .sum();
    return String.format(
        Locale.ROOT,
        "%d strategies, %d tasks: %d to do (about %.1f s of one core), %d reused, %d skipped%n"
            + "critical path: %s%n",
        plan.books().size(),
        plan.tasks().size(),
        plan.count(Fate.TODO),
        seconds,
        plan.count(Fate.REUSED),
        plan.count(Fate.SKIPPED),
        plan.criticalPath().isEmpty() ? "nothing to do" : String.join(" > ", plan.criticalPath()));
  }

  private static String aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        line.append("  ").append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length()));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
