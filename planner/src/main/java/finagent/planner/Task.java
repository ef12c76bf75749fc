package finagent.planner;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step of a strategy: which agent, with what parameters, on which outputs of other tasks.
 *
 * @param id unique within its graph, e.g. {@code alphas.mom}
 * @param agent name of the agent's card
 * @param params canonical values by name (numbers without unit as {@code Double.toString} or whole
 *     numbers, see {@link Card.Unit}), defaults filled in
 * @param inputs where each input port comes from; a port that takes many is {@code port.label}
 * @param keep whether the output is written to the memory although it is not a leaf
 */
public record Task(
    String id,
    String agent,
    SortedMap<String, String> params,
    SortedMap<String, Ref> inputs,
    boolean keep) {
  public Task {
    if (id.isBlank()) {
      throw new IllegalArgumentException("Task id is blank; give each task a short unique name");
    }
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  public static Task of(
      String id, String agent, Map<String, String> params, Map<String, Ref> inputs) {
    return new Task(id, agent, new TreeMap<>(params), new TreeMap<>(inputs), false);
  }

  /** An output port of another task. */
  public record Ref(String task, String port) {
    @Override
    public String toString() {
      return task + ":" + port;
    }
  }
}
