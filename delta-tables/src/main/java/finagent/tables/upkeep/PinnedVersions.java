package finagent.tables.upkeep;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.DataSet;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of tables that something can be computed again from: what runs, policies and
 * calibrations read. Bars are not always read at the newest version of their time: a strategy may
 * pin another one, and while an import is unfinished the last complete one stands in.
 */
public final class PinnedVersions {
  private static final String VERSIONS = "versions";
  private static final List<TableDef> PINNING =
      List.of(Tables.RUNS, Tables.POLICIES, Tables.CALIBRATIONS);

  private static final Pattern DATA = Pattern.compile("(?m)^data: .*$");
  private static final Pattern PIN = Pattern.compile("\\bpin: (\\d+)");

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
    pinned.strategies(warehouse);
    pinned.standingIn(warehouse);
    return pinned;
  }

  /** What the strategies of runs pin themselves. */
  private void strategies(Warehouse warehouse) {
    Rows rows = warehouse.read(Tables.RUNS, Filter.all(), List.of("spec"), OptionalLong.empty());
    for (int r = 0; r < rows.size(); r++) {
      Matcher data = DATA.matcher(rows.text("spec", r));
      while (data.find()) {
        Matcher pin = PIN.matcher(data.group());
        while (pin.find()) {
          add(Tables.BARS_DAILY.name(), pin.group(1));
        }
      }
    }
  }

  /** What stood in for unfinished imports, as far as runs saw them, and what does now. */
  private void standingIn(Warehouse warehouse) {
    DataSet.versionsStandingIn(warehouse, of(Tables.DATASETS))
        .forEach(version -> add(Tables.BARS_DAILY.name(), Long.toString(version)));
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
