package finagent.tables.ingest;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.WarehouseException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.spark.sql.SparkSession;

/**
 * Restates bars by one Spark MERGE. The rows are staged as a Delta table of their own, so that none
 * of them becomes an object; the session is asked for only now.
 */
public final class SparkRestater implements Restater {
  private final Supplier<SparkSession> session;

  /**
   * A restater.
   *
   * @param session opened with {@link Warehouse#sparkSettings()}
   */
  public SparkRestater(Supplier<SparkSession> session) {
    this.session = session;
  }

  @Override
  public long merge(Warehouse warehouse, Rows bars, Warehouse.Once once) {
    Warehouse staging = Warehouse.open(warehouse.place() + "/_staging/" + UUID.randomUUID());
    SparkSession spark = session.get();
    try {
      staging.append(Tables.BARS_DAILY, bars);
      if (!warehouse.next(Tables.BARS_DAILY, once.application()).equals(once)) {
        throw overtaken(once);
      }
      spark.conf().set("spark.databricks.delta.write.txnAppId", once.application());
      spark.conf().set("spark.databricks.delta.write.txnVersion", once.version());
      try {
        spark.sql(statement(warehouse, staging, bars));
      } finally {
        spark.conf().unset("spark.databricks.delta.write.txnAppId");
        spark.conf().unset("spark.databricks.delta.write.txnVersion");
      }
      requireMerged(warehouse, bars, once);
      return warehouse.version(Tables.BARS_DAILY);
    } finally {
      delete(spark, staging);
    }
  }

  private static String statement(Warehouse warehouse, Warehouse staging, Rows bars) {
    int[] sessions = bars.ints("session");
    String[] ids = bars.texts("instrument_id");
    int first = sessions[0];
    int last = first;
    String least = ids[0];
    String greatest = least;
    for (int r = 1; r < bars.size(); r++) {
      first = Math.min(first, sessions[r]);
      last = Math.max(last, sessions[r]);
      least = ids[r].compareTo(least) < 0 ? ids[r] : least;
      greatest = ids[r].compareTo(greatest) > 0 ? ids[r] : greatest;
    }
    return """
    MERGE INTO delta.`%s` AS t USING delta.`%s` AS s
    ON t.data_set = s.data_set AND t.instrument_id = s.instrument_id AND t.session = s.session
      AND t.data_set = '%s'
      AND t.session BETWEEN DATE'%s' AND DATE'%s'
      AND t.instrument_id BETWEEN '%s' AND '%s'
    WHEN MATCHED THEN UPDATE SET *
    WHEN NOT MATCHED THEN INSERT *
    """
        .formatted(
            warehouse.place(Tables.BARS_DAILY),
            staging.place(Tables.BARS_DAILY),
            bars.text("data_set", 0),
            LocalDate.ofEpochDay(first),
            LocalDate.ofEpochDay(last),
            escaped(least),
            escaped(greatest));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  /** A MERGE of a number that was taken already does nothing, silently: look. */
  private static void requireMerged(Warehouse warehouse, Rows bars, Warehouse.Once once) {
    long knownAt = bars.longs("known_at")[0];
    Rows merged =
        warehouse.read(
            Tables.BARS_DAILY,
            Filter.all()
                .equal("data_set", bars.text("data_set", 0))
                .between("known_at", knownAt, knownAt),
            List.of("session"),
            OptionalLong.empty());
    if (merged.size() != bars.size()) {
      throw overtaken(once);
    }
  }

  private static WarehouseException overtaken(Warehouse.Once once) {
    return new WarehouseException(
        ("Another program wrote %s at the same time; nothing of this import was written. Run it"
                + " again: it will see what the other one wrote.")
            .formatted(once.application()));
  }

  private static void delete(SparkSession spark, Warehouse staging) {
    Path folder = new Path(staging.place());
    try {
      FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      files.delete(folder, true);
      if (files.listStatus(folder.getParent()).length == 0) { // else: of one that works or died
        files.delete(folder.getParent(), false);
      }
    } catch (PathIsNotEmptyDirectoryException e) {
      return;
    } catch (IOException e) {
      throw new WarehouseException(
          "The staged bars in %s could not be removed (%s); remove the folder by hand"
              .formatted(folder, e.getMessage()),
          e);
    }
  }
}
