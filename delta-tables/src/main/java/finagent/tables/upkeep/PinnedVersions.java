package finagent.tables.upkeep;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.FlatJson;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Versions of tables that something can be computed again from: what runs, policies and
 * calibrations read.
 */
public final class PinnedVersions {
  private static final String VERSIONS = "versions";
  private static final List<TableDef> PINNING =
      List.of(Tables.RUNS, Tables.POLICIES, Tables.CALIBRATIONS);

  private final SortedMap<String, SortedSet<Long>> byTable = new TreeMap<>();

  private PinnedVersions() {}

  /** Those of a warehouse now. */
  public static PinnedVersions of(Warehouse warehouse) {
    PinnedVersions pinned = new PinnedVersions();
    Set<String> seen = new HashSet<>();
    for (TableDef table : PINNING) {
      Rows rows = warehouse.read(table, Filter.all(), List.of(VERSIONS), OptionalLong.empty());
      for (int r = 0; r < rows.size(); r++) {
        if (seen.add(rows.text(VERSIONS, r))) {
          FlatJson.read(rows.text(VERSIONS, r)).forEach(pinned::add);
        }
      }
    }
    return pinned;
  }

  private void add(String table, String version) {
    long number = Long.parseLong(version);
    if (number >= 0) { // -1 = there was no such table
      byTable.computeIfAbsent(table, any -> new TreeSet<>()).add(number);
    }
  }

  /** Versions of a table that are needed. */
  public SortedSet<Long> of(TableDef table) {
    return Collections.unmodifiableSortedSet(
        byTable.getOrDefault(table.name(), Collections.emptySortedSet()));
  }
}
