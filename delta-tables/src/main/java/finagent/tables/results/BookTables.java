package finagent.tables.results;

import finagent.tables.Parallel;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.List;

/**
 * Rows of the four result tables, of one book or of many.
 *
 * @param parts one per entry of {@link ResultDigest#ORDER}
 */
record BookTables(List<Rows> parts) {
  BookTables {
    parts = List.copyOf(parts);
    if (parts.size() != ResultDigest.ORDER.size()) {
      throw new IllegalArgumentException(
          "%d tables given, results have %d".formatted(parts.size(), ResultDigest.ORDER.size()));
    }
  }

  static BookTables empty() {
    return new BookTables(
        ResultDigest.ORDER.stream().map(table -> Rows.of(table.table())).toList());
  }

  Rows of(TableDef table) {
    for (int k = 0; k < parts.size(); k++) {
      if (ResultDigest.ORDER.get(k).table().equals(table)) {
        return parts.get(k);
      }
    }
    throw new IllegalArgumentException("Table %s holds no results".formatted(table.name()));
  }

  Rows equity() {
    return of(Tables.EQUITY);
  }

  Rows metrics() {
    return of(Tables.METRICS);
  }

  Rows positions() {
    return of(Tables.POSITIONS);
  }

  Rows trades() {
    return of(Tables.TRADES);
  }

  void add(BookTables more) {
    for (int k = 0; k < parts.size(); k++) {
      parts.get(k).addAll(more.parts.get(k));
    }
  }

  /** One append per table, side by side; tables without rows are left alone. */
  void append(Warehouse warehouse) {
    Parallel.map(
        ResultDigest.ORDER,
        parts.size(),
        sorted -> warehouse.append(sorted.table(), of(sorted.table())));
  }
}
