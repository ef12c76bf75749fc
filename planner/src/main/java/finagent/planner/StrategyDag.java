package finagent.planner;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * The tasks of one strategy and what each reads of the others. Holding one is the proof that every
 * agent exists, every parameter is in range, every port is connected by type, and nothing waits for
 * itself. Immutable.
 */
public final class StrategyDag {
  private final String name;
  private final List<Task> tasks;
  private final SortedMap<String, Task> byId;
  private final List<List<Task>> levels;

  private StrategyDag(String name, List<Task> tasks) {
    this.name = name;
    this.tasks = List.copyOf(tasks);
    this.byId = new TreeMap<>();
    tasks.forEach(task -> byId.put(task.id(), task));
    this.levels = levelled(tasks);
  }

  /**
   * Checks tasks and puts them in order; parameters are made canonical and defaults filled in. Cost
   * O(tasks + inputs), up to the order of ties.
   */
  public static StrategyDag of(String name, Collection<Task> tasks, Catalogue catalogue) {
    SortedMap<String, Task> byId = new TreeMap<>();
    for (Task task : tasks) {
      if (byId.put(task.id(), task) != null) {
        throw new IllegalArgumentException(
            "Two tasks of strategy '%s' are called '%s'; give each a name of its own"
                .formatted(name, task.id()));
      }
    }
    TaskCheck check = new TaskCheck(name, byId, catalogue);
    byId.replaceAll((id, task) -> check.checked(task));
    List<Task> ordered = new ArrayList<>();
    new TopologicalOrderIterator<>(graph(name, byId), Comparator.<String>naturalOrder())
        .forEachRemaining(id -> Optional.ofNullable(byId.get(id)).ifPresent(ordered::add));
    return new StrategyDag(name, ordered);
  }

  private static DirectedAcyclicGraph<String, DefaultEdge> graph(
      String name, SortedMap<String, Task> tasks) {
    DirectedAcyclicGraph<String, DefaultEdge> graph = new DirectedAcyclicGraph<>(DefaultEdge.class);
    tasks.keySet().forEach(graph::addVertex);
    for (Task task : tasks.values()) {
      for (Task.Ref ref : task.inputs().values()) {
        addEdge(name, graph, ref.task(), task.id());
      }
    }
    return graph;
  }

  private static void addEdge(
      String name, DirectedAcyclicGraph<String, DefaultEdge> graph, String from, String to) {
    try {
      graph.addEdge(from, to);
    } catch (IllegalArgumentException e) {
      List<String> cycle = new ArrayList<>();
      cycle.add(from);
      if (!from.equals(to)) {
        cycle.addAll(BFSShortestPath.findPathBetween(graph, to, from).getVertexList());
      } else {
        cycle.add(to);
      }
      throw new IllegalArgumentException(
          "Strategy '%s' has a cycle: %s. Cut one of these inputs; a task can read only what is done before it"
              .formatted(name, cycle.stream().collect(joining(" -> "))),
          e);
    }
  }

  private static List<List<Task>> levelled(List<Task> ordered) {
    Map<String, Integer> level = new HashMap<>();
    List<List<Task>> levels = new ArrayList<>();
    for (Task task : ordered) {
      int own =
          task.inputs().values().stream()
              .mapToInt(ref -> level.getOrDefault(ref.task(), 0) + 1)
              .max()
              .orElse(0);
      level.put(task.id(), own);
      while (levels.size() <= own) {
        levels.add(new ArrayList<>());
      }
      levels.get(own).add(task);
    }
    return levels.stream().map(List::copyOf).toList();
  }

  public String name() {
    return name;
  }

  /** In topological order; tasks that could come in either order are sorted by id. */
  public List<Task> tasks() {
    return tasks;
  }

  public Optional<Task> task(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Tasks by the longest way from a task without inputs; those of one level can run at once. */
  public List<List<Task>> levels() {
    return levels;
  }

  @Override
  public String toString() {
    return "StrategyDag[%s, %d tasks]".formatted(name, tasks.size());
  }
}
