package finagent.planner;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Gives every task of every strategy its key and makes tasks of one key one piece of work. */
final class Merge {
  private final Catalogue catalogue;
  private final Function<Task, Digest> sliceFingerprint;
  private final ToDoubleFunction<Task> seconds;
  private final Map<Digest, Work> works = new LinkedHashMap<>();
  private final Map<List<Object>, Digest> slices = new HashMap<>();
  private final SortedMap<String, Digest> books = new TreeMap<>();

  Merge(
      Catalogue catalogue,
      Function<Task, Digest> sliceFingerprint,
      ToDoubleFunction<Task> seconds) {
    this.catalogue = catalogue;
    this.sliceFingerprint = sliceFingerprint;
    this.seconds = seconds;
  }

  /** In an order in which each piece reads only earlier ones. */
  Collection<Work> works() {
    return works.values();
  }

  SortedMap<String, Digest> books() {
    return books;
  }

  void add(StrategyDag dag) {
    Map<String, Work> done = new HashMap<>();
    for (Task task : dag.tasks()) {
      Card card = catalogue.require(task.agent(), "");
      SortedMap<String, Digest> inputs = new TreeMap<>();
      task.inputs().forEach((port, ref) -> inputs.put(port, at(done, ref).key));
      Digest key = key(task, card, inputs);
      Work work = works.get(key);
      if (work == null) {
        work =
            new Work(
                dag.name() + "/" + task.id(), key, task, card, inputs, seconds.applyAsDouble(task));
        works.put(key, work);
        for (Task.Ref ref : task.inputs().values()) {
          Work source = at(done, ref);
          work.sources.add(source);
          source.readers.add(work);
        }
      }
      work.usedBy(dag.name(), task.keep());
      done.put(task.id(), work);
      if (isBook(card) && (task.id().equals("book") || !books.containsKey(dag.name()))) {
        books.put(dag.name(), key);
      }
    }
  }

  private static boolean isBook(Card card) {
    return card.outputs().stream().anyMatch(port -> port.type().equals("book"));
  }

  private static Work at(Map<String, Work> done, Task.Ref ref) {
    Work work = done.get(ref.task());
    if (work == null) {
      throw new IllegalStateException("Task '%s' is not in order".formatted(ref.task()));
    }
    return work;
  }

  /**
   * The content address of a task: agent, version, code, parameters and inputs; for a source what
   * was read, whatever the data set is called. Ids and names are left out.
   */
  private Digest key(Task task, Card card, SortedMap<String, Digest> inputs) {
    if (card.shape() == Shape.SOURCE) {
      return agent("slice", task, card)
          .digest(
              slices.computeIfAbsent(
                  List.of(task.agent(), task.params()), k -> sliceFingerprint.apply(task)))
          .build();
    }
    return key(task, card, task.params(), inputs);
  }

  /** As {@link #key(Task, Card, SortedMap)} for a task that is no source, with other parameters. */
  static Digest key(
      Task task, Card card, SortedMap<String, String> params, Map<String, Digest> inputs) {
    Digest.Builder key = agent("task", task, card).map(params);
    task.inputs()
        .forEach(
            (port, ref) -> {
              Digest input = inputs.get(port);
              if (input == null) {
                throw new IllegalStateException("No key for input '%s'".formatted(port));
              }
              key.text(port).digest(input).text(ref.port());
            });
    return key.build();
  }

  /** Whose code runs: a shipped agent's version, and for others the digest of their jars. */
  private static Digest.Builder agent(String kind, Task task, Card card) {
    Digest.Builder key = Digest.of(kind).text(task.agent()).integer(card.version());
    return card.code().isEmpty() ? key : key.text("code").text(card.code());
  }
}
