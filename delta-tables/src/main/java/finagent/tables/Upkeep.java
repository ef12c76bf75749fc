package finagent.tables;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps tables quick to read, through Spark: many small files become few. It changes no row, so no
 * fingerprint and no key; older versions stay readable because nothing is vacuumed.
 */
public final class Upkeep {
  private final SparkSession spark;
  private final Warehouse warehouse;

  public Upkeep(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /** Compacts a table, laid out along columns that are filtered by; returns its version. */
  public long compact(TableDef table, List<String> along) {
    if (warehouse.version(table) < 0) {
      return -1;
    }
    String order = along.isEmpty() ? "" : " ZORDER BY (" + String.join(", ", along) + ")";
    spark.sql("OPTIMIZE delta.`" + warehouse.place(table) + "`" + order);
    return warehouse.version(table);
  }

  /** Compacts every table that exists along the columns its readers filter by. */
  public void compactAll() {
    for (TableDef table : Tables.all()) {
      compact(
          table,
          List.of("key", "instrument_id", "session").stream()
              .filter(table.columnNames()::contains)
              .toList());
    }
  }
}
