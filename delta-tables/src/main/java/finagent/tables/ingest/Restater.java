package finagent.tables.ingest;

import finagent.tables.Rows;
import finagent.tables.Warehouse;

/** Replaces and adds bars in one commit. */
@FunctionalInterface
public interface Restater {
  /**
   * Lays rows of {@code bars_daily} of one data set over the table: a known key takes the new
   * values, an unknown one is added.
   *
   * @return the version of {@code bars_daily} that holds them
   */
  long merge(Warehouse warehouse, Rows bars, Warehouse.Once once);
}
