package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.grid.SharedSpark;
import finagent.jobs.sql.SqlDesk;
import finagent.tables.CountedRows;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code finagent sql} over tables in which not every row counts. */
class SqlCommandTest {
  @TempDir static Path folder;
  private static Cli cli;

  @BeforeAll
  static void writeRowsThatCountAndSuchThatDoNot() {
    SharedSpark.session();
    cli = new Cli(folder);
    Warehouse warehouse = cli.warehouse();
    Rows equity = Rows.of(Tables.EQUITY);
    for (String commit : List.of("first", "second", "uncommitted")) {
      equity.add("k", commit, 17_000, 0L, 100.0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    warehouse.append(Tables.EQUITY, equity);
    Rows commits = Rows.of(Tables.COMMITS);
    commits.add(row(commits, "k", "second", "r", 0, 0L, 1L, "d", "bitwise", 2L));
    commits.add(row(commits, "k", "first", "r", 0, 0L, 1L, "d", "bitwise", 1L));
    warehouse.append(Tables.COMMITS, commits);
    Rows runs = Rows.of(Tables.RUNS);
    for (String state : List.of("completed", "running", "pending")) {
      long at = state.equals("pending") ? 9L : 5L; // by a clock that is ahead of the driver's
      runs.add("r", state, at, "u", "p", "t", "s", "{}", "{}", 1L, "v", "d", "");
    }
    warehouse.append(Tables.RUNS, runs);
    Rows actions = Rows.of(Tables.ACTIONS);
    actions.add("s", "A", 17_000, "SPLIT", 2.0, 1L, "derived");
    actions.add("s", "A", 17_000, "SPLIT", 1.0, 2L, "derived");
    actions.add("s", "B", 17_000, "DIVIDEND", 0.5, 1L, "derived");
    warehouse.append(Tables.ACTIONS, actions);
  }

  /** Values of the first columns; nothing in those that were added to the table later. */
  private static Object[] row(Rows rows, Object... values) {
    Object[] row = Arrays.copyOf(values, rows.columns().size());
    Arrays.fill(row, values.length, row.length, Optional.empty());
    return row;
  }

  private static String[] sql(String... args) {
    List<String> all = new java.util.ArrayList<>(List.of("sql"));
    all.addAll(List.of(args));
    all.addAll(List.of("--master", "local[2]"));
    return all.toArray(String[]::new);
  }

  @Test
  void onlyRowsThatCountAreAnswered() {
    JsonNode equity = cli.json(sql("select commit_id, equity from equity"));
    assertThat(Cli.texts(equity, "commit_id")).containsExactly("first");
    assertThat(equity.get(0).get("equity").asDouble()).isEqualTo(100);
    assertThat(Cli.texts(cli.json(sql("select * from commits")), "commit_id"))
        .containsExactly("first");
    assertThat(Cli.texts(cli.json(sql("select * from runs")), "state"))
        .containsExactly("completed");
    assertThat(Cli.texts(cli.json(sql("select * from actions")), "instrument_id"))
        .containsExactly("B");
    assertThat(cli.json(sql("select * from equity", "--every-row"))).hasSize(3);
  }

  @Test
  void everyTableHasAQueryOfItsOwnColumns() {
    for (var table : Tables.all()) {
      SharedSpark.session()
          .sql(
              "CREATE OR REPLACE TEMPORARY VIEW all_nights AS SELECT '' night_key, '' kind, ''"
                  + " facts");
      StringBuilder columns = new StringBuilder();
      table
          .columns()
          .forEach(
              column ->
                  columns
                      .append(columns.isEmpty() ? "" : ", ")
                      .append("CAST(NULL AS ")
                      .append(column.type().name().equals("LONG") ? "BIGINT" : column.type())
                      .append(") `")
                      .append(column.name())
                      .append('`'));
      String name = "all_" + table.name();
      SharedSpark.session()
          .sql("CREATE OR REPLACE TEMPORARY VIEW %s AS SELECT %s".formatted(name, columns));
      SharedSpark.session()
          .sql(
              "CREATE OR REPLACE TEMPORARY VIEW all_commits AS SELECT '' key, '' commit_id,"
                  + " timestamp'2020-01-01' committed_at");
      if (!table.equals(Tables.COMMITS)) {
        assertThat(
                SharedSpark.session()
                    .sql(CountedRows.of(table, each -> "all_" + each.name()))
                    .columns())
            .as(table.name())
            .containsExactlyElementsOf(table.columnNames());
      }
    }
  }

  @Test
  void nothingButAQuestionIsAnswered() {
    String place = cli.warehouse().place(Tables.RUNS);
    for (String changing :
        List.of(
            "delete from runs",
            "drop table runs",
            "insert into runs select * from runs",
            "with x as (select 1) insert into runs select * from x",
            "insert overwrite directory '/tmp/x' using csv select 1",
            "create table x as select 1",
            "set spark.sql.ansi.enabled=true",
            "vacuum delta.`%s/runs`".formatted(cli.warehouse()),
            "restore table delta.`%s` to version as of 0".formatted(place),
            "create table delta.`%s` shallow clone delta.`%s`".formatted(place + "-2", place),
            "select transform(1) using 'cat' as (a)",
            "with x as (select transform(1) using 'cat' as (a)) select * from x",
            "select 1 where exists (select transform(1) using 'cat' as (a))",
            "select (select max(a) from (select transform(1) using 'cat' as (a)))",
            "select reflect('java.lang.System', 'nanoTime')",
            "select 1 where java_method('java.lang.System', 'nanoTime') in (select a from values"
                + " ('1') t(a))",
            "with x as (select reflect('java.lang.System', 'nanoTime') n) select n from x")) {
      assertThat(cli.refused(sql(changing))).as(changing).contains("Only questions are answered");
    }
    assertThat(cli.json(sql("select count(*) n from runs")).get(0).get("n").asLong()).isOne();
    String deep =
        "with x as (select run_id from runs) select count(*) n from x where run_id in (select"
            + " run_id from runs)";
    assertThat(cli.json(sql(deep)).get(0).get("n").asLong()).isOne();
  }

  @Test
  void mistakesAreSaidInWords() {
    assertThat(cli.refused(sql("select * from equty")))
        .contains("No table 'equty'", "actions, runs, commits, equity")
        .doesNotContain("TABLE_OR_VIEW");
    assertThat(cli.refused(sql("select * from stress"))).contains("Table 'stress' has no row yet");
    assertThat(cli.refused(sql("select eqity from equity")))
        .contains("eqity")
        .contains("equity")
        .doesNotContain("[UNRESOLVED");
    assertThat(cli.refused(sql("selec 1"))).contains("cannot be answered").doesNotContain("==");
    assertThat(cli.refused(sql("select 1 a, 2 a"))).contains("Two columns", "'a'");
    assertThat(cli.refused(sql("select 1", "--limit", "0"))).contains("--limit");
  }

  @Test
  void theAnswerIsATableForPeopleAndLimited() {
    Cli.Said said = cli.ok(sql("select id, id / 3 third from range(5)", "--limit", "2"));
    assertThat(said.out()).contains("id", "third", "0.333333", "2 rows");
    assertThat(said.err()).contains("more rows than --limit 2");
    assertThat(cli.ok("sql").out()).contains("equity", "commit_id", "version");
    assertThat(cli.ok(sql("describe equity")).out()).contains("net worth at the close");
  }

  @Test
  void aVersionOfATableCanBeAskedFor() {
    String path = cli.warehouse().place(Tables.EQUITY);
    List<Row> before =
        new SqlDesk(SharedSpark.session(), cli.warehouse(), false)
            .query("select * from delta.`%s` version as of 0".formatted(path))
            .collectAsList();
    assertThat(before).isEmpty();
  }
}
