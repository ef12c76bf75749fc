package finagent.planner.spec;

import finagent.planner.spec.Node.Fields;
import finagent.planner.spec.StrategySpec.OwnTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code tasks}: a strategy written as its graph, in place of signals to risk. */
final class LongForm {
  private static final List<String> SHORT_FORM = List.of("alphas", "combine", "portfolio", "risk");

  private final Calls calls;

  LongForm(Calls calls) {
    this.calls = calls;
  }

  List<OwnTask> tasks(Fields root) {
    List<OwnTask> tasks = new ArrayList<>();
    Optional<Node> list = root.at("tasks");
    if (list.isEmpty()) {
      return tasks;
    }
    for (Node item : Values.list(list.get(), "tasks").items()) {
      tasks.add(task(Values.map(item, "tasks")));
    }
    for (String key : SHORT_FORM) {
      if (!tasks.isEmpty() && root.at(key).isPresent()) {
        throw root.whereKey(key)
            .refuse(key, "stands beside tasks; write it as tasks, or write no tasks");
      }
    }
    return tasks;
  }

  private OwnTask task(Fields map) {
    Values.only(map, "tasks", List.of("name", "agent", "inputs", "params"));
    String name = Grammar.scalar(Values.required(map, "name"), "tasks.name", "a name");
    String path = "tasks." + name;
    String agent = calls.known(Values.required(map, "agent"), path + ".agent", "");
    Fields params =
        map.at("params")
            .map(node -> Values.map(node, path + ".params"))
            .orElseGet(() -> new Fields(Map.of(), false, map.where()));
    return new OwnTask(
        name,
        agent,
        inputs(map, path + ".inputs"),
        calls.params(agent, params, path + ".params", Map.of()));
  }

  private static SortedMap<String, String> inputs(Fields map, String path) {
    SortedMap<String, String> inputs = new TreeMap<>();
    map.at("inputs")
        .map(node -> Values.map(node, path))
        .ifPresent(
            ports ->
                ports
                    .fields()
                    .forEach(
                        (port, field) ->
                            inputs.put(
                                port,
                                Grammar.scalar(
                                    field.value(), path + "." + port, "a task or task:port"))));
    return inputs;
  }
}
