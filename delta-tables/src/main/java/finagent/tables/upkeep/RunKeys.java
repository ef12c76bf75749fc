package finagent.tables.upkeep;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which work each run rests on: keys of its tasks, books and simulations, and the keys that these
 * go on from. Work that several runs rest on is kept once, so a run alone has what no other one
 * rests on.
 */
public final class RunKeys {
  private static final List<TableDef> NAMING =
      List.of(Tables.TASKS, Tables.COMMITS, Tables.MC_RESULTS);

  private final SortedMap<String, Run> runs = new TreeMap<>();
  private final Map<String, SortedSet<String>> byRun = new HashMap<>();
  private final Map<String, Integer> users = new HashMap<>();

  private final Map<String, SortedSet<String>> previous;

  private RunKeys(Map<String, SortedSet<String>> previous) {
    this.previous = previous;
  }

  /** As the tables say now. */
  public static RunKeys of(Warehouse warehouse) {
    RunKeys keys = new RunKeys(previous(warehouse));
    for (Run run : new RunLog(warehouse).runs()) {
      keys.runs.put(run.id(), run);
      run.books().values().forEach(key -> keys.add(run.id(), key));
    }
    for (TableDef table : NAMING) {
      Rows rows =
          warehouse.read(table, Filter.all(), List.of("run_id", "key"), OptionalLong.empty());
      for (int r = 0; r < rows.size(); r++) {
        keys.add(rows.text("run_id", r), rows.text("key", r));
      }
    }
    return keys;
  }

  /** Keys that results go on from, by the key of these results. */
  private static Map<String, SortedSet<String>> previous(Warehouse warehouse) {
    Map<String, SortedSet<String>> previous = new HashMap<>();
    Rows rows =
        warehouse.read(
            Tables.COMMITS, Filter.all(), List.of("key", "previous"), OptionalLong.empty());
    for (int r = 0; r < rows.size(); r++) {
      if (!rows.isNull("previous", r)) {
        previous
            .computeIfAbsent(stem(rows.text("key", r)), any -> new TreeSet<>())
            .add(stem(rows.text("previous", r)));
      }
    }
    return previous;
  }

  private void add(String run, String key) {
    if (!runs.containsKey(run)) {
      return;
    }
    Deque<String> ahead = new ArrayDeque<>(List.of(stem(key)));
    while (!ahead.isEmpty()) {
      String stem = ahead.remove();
      if (byRun.computeIfAbsent(run, any -> new TreeSet<>()).add(stem)) {
        users.merge(stem, 1, Integer::sum);
        ahead.addAll(previous.getOrDefault(stem, Collections.emptySortedSet()));
      }
    }
  }

  /** Results beside a book, such as its controls, have the book's key and a name after a slash. */
  private static String stem(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /** Every run in its last state, by id. */
  public SortedMap<String, Run> runs() {
    return Collections.unmodifiableSortedMap(runs);
  }

  /** All a run rests on. */
  public SortedSet<String> of(String run) {
    return Collections.unmodifiableSortedSet(byRun.getOrDefault(run, Collections.emptySortedSet()));
  }

  /** What no other run rests on. */
  public SortedSet<String> alone(String run) {
    return alone(run, Set.of());
  }

  /**
   * What no other run rests on.
   *
   * @param once keys the run once rested on, which the tables may tell of no more
   */
  SortedSet<String> alone(String run, Set<String> once) {
    SortedSet<String> own = of(run);
    SortedSet<String> alone = new TreeSet<>(own);
    alone.addAll(once);
    alone.removeIf(key -> users.getOrDefault(key, 0) > (own.contains(key) ? 1 : 0));
    return alone;
  }
}
