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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Takes a run out with what it alone rests on. Which keys that are is told in {@code events} before
 * anything goes: the tables that know them are among those that are emptied. Commits go first, so
 * that nobody finds its results any more, and its own row last: a deletion that was killed is done
 * again to its end. What was tried stays in {@code trials}, or later results would look better than
 * they are.
 */
public final class RunDeletion {
  /** Event type of a run that was taken out. */
  public static final String RUN_DELETED = "run-deleted";

  /** Event type of a run whose deletion began; {@code keys} are the keys that go with it. */
  static final String DELETION_BEGUN = "run-deletion-begun";

  private static final String KEYS = "keys";

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

  /** Deletes a run. */
  public Deleted delete(Run run) {
    RunKeys keys = RunKeys.of(warehouse);
    SortedSet<String> told = told(run);
    SortedSet<String> alone = keys.alone(run.id(), told);
    if (!told.containsAll(alone)) {
      begin(run, alone);
    }
    Housekeeping tables = new Housekeeping(warehouse);
    SortedMap<String, Long> rows = new TreeMap<>();
    for (TableDef table : BY_KEY) {
      count(rows, table, tables.remove(table, "key", alone));
    }
    for (TableDef table : BY_RUN) {
      if (table.equals(Tables.RUNS)) {
        end(run, alone.size(), rows);
      }
      count(rows, table, tables.remove(table, "run_id", Set.of(run.id())));
    }
    int shared = keys.of(run.id()).size() - keys.alone(run.id()).size();
    return new Deleted(alone.size(), shared, rows);
  }

  /** Keys that a deletion which did not end was to take out. */
  private SortedSet<String> told(Run run) {
    SortedSet<String> told = new TreeSet<>();
    new RunLog(warehouse)
        .events(Filter.all().equal("event_type", DELETION_BEGUN).equal("session_id", run.id()))
        .forEach(
            event -> told.addAll(List.of(event.metadata().getOrDefault(KEYS, "").split(" ", -1))));
    return told;
  }

  /** Tells which keys are about to go. */
  void begin(Run run, SortedSet<String> alone) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put(KEYS, String.join(" ", alone));
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
                "%s, with %d pieces of work that no other run rests on"
                    .formatted(run.title(), alone),
                List.of("upkeep"),
                facts,
                run.id(),
                ""));
  }
}
