package finagent.tables.market;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The market tables of a warehouse at fixed versions: one state of the world.
 *
 * @param versions by name of table; -1 = the table did not exist, absent = its newest version
 */
record Pins(Warehouse warehouse, SortedMap<String, Long> versions) implements Serializable {
  /** {@code datasets} comes last: it tells of the tables before it what is unfinished. */
  private static final List<TableDef> READ =
      List.of(
          Tables.BARS_DAILY,
          Tables.FINGERPRINTS,
          Tables.ACTIONS,
          Tables.INSTRUMENTS,
          Tables.MEMBERSHIP,
          Tables.RATES,
          Tables.BENCHMARK,
          Tables.DATASETS);

  Pins {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  static Pins newest(Warehouse warehouse) {
    return at(warehouse, Map.of());
  }

  /** Versions that are not given are the newest now. */
  static Pins at(Warehouse warehouse, Map<String, Long> given) {
    SortedMap<String, Long> versions = new TreeMap<>();
    for (TableDef table : READ) {
      Long version = given.get(table.name());
      versions.put(table.name(), version == null ? warehouse.version(table) : version);
    }
    return new Pins(warehouse, versions);
  }

  long version(TableDef table) {
    return versions.getOrDefault(table.name(), -1L);
  }

  Rows rows(TableDef table, Filter filter) {
    return rows(table, filter, table.columnNames(), version(table));
  }

  /** Rows at a version of the caller's choice; none before the table existed. */
  Rows rows(TableDef table, Filter filter, List<String> columns, long version) {
    return version < 0
        ? Rows.of(table, columns)
        : warehouse.read(table, filter, columns, OptionalLong.of(version));
  }
}
