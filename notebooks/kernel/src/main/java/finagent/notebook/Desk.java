package finagent.notebook;

import finagent.jobs.Grids;
import finagent.jobs.grid.SparkGrid;
import finagent.jobs.report.LineChart;
import finagent.jobs.report.Series;
import finagent.jobs.sql.SqlDesk;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Frame;
import finagent.sandbox.market.Panel;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What cells call by its bare name. It is static because they call it as functions: one kernel, one
 * JVM, one warehouse ({@code $FINAGENT_WAREHOUSE}, else {@code ../warehouse}) and one session
 * ({@code $FINAGENT_MASTER} if it is one of Spark's, else all cores of this machine).
 */
public final class Desk {
  private static final long FAR = 1L << 30;

  private static final Warehouse WAREHOUSE =
      Warehouse.open(setting("FINAGENT_WAREHOUSE", "../warehouse"));
  private static final SparkGrid GRID =
      SparkGrid.open(Grids.forQueries(setting("FINAGENT_MASTER", Grids.HERE)), Map.of());
  private static volatile Consumer<Object> screen = value -> {};

  private Desk() {}

  private static String setting(String name, String otherwise) {
    return Optional.ofNullable(System.getenv(name))
        .filter(text -> !text.isBlank())
        .orElse(otherwise);
  }

  static void onShow(Consumer<Object> shown) {
    screen = shown;
  }

  static void cancel() {
    GRID.session().sparkContext().cancelAllJobs();
  }

  static void close() {
    GRID.close();
  }

  public static Warehouse warehouse() {
    return WAREHOUSE;
  }

  /** The session, started at the first call. */
  public static SparkSession session() {
    return GRID.session();
  }

  /** Names of the tables there are. */
  public static List<String> tables() {
    return SqlDesk.tables(WAREHOUSE);
  }

  /** The answer to a query, over the rows that count. */
  public static Dataset<Row> sql(String query) {
    return new SqlDesk(session(), WAREHOUSE, false).query(query);
  }

  /** The rows of a table that count. */
  public static Dataset<Row> table(String name) {
    return sql("SELECT * FROM " + name);
  }

  /** All bars of a data set, sessions x instruments. */
  public static Frame bars(String dataSet) {
    DeltaMarket market = new DeltaMarket(WAREHOUSE);
    if (market.dataSet(dataSet).isEmpty()) {
      throw new IllegalArgumentException(
          "No data set '%s' in %s; finagent sql \"select distinct data_set from datasets\" lists them"
              .formatted(dataSet, WAREHOUSE));
    }
    Slice all = new Slice(dataSet, market.barsVersion(dataSet), List.of(), "", "", -FAR, FAR);
    Panel panel = market.read(all, market.instruments(all));
    return panel.bars();
  }

  /** Shows a value in the middle of a cell. */
  public static void show(Object value) {
    screen.accept(value);
  }

  /**
   * Curves over sessions.
   *
   * @param rows one a session
   * @param session name of the column of dates
   * @param values names of the columns to draw
   */
  public static Chart lines(String title, Dataset<Row> rows, String session, String... values) {
    List<Row> found = rows.orderBy(functions.col(session)).collectAsList();
    List<Series> curves = new ArrayList<>();
    for (String column : values) {
      int[] days = new int[found.size()];
      double[] points = new double[found.size()];
      for (int r = 0; r < days.length; r++) {
        days[r] = day(found.get(r).getAs(session), session);
        Number value = found.get(r).getAs(column);
        points[r] = value == null ? Double.NaN : value.doubleValue();
      }
      curves.add(Series.lastOfEach(column, days, points));
    }
    return new Chart(LineChart.svg(title, curves));
  }

  /** One column of a frame, of some instruments or of the first five. */
  public static Chart lines(String title, Frame frame, String column, String... instruments) {
    List<String> ids = frame.instruments().ids();
    List<String> shown =
        instruments.length > 0
            ? Arrays.asList(instruments)
            : ids.subList(0, Math.min(LineChart.MOST, ids.size()));
    List<Series> curves = new ArrayList<>();
    for (String id : shown) {
      int i = frame.instruments().indexOf(id);
      if (i < 0) {
        throw new IllegalArgumentException(
            "No instrument '%s' here; there are %s".formatted(id, ids));
      }
      int[] days = new int[frame.time().size()];
      double[] points = new double[days.length];
      for (int t = 0; t < days.length; t++) {
        days[t] = frame.time().session(t);
        points[t] = frame.at(column, t, i);
      }
      curves.add(Series.lastOfEach(id, days, points));
    }
    return new Chart(LineChart.svg(title, curves));
  }

  private static int day(Object value, String column) {
    if (value instanceof Date date) {
      return Math.toIntExact(date.toLocalDate().toEpochDay());
    }
    if (value instanceof LocalDate date) {
      return Math.toIntExact(date.toEpochDay());
    }
    throw new IllegalArgumentException(
        "Column '%s' holds no dates but %s".formatted(column, value));
  }
}
