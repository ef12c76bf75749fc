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
  private static final List<TableDef> NAMING = List.of(Tables.TASKS, Tables.MC_RESULTS);

  private final SortedMap<String, Run> runs = new TreeMap<>();
  private final Map<String, SortedSet<String>> byRun = new HashMap<>();
  private final Map<String, Integer> users = new HashMap<>();

  private final Map<String, SortedSet<String>> previous;
  private final Map<String, SortedSet<String>> commits;

  private RunKeys(Rows committed) {
    this.previous = byKey(committed, "previous");
    this.commits = byKey(committed, "commit_id");
  }

  /** As the tables say now. */
  public static RunKeys of(Warehouse warehouse) {
    Rows committed = // before the runs: of whoever made these results there is a row by then
        warehouse.read(
            Tables.COMMITS,
            Filter.all(),
            List.of("run_id", "key", "commit_id", "previous"),
            OptionalLong.empty());
    RunKeys keys = new RunKeys(committed);
    for (Run run : new RunLog(warehouse).runs()) {
      keys.runs.put(run.id(), run);
      run.books().values().forEach(key -> keys.add(run.id(), key));
    }
    keys.add(committed);
    for (TableDef table : NAMING) {
      keys.add(warehouse.read(table, Filter.all(), List.of("run_id", "key"), OptionalLong.empty()));
    }
    return keys;
  }

  /** What commits say in a column, by the key they are of. */
  private static Map<String, SortedSet<String>> byKey(Rows commits, String column) {
    Map<String, SortedSet<String>> byKey = new HashMap<>();
    for (int r = 0; r < commits.size(); r++) {
      if (!commits.isNull(column, r)) {
        byKey
            .computeIfAbsent(stem(commits.text("key", r)), any -> new TreeSet<>())
            .add(stem(commits.text(column, r)));
      }
    }
    return byKey;
  }

  private void add(Rows rows) {
    for (int r = 0; r < rows.size(); r++) {
      add(rows.text("run_id", r), rows.text("key", r));
    }
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

  /** Ids of the commits of a key, of results beside it too. */
  SortedSet<String> commits(String key) {
    return Collections.unmodifiableSortedSet(
        commits.getOrDefault(key, Collections.emptySortedSet()));
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
