package finagent.tables;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which rows of a table count, as Spark SQL: for people who ask in SQL what the readers of this
 * room ask in Java. Tables are appended to and nothing is taken back, so results count only if
 * {@code commits} names them first, states only if they are the last, and of two rows for one fact
 * the one learnt last. {@code notebooks/finagent.py} says the same for Python.
 */
public final class CountedRows {
  private static final List<TableDef> RESULTS =
      List.of(Tables.EQUITY, Tables.POSITIONS, Tables.TRADES, Tables.METRICS, Tables.COMMITS);

  private static final Map<String, String> LATEST =
      Map.of(
          Tables.ACTIONS.name(), "data_set, instrument_id, session, kind",
          Tables.INSTRUMENTS.name(), "data_set, instrument_id",
          Tables.MEMBERSHIP.name(), "index_name, instrument_id, from_day",
          Tables.RATES.name(), "name, session",
          Tables.BENCHMARK.name(), "name, session");

  /** Written again by whoever could not know they were there; equal rows are one. */
  private static final Set<TableDef> TWICE =
      Set.of(
          Tables.MC_CHUNKS,
          Tables.MC_RESULTS,
          Tables.STRESS,
          Tables.LEARNING_CURVES,
          Tables.EXPERIENCE);

  private static final String STATES =
      "array_position(array('pending', 'running', 'completed', 'failed', 'cancelled', 'reused',"
          + " 'skipped'), %s)";

  private CountedRows() {}

  /**
   * The query of a table's rows that count, all of its columns in their order.
   *
   * @param relation what a table is called in SQL, e.g. {@code delta.`/data/w/equity`}
   */
  public static String of(TableDef table, Function<TableDef, String> relation) {
    String rows = relation.apply(table);
    String name = table.name();
    if (RESULTS.contains(table)) {
      return "SELECT t.* FROM %s t LEFT SEMI JOIN %s c ON t.key = c.key AND t.commit_id = c.first"
          .formatted(
              rows,
              "(SELECT key, min_by(commit_id, struct(committed_at, commit_id)) first FROM %s GROUP BY key)"
                  .formatted(relation.apply(Tables.COMMITS)));
    }
    if (TWICE.contains(table)) {
      return "SELECT DISTINCT * FROM " + rows;
    }
    if (table.equals(Tables.TARGETS)) {
      return "SELECT t.* FROM %s t LEFT SEMI JOIN %s n ON t.night_key = n.night_key AND t.commit_id = get_json_object(n.facts, '$.commit') AND n.kind = 'step'"
          .formatted(rows, relation.apply(Tables.NIGHTS));
    }
    if (table.equals(Tables.ACTIONS)) {
      return one(rows, LATEST.getOrDefault(name, ""), "max_by", "known_at")
          + " WHERE NOT (r.kind = 'SPLIT' AND r.amount = 1 OR r.kind = 'DIVIDEND' AND r.amount ="
          + " 0)";
    }
    if (LATEST.containsKey(name)) {
      return one(rows, LATEST.getOrDefault(name, ""), "max_by", "known_at");
    }
    if (table.equals(Tables.RUNS)) {
      return one(
          rows,
          "run_id",
          "max_by",
          "struct(state <> 'pending', at, " + STATES.formatted("state") + ")");
    }
    if (table.equals(Tables.TASKS)) {
      return one(
          rows, "run_id, task_id", "max_by", "struct(at, " + STATES.formatted("status") + ")");
    }
    if (table.equals(Tables.DATASETS)) {
      return one(rows, "data_set, kind, imported_at", "max_by", "state = 'done'");
    }
    if (table.equals(Tables.POLICIES)) {
      return one(rows, "key", "min_by", "at");
    }
    return "SELECT * FROM " + rows;
  }

  /** One row for each key, that with the greatest or the least of an order. */
  private static String one(String rows, String key, String by, String order) {
    return "SELECT r.* FROM (SELECT %s(struct(*), %s) r FROM %s GROUP BY %s)"
        .formatted(by, order, rows, key);
  }
}
