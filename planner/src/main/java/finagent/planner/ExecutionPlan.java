package finagent.planner;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What will be run, in which stages, and what is already known. Tasks of several strategies with
 * the same key are one planned task.
 *
 * @param stages in order of execution; cut only where the data layout changes
 * @param books key of each strategy's book (its backtest), by strategy name
 * @param criticalPath ids of planned tasks on the longest chain of estimated seconds
 */
public record ExecutionPlan(
    List<Stage> stages, Map<String, Digest> books, List<String> criticalPath) {
  public ExecutionPlan {
    stages = List.copyOf(stages);
    books = Collections.unmodifiableMap(new TreeMap<>(books));
    criticalPath = List.copyOf(criticalPath);
  }

  /** How the data of a stage is cut. */
  public enum Layout {
    /** By instrument, over the market tables. */
    INSTRUMENTS,
    /** By strategy, over a panel every executor holds. */
    SHARDS
  }

  /** What will happen to a planned task. */
  public enum Fate {
    /** It will be computed. */
    TODO,
    /** Its result is in the memory already. */
    REUSED,
    /** Nothing that will be computed needs it. */
    SKIPPED
  }

  /** Tasks that run together, values staying in memory between them. */
  public record Stage(int number, Layout layout, List<Planned> tasks) {
    public Stage {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * One piece of work.
   *
   * @param id the id of its first task, qualified by strategy: {@code momentum/alphas.mom}
   * @param key content address
   * @param task the first of the equal tasks
   * @param strategies names of the strategies that share it
   * @param inputs keys of the inputs, by port
   * @param seconds estimated
   */
  public record Planned(
      String id,
      Digest key,
      Task task,
      SortedSet<String> strategies,
      Map<String, Digest> inputs,
      Fate fate,
      double seconds) {
    public Planned {
      strategies = Collections.unmodifiableSortedSet(new TreeSet<>(strategies));
      inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    }
  }

  public List<Planned> tasks() {
    return stages.stream().flatMap(stage -> stage.tasks().stream()).toList();
  }

  public Optional<Planned> task(Digest key) {
    return tasks().stream().filter(task -> task.key().equals(key)).findFirst();
  }

  public long count(Fate fate) {
    return tasks().stream().filter(task -> task.fate() == fate).count();
  }
}
