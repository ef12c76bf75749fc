package finagent.jobs;

import finagent.tables.results.Health;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How Spark fared in a run, for people and scripts. */
final class HealthTables {
  private static final int FEW = 5;

  private HealthTables() {}

  /** The slowest stages and every executor that was lost; all stages where that is asked for. */
  static void print(Console console, List<Health> health, boolean all) {
    if (health.isEmpty()) {
      return;
    }
    List<Health> stages = health.stream().filter(one -> one.kind() == Health.Kind.STAGE).toList();
    console.say(
        "  Spark: %d stages, %d attempts tried again, %d executors lost, %.1f s of work, %.1f s of"
            + " it garbage collection, %,d bytes spilled",
        stages.size(),
        health.stream().mapToLong(Health::retries).sum(),
        health.size() - stages.size(),
        health.stream().mapToDouble(one -> one.times().work()).sum(),
        health.stream().mapToDouble(one -> one.times().gc()).sum(),
        health.stream().mapToLong(Health::spilledBytes).sum());
    for (Health lost : health) {
      if (lost.kind() == Health.Kind.EXECUTOR) {
        console.say("  executor %s was lost at %s: %s", lost.item(), lost.at(), lost.message());
      }
    }
    List<Health> slowest = new ArrayList<>(stages);
    slowest.sort(Comparator.comparingDouble((Health one) -> one.times().whole()).reversed());
    console.table(rows(all ? stages : slowest.subList(0, Math.min(FEW, slowest.size()))));
  }

  private static List<List<String>> rows(List<Health> stages) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("stage", "first task", "tasks", "again", "seconds", "median", "longest", "gc"));
    for (Health stage : stages) {
      rows.add(
          List.of(
              stage.item(),
              stage.task(),
              Long.toString(stage.tasks()),
              Long.toString(stage.retries()),
              seconds(stage.times().whole()),
              seconds(stage.times().median()),
              seconds(stage.times().longest()),
              seconds(stage.times().gc())));
    }
    return rows;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }

  /** As scripts see it. */
  static Map<String, Object> view(Health health) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("kind", health.kind().name().toLowerCase(Locale.ROOT));
    view.put("item", health.item());
    view.put("at", health.at().toString());
    view.put("task", health.task());
    view.put("tasks", health.tasks());
    view.put("retries", health.retries());
    view.put("speculated", health.speculated());
    view.put("times", health.times());
    view.put("spilledBytes", health.spilledBytes());
    view.put("message", health.message());
    return view;
  }
}
