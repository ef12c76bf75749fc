package finagent.planner;

import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Layout;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.ExecutionPlan.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Makes one plan of many strategies: equal work once, known work reused, stages cut only where the
 * data layout changes. Cost O(tasks + inputs) over all strategies.
 *
 * <p>The key of a task covers agent, agent version (and the code of agents that do not come with
 * the grid, {@link Card#code}), canonical parameters and the keys of its inputs; that of a source
 * covers the fingerprint of the rows it names, so the name of a data set, a compaction or an append
 * of other data changes no key. What a book keeps is part of its key, so that whatever is reused is
 * there. Results are stored for agents of shape {@link Shape#SHARDS} and for tasks with {@code
 * keep}; only these can be reused.
 */
public final class Planner {
  private Planner() {}

  /**
   * Plans strategies together.
   *
   * @param sliceFingerprint content fingerprint of the rows a source task names; asked once per
   *     distinct source
   * @param memory asked once, for all keys that can be stored
   * @param seconds estimated duration of a task
   */
  public static ExecutionPlan plan(
      List<StrategyDag> dags,
      Catalogue catalogue,
      Function<Task, Digest> sliceFingerprint,
      Memory memory,
      ToDoubleFunction<Task> seconds) {
    Set<String> names = new HashSet<>();
    Merge merge = new Merge(catalogue, sliceFingerprint, seconds);
    for (StrategyDag dag : dags) {
      if (!names.add(dag.name())) {
        throw new IllegalArgumentException(
            "Two strategies are called '%s'; give each a name of its own".formatted(dag.name()));
      }
      merge.add(dag);
    }
    List<Work> works = new ArrayList<>(merge.works());
    decide(works, memory);
    return new ExecutionPlan(stages(works), merge.books(), criticalPath(works));
  }

  /**
   * The key a planned task that is no source would have with one parameter at its agent's default.
   *
   * @throws IllegalArgumentException if the agent has no such parameter, or no default of it
   */
  public static Digest keyWithDefault(
      ExecutionPlan.Planned planned, String param, Catalogue catalogue) {
    Task task = planned.task();
    Card card = catalogue.require(task.agent(), "");
    Card.Param known = card.param(param).orElseThrow(() -> noDefault(card, param));
    String fallback = known.fallback();
    if (fallback == null) {
      throw noDefault(card, param);
    }
    SortedMap<String, String> params = new TreeMap<>(task.params());
    params.put(param, known.canonical(fallback));
    return Merge.key(task, card, params, planned.inputs());
  }

  private static IllegalArgumentException noDefault(Card card, String param) {
    return new IllegalArgumentException(
        "Agent '%s' has no default of '%s'".formatted(card.name(), param));
  }

  private static void decide(List<Work> works, Memory memory) {
    Set<Digest> known =
        memory.known(works.stream().filter(Work::storable).map(work -> work.key).toList());
    works.forEach(Work::cutByInstrument);
    for (int w = works.size() - 1; w >= 0; w--) {
      Work work = works.get(w);
      work.followReaders();
      work.decide(known.contains(work.key));
    }
  }

  private static List<Stage> stages(List<Work> works) {
    List<Stage> stages = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      boolean byInstrument = layout == Layout.INSTRUMENTS;
      List<Planned> tasks =
          works.stream().filter(w -> w.byInstrument == byInstrument).map(Work::planned).toList();
      if (!tasks.isEmpty()) {
        stages.add(new Stage(stages.size() + 1, layout, tasks));
      }
    }
    return stages;
  }

  /** The longest chain of estimated seconds over what will be computed; ties go to the first. */
  private static List<String> criticalPath(List<Work> works) {
    Map<Work, Double> until = new HashMap<>();
    Map<Work, Work> before = new HashMap<>();
    Optional<Work> last = Optional.empty();
    double longest = -1;
    for (Work work : works) {
      if (work.fate != Fate.TODO) {
        continue;
      }
      double wait = 0;
      for (Work source : work.sources) {
        double end = until.getOrDefault(source, -1.0);
        if (end >= wait && !(end == wait && before.containsKey(work))) {
          wait = end;
          before.put(work, source);
        }
      }
      until.put(work, wait + work.seconds);
      if (wait + work.seconds > longest) {
        longest = wait + work.seconds;
        last = Optional.of(work);
      }
    }
    Deque<String> path = new ArrayDeque<>();
    for (Optional<Work> step = last; step.isPresent(); step = step.map(before::get)) {
      path.addFirst(step.get().id);
    }
    return List.copyOf(path);
  }
}
