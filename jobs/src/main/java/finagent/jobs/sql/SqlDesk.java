package finagent.jobs.sql;

import finagent.tables.CountedRows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * The tables of a warehouse under their names in a Spark session, each with the rows that count.
 * What was appended meanwhile is there in the next question.
 */
public final class SqlDesk {
  private static final String MANY = "1000";

  private final SparkSession session;
  private final Warehouse warehouse;
  private final boolean everyRow;

  /**
   * A desk over a session.
   *
   * @param everyRow also the rows that do not count
   */
  public SqlDesk(SparkSession session, Warehouse warehouse, boolean everyRow) {
    this.session = session;
    this.warehouse = warehouse;
    this.everyRow = everyRow;
    session.conf().set("spark.sql.debug.maxToStringFields", MANY); // else it warns of long rows
  }

  /** Names of the tables that have a row. */
  public static List<String> tables(Warehouse warehouse) {
    return Tables.all().stream()
        .filter(table -> warehouse.version(table) >= 0)
        .map(TableDef::name)
        .toList();
  }

  /**
   * The answer to a query.
   *
   * @throws IllegalArgumentException in words, if it is none, or names what is not there
   */
  public Dataset<Row> query(String sql) {
    String text = sql.strip().replaceAll(";+$", "");
    try {
      LogicalPlan written = session.sessionState().sqlParser().parsePlan(text);
      ReadOnly.checkWritten(text, written);
      Set<String> words =
          Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+", -1))
              .collect(Collectors.toCollection(TreeSet::new));
      Tables.all().stream().filter(table -> words.contains(table.name())).forEach(this::name);
      ReadOnly.checkUnderstood(session, text, written);
      return session.sql(text);
    } catch (Exception e) { // Spark throws checked exceptions its signatures do not tell of
      throw words(e);
    }
  }

  /** Gives a table its name in the session, if it is there. */
  private void name(TableDef table) {
    if (warehouse.version(table) >= 0) {
      String rows =
          everyRow ? "SELECT * FROM " + relation(table) : CountedRows.of(table, this::relation);
      session.sql("CREATE OR REPLACE TEMPORARY VIEW %s AS %s".formatted(table.name(), rows));
    }
  }

  private String relation(TableDef table) {
    return "delta.`%s`".formatted(warehouse.place(table).replace("`", "``"));
  }

  private RuntimeException words(Exception e) {
    if (e instanceof AnalysisException wrong) {
      String problem = String.valueOf(wrong.getErrorClass());
      String missing = wrong.getMessageParameters().getOrDefault("relationName", "");
      if (problem.startsWith("TABLE_OR_VIEW_NOT_FOUND") && !missing.isEmpty()) {
        return new IllegalArgumentException(absent(missing.replace("`", "")), e);
      }
      return new IllegalArgumentException("This query cannot be answered: " + plain(wrong), e);
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(plain(e), e);
  }

  private String absent(String name) {
    List<String> there = tables(warehouse);
    boolean ours = Tables.all().stream().anyMatch(table -> table.name().equals(name));
    return there.isEmpty()
        ? "There are no tables in %s. Make some: finagent demo".formatted(warehouse)
        : "%s in %s; there are: %s"
            .formatted(
                ours ? "Table '%s' has no row yet".formatted(name) : "No table '" + name + "'",
                warehouse,
                String.join(", ", there));
  }

  /** What Spark says, without its error class and the plan it prints. */
  private static String plain(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    return message
        .replaceAll("(?s)\n\n?== SQL.*|;?\n'.*", "")
        .replaceAll("^\\[[A-Z_.]+\\] ", "")
        .strip();
  }
}
