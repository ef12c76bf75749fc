package finagent.planner;

import finagent.planner.ExecutionPlan.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** One piece of work while a plan is being made: equal tasks of all strategies, merged. */
final class Work {
  final String id;
  final Digest key;
  final Task task;
  final Card card;
  final SortedMap<String, Digest> inputs;
  final double seconds;
  final TreeSet<String> strategies = new TreeSet<>();
  final List<Work> sources = new ArrayList<>();
  final List<Work> readers = new ArrayList<>();
  private boolean keep;
  Fate fate = Fate.TODO;
  boolean byInstrument;

  Work(
      String id,
      Digest key,
      Task task,
      Card card,
      SortedMap<String, Digest> inputs,
      double seconds) {
    this.id = id;
    this.key = key;
    this.task = task;
    this.card = card;
    this.inputs = inputs;
    this.seconds = seconds;
  }

  void usedBy(String strategy, boolean kept) {
    strategies.add(strategy);
    keep |= kept;
  }

  /** Whether its result is written to the memory. */
  boolean storable() {
    return keep || card.shape() == Shape.SHARDS;
  }

  /** Its sources are decided before it. */
  void cutByInstrument() {
    byInstrument =
        (card.shape() == Shape.SOURCE || card.shape() == Shape.COLUMN)
            && sources.stream().allMatch(source -> source.byInstrument || source.isConstant());
  }

  /** A setting is made with the first stage that reads it. Its readers are decided before it. */
  void followReaders() {
    if (isConstant()) {
      byInstrument = readers.stream().anyMatch(reader -> reader.byInstrument);
    }
  }

  private boolean isConstant() {
    return card.shape() == Shape.SETTING && sources.isEmpty();
  }

  /** Readers are decided before it. */
  void decide(boolean known) {
    if (known && storable()) {
      fate = Fate.REUSED;
    } else if (storable() || readers.isEmpty()) {
      fate = Fate.TODO;
    } else {
      fate = readers.stream().anyMatch(r -> r.fate == Fate.TODO) ? Fate.TODO : Fate.SKIPPED;
    }
  }

  ExecutionPlan.Planned planned() {
    Task kept =
        keep && !task.keep()
            ? new Task(task.id(), task.agent(), task.params(), task.inputs(), true)
            : task;
    return new ExecutionPlan.Planned(id, key, kept, strategies, inputs, fate, seconds);
  }
}
