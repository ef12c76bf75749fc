package finagent.agents;

import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.Shape;
import finagent.sandbox.market.Panel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The work of a plan that reads one slice. */
final class Group {
  private static final long FEATURE_BYTES = 1L << 30;

  private final Pools pools;
  private final Map<Digest, Planned> tasks;
  private final Planned source;
  private final Map<Digest, Planned> books = new LinkedHashMap<>();
  private final Map<Digest, Planned> attributions = new LinkedHashMap<>();
  private final Map<Digest, Planned> controls = new LinkedHashMap<>();

  private Group(Pools pools, Map<Digest, Planned> tasks, Planned source) {
    this.pools = pools;
    this.tasks = tasks;
    this.source = source;
  }

  /** Groups with something to do, in the order of the plan. */
  static List<Group> of(ExecutionPlan plan, Pools pools) {
    Map<Digest, Planned> tasks = new LinkedHashMap<>();
    plan.tasks().forEach(task -> tasks.put(task.key(), task));
    Map<Digest, Group> groups = new LinkedHashMap<>();
    for (Planned task : tasks.values()) {
      String agent = task.task().agent();
      if (!Conductor.todo(task)) {
        continue;
      }
      if (agent.equals("backtest")) {
        group(groups, pools, tasks, task).book(task);
      } else if (agent.equals("attribution")) {
        Planned book = bookOf(tasks, task);
        Group group = group(groups, pools, tasks, book);
        group.book(book);
        group.attributions.put(book.key(), task);
      } else if (agent.equals("controls")) {
        Planned book = bookOf(tasks, task);
        group(groups, pools, tasks, book).controls.put(book.key(), task);
      }
    }
    return List.copyOf(groups.values());
  }

  private static Group group(
      Map<Digest, Group> groups, Pools pools, Map<Digest, Planned> tasks, Planned book) {
    Planned source = source(pools, tasks, book);
    return groups.computeIfAbsent(source.key(), key -> new Group(pools, tasks, source));
  }

  private static Planned bookOf(Map<Digest, Planned> tasks, Planned reader) {
    Digest book = reader.inputs().get("book");
    if (book == null) {
      throw new IllegalStateException("Task '%s' reads no book".formatted(reader.id()));
    }
    return at(tasks, book);
  }

  private static Planned at(Map<Digest, Planned> tasks, Digest key) {
    Planned task = tasks.get(key);
    if (task == null) {
      throw new IllegalStateException("The plan lost the task with key " + key.brief());
    }
    return task;
  }

  private static Planned source(Pools pools, Map<Digest, Planned> tasks, Planned book) {
    List<Planned> sources =
        above(tasks, book).stream()
            .map(key -> at(tasks, key))
            .filter(task -> shape(pools, task) == Shape.SOURCE)
            .toList();
    if (sources.size() != 1) {
      throw new IllegalArgumentException(
          "Strategy '%s' reads %d slices of data (%s); a strategy reads exactly one"
              .formatted(
                  book.strategies().first(),
                  sources.size(),
                  sources.stream().map(Planned::id).toList()));
    }
    return sources.get(0);
  }

  /** Keys of a task and all it needs, each once. */
  private static Set<Digest> above(Map<Digest, Planned> tasks, Planned start) {
    Set<Digest> seen = new LinkedHashSet<>();
    List<Digest> open = new ArrayList<>(List.of(start.key()));
    while (!open.isEmpty()) {
      Digest key = open.remove(open.size() - 1);
      if (seen.add(key)) {
        open.addAll(at(tasks, key).inputs().values());
      }
    }
    return seen;
  }

  private static Shape shape(Pools pools, Planned task) {
    return pools.agent(task.task().agent()).card().shape();
  }

  private void book(Planned book) {
    books.putIfAbsent(book.key(), book);
  }

  Planned source() {
    return source;
  }

  List<Planned> books() {
    return List.copyOf(books.values());
  }

  List<Planned> controls() {
    return List.copyOf(controls.values());
  }

  Planned bookOf(Planned control) {
    return bookOf(tasks, control);
  }

  List<Planned> attributions() {
    return List.copyOf(attributions.values());
  }

  List<Planned> attributionsOf(List<Planned> some) {
    return some.stream()
        .map(Planned::key)
        .filter(attributions::containsKey)
        .map(key -> at(attributions, key))
        .toList();
  }

  /** For each book in order, the key of its attribution; empty where none is to be written. */
  List<String> attributionKeys() {
    return books.keySet().stream()
        .map(
            book -> {
              Planned task = attributions.get(book);
              return task == null ? "" : task.key().hex();
            })
        .toList();
  }

  /** Column tasks to do. */
  List<Planned> columns() {
    return needed(Shape.COLUMN);
  }

  /** Row, in-loop and setting tasks to do. */
  List<Planned> rows() {
    List<Planned> rows = new ArrayList<>(needed(Shape.ROW));
    rows.addAll(needed(Shape.IN_LOOP));
    rows.addAll(needed(Shape.SETTING));
    return rows;
  }

  private List<Planned> needed(Shape shape) {
    Set<Digest> needed = new HashSet<>();
    books.values().forEach(book -> needed.addAll(above(tasks, book)));
    controls.values().forEach(control -> needed.addAll(above(tasks, control)));
    return tasks.values().stream()
        .filter(task -> needed.contains(task.key()) && shape(pools, task) == shape)
        .filter(Conductor::todo)
        .toList();
  }

  /**
   * Column work to be computed once, by instrument, before the books: what several books read (or,
   * where work leaves this JVM, any book), as far as it fits in memory.
   */
  Set<Digest> shared(Panel panel, boolean remote) {
    Map<Digest, Integer> readers = new HashMap<>();
    Set<Digest> all = new HashSet<>(controls.keySet());
    all.addAll(books.keySet());
    for (Digest book : all) {
      columnsOf(at(tasks, book)).forEach(key -> readers.merge(key, 1, Integer::sum));
    }
    long bytes = 8L * panel.width() * panel.time().size();
    long left = FEATURE_BYTES;
    Set<Digest> shared = new LinkedHashSet<>();
    for (Planned task : tasks.values()) {
      int outputs = pools.agent(task.task().agent()).card().outputs().size();
      int count = readers.getOrDefault(task.key(), 0);
      if ((count > 1 || (count > 0 && remote)) && outputs * bytes <= left) {
        shared.add(task.key());
        left -= outputs * bytes;
      }
    }
    return shared;
  }

  /** Column tasks whose outputs other tasks of a book read. */
  private Set<Digest> columnsOf(Planned book) {
    Set<Digest> columns = new HashSet<>();
    for (Digest reader : above(tasks, book)) {
      Planned task = at(tasks, reader);
      if (shape(pools, task) != Shape.COLUMN) {
        task.inputs().values().stream()
            .filter(key -> shape(pools, at(tasks, key)) == Shape.COLUMN)
            .forEach(columns::add);
      }
    }
    return columns;
  }
}
