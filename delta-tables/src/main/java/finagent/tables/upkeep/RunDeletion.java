package finagent.tables.upkeep;

import finagent.tables.Filter;
import finagent.tables.Housekeeping;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Event;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Takes a run out with what it alone rests on. Which keys and commits that are is told in {@code
 * events} before anything goes: the tables that know them are among those that are emptied. Commits
 * go first, so that nobody finds its results any more, and its own row last: a deletion that was
 * killed is done again to its end. Results go by key and commit: whoever computes the same work
 * again meanwhile commits it under another id, and that stays. What was tried stays in {@code
 * trials}, or later results would look better than they are.
 */
public final class RunDeletion {
  /** Event type of a run that was taken out. */
  public static final String RUN_DELETED = "run-deleted";

  /**
   * Event type of a run whose deletion began; {@code keys} and {@code commits} are the keys that go
   * with it and the commits of their results.
   */
  static final String DELETION_BEGUN = "run-deletion-begun";

  private static final String KEYS = "keys";
  private static final String COMMITS = "commits";

  /** Tables of results by key, the one that makes them visible first. */
  static final List<TableDef> BY_KEY =
      List.of(
          Tables.COMMITS,
          Tables.EQUITY,
          Tables.POSITIONS,
          Tables.TRADES,
          Tables.METRICS,
          Tables.MC_CHUNKS);

  /** Tables of what is told of a run, the one that names it last. */
  static final List<TableDef> BY_RUN =
      List.of(Tables.MC_RESULTS, Tables.STRESS, Tables.HEALTH, Tables.TASKS, Tables.RUNS);

  private final Warehouse warehouse;
  private final Clock clock;

  public RunDeletion(Warehouse warehouse, Clock clock) {
    this.warehouse = warehouse;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param alone keys of work that went
   * @param shared keys of work that stays because other runs rest on it
   * @param rows rows taken out by table, where there were some
   */
  public record Deleted(int alone, int shared, SortedMap<String, Long> rows) {}

  /**
   * What goes with a run.
   *
   * @param alone keys of work that no other run rests on
   * @param once keys that went with it when its deletion began: the results of those commits may
   *     still be there, though other runs have committed the same work since
   * @param commits ids of the commits of their results, as they were then
   */
  record Doomed(SortedSet<String> alone, SortedSet<String> once, SortedSet<String> commits) {}

  /** Deletes a run. */
  public Deleted delete(Run run) {
    RunKeys keys = RunKeys.of(warehouse);
    Doomed doomed = begin(run, keys);
    SortedMap<String, Long> rows = empty(run, doomed);
    int shared = keys.of(run.id()).size() - keys.alone(run.id()).size();
    return new Deleted(doomed.alone().size(), shared, rows);
  }

  /** What goes with a run; tells of it before it goes. */
  Doomed begin(Run run, RunKeys keys) {
    List<Event> begun =
        new RunLog(warehouse)
            .events(Filter.all().equal("event_type", DELETION_BEGUN).equal("session_id", run.id()));
    SortedSet<String> told = told(begun, KEYS);
    SortedSet<String> alone = keys.alone(run.id(), told);
    SortedSet<String> toldCommits = told(begun, COMMITS);
    SortedSet<String> commits = new TreeSet<>(toldCommits);
    alone.forEach(key -> commits.addAll(keys.commits(key)));
    if (!told.containsAll(alone) || !toldCommits.containsAll(commits)) {
      tell(run, alone, commits);
    }
    SortedSet<String> once = new TreeSet<>(told);
    once.removeIf(key -> !Collections.disjoint(keys.commits(key), commits));
    return new Doomed(alone, once, commits);
  }

  /** Takes it out; rows by table, where there were some. */
  SortedMap<String, Long> empty(Run run, Doomed doomed) {
    Housekeeping tables = new Housekeeping(warehouse);
    SortedSet<String> results = new TreeSet<>(doomed.alone());
    results.addAll(doomed.once());
    SortedMap<String, Long> rows = new TreeMap<>();
    Map<String, SortedSet<String>> committed =
        Map.of("key", results, "commit_id", doomed.commits());
    Map<String, SortedSet<String>> chunks = Map.of("key", doomed.alone());
    for (TableDef table : BY_KEY) {
      count(rows, table, tables.remove(table, table.equals(Tables.MC_CHUNKS) ? chunks : committed));
    }
    for (TableDef table : BY_RUN) {
      if (table.equals(Tables.RUNS)) {
        end(run, doomed.alone().size(), rows);
      }
      count(rows, table, tables.remove(table, "run_id", Set.of(run.id())));
    }
    return rows;
  }

  /** What events said was to go. */
  private static SortedSet<String> told(List<Event> begun, String what) {
    SortedSet<String> told = new TreeSet<>();
    for (Event event : begun) {
      told.addAll(List.of(event.metadata().getOrDefault(what, "").split(" ", -1)));
    }
    told.remove("");
    return told;
  }

  private void tell(Run run, SortedSet<String> alone, SortedSet<String> commits) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put(KEYS, String.join(" ", alone));
    facts.put(COMMITS, String.join(" ", commits));
    tell(
        run,
        DELETION_BEGUN,
        "The deletion of run %s began".formatted(run.id()),
        alone.size(),
        facts);
  }

  private static void count(SortedMap<String, Long> rows, TableDef table, long removed) {
    Optional.of(removed).filter(n -> n > 0).ifPresent(n -> rows.put(table.name(), n));
  }

  private void end(Run run, int alone, SortedMap<String, Long> rows) {
    SortedMap<String, String> facts = new TreeMap<>();
    rows.forEach((table, n) -> facts.put(table, Long.toString(n)));
    facts.put("digest", run.digest());
    tell(run, RUN_DELETED, "Run %s was deleted".formatted(run.id()), alone, facts);
  }

  private void tell(
      Run run, String type, String title, int alone, SortedMap<String, String> facts) {
    new RunLog(warehouse)
        .append(
            new Event(
                UUID.randomUUID().toString(),
                clock.instant(),
                type,
                "INFO",
                "",
                "",
                title,
                String.format(
                    Locale.ROOT,
                    "%s, with %d pieces of work that no other run rests on",
                    run.title(),
                    alone),
                List.of("upkeep"),
                facts,
                run.id(),
                ""));
  }
}
