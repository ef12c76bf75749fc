package finagent.jobs;

import finagent.jobs.grid.SparkGrid;
import finagent.tables.Rows;
import finagent.tables.Warehouse;
import finagent.tables.ingest.Restater;
import finagent.tables.ingest.SparkRestater;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Restates bars by a MERGE through Spark, which is started only if an import changes known bars.
 */
final class Restating implements Restater, AutoCloseable {
  private final String master;
  private @Nullable SparkGrid grid;

  Restating(String master) {
    this.master = Grids.isSpark(master) ? master : "local[*]";
  }

  @Override
  public long merge(Warehouse warehouse, Rows bars, Warehouse.Once once) {
    SparkGrid opened = grid;
    if (opened == null) {
      opened = SparkGrid.open(master, Map.of());
      grid = opened;
    }
    return new SparkRestater(opened::session).merge(warehouse, bars, once);
  }

  @Override
  public void close() {
    SparkGrid opened = grid;
    if (opened != null) {
      opened.close();
    }
  }
}
