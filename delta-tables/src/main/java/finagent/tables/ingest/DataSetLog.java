package finagent.tables.ingest;

import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;

/** Writes the states of imports to {@code datasets}. */
final class DataSetLog {
  private DataSetLog() {}

  static void append(
      Warehouse warehouse,
      ImportRequest request,
      long importedAt,
      long rows,
      long barsVersion,
      String state) {
    warehouse.append(
        Tables.DATASETS,
        Rows.of(Tables.DATASETS)
            .add(
                request.name(),
                request.kind().word(),
                request.source(),
                request.adjustment(),
                request.calendar(),
                request.currency(),
                rows,
                barsVersion,
                String.join("\n", request.warnings()),
                importedAt,
                state));
  }
}
