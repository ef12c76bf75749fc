package finagent.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import finagent.jobs.grid.SparkGrid;
import finagent.jobs.sql.Answer;
import finagent.jobs.sql.SqlDesk;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A quick look at the tables. */
@Command(
    name = "sql",
    description = {
      "Answer a query over the tables (Spark SQL), from the rows that count.",
      "Without a query: which tables there are."
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  private static final int WIDEST = 60;

  @Mixin private Common common = new Common();

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description = "E.g. \"select state, count(*) n from runs group by state\".")
  private @Nullable String query;

  @Option(names = "--limit", defaultValue = "100", description = "Rows at most (default 100).")
  private int limit;

  @Option(names = "--every-row", description = "Also the rows that do not count.")
  private boolean everyRow;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new IllegalArgumentException("Invalid --limit: %d (must be >= 1)".formatted(limit));
    }
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse();
      String asked = query;
      if (asked == null) {
        list(console, warehouse);
        return 0;
      }
      String master = common.master();
      try (SparkGrid grid = SparkGrid.open(Grids.forQueries(master), Map.of())) {
        Answer answer =
            Answer.of(new SqlDesk(grid.session(), warehouse, everyRow).query(asked), limit);
        console.answer(json(answer));
        console.table(answer.texts(WIDEST));
        console.say(answer.rows().size() == 1 ? "  %d row" : "  %d rows", answer.rows().size());
        if (answer.more()) {
          console.warn("there are more rows than --limit %d".formatted(limit));
        }
      }
      return 0;
    }
  }

  private static void list(Console console, Warehouse warehouse) {
    List<String> tables = SqlDesk.tables(warehouse);
    if (tables.isEmpty()) {
      throw new IllegalArgumentException(
          "There are no tables in %s. Make some: finagent demo".formatted(warehouse));
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("table", "version", "columns"));
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    Tables.all().stream()
        .filter(table -> tables.contains(table.name()))
        .forEach(
            table -> {
              long version = warehouse.version(table);
              String columns = String.join(", ", table.columnNames());
              rows.add(List.of(table.name(), Long.toString(version), columns));
              ObjectNode one = answer.addObject().put("table", table.name());
              one.put("version", version).put("columns", columns);
            });
    console.answer(answer);
    console.table(rows);
  }

  /** A list of rows, each with its columns in the order of the query. */
  private static ArrayNode json(Answer answer) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (List<Object> row : answer.rows()) {
      ObjectNode one = rows.addObject();
      for (int c = 0; c < row.size(); c++) {
        one.putPOJO(answer.columns().get(c), row.get(c));
      }
    }
    return rows;
  }
}
