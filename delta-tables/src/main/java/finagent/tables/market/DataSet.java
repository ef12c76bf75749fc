package finagent.tables.market;

import finagent.sandbox.market.Calendar;
import finagent.tables.Filter;
import finagent.tables.PastRows;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;

/**
 * What is known about a data set of bars.
 *
 * @param source what was imported
 * @param barsVersion version of {@code bars_daily} that holds its last complete import
 * @param warnings known biases
 * @param unfinished start (microseconds UTC) of each import that began and did not end
 */
public record DataSet(
    String name,
    String source,
    Adjustment adjustment,
    Calendar calendar,
    String currency,
    long barsVersion,
    List<String> warnings,
    List<Long> unfinished) {
  private static final String BARS = "bars";

  public DataSet {
    warnings = List.copyOf(warnings);
    unfinished = List.copyOf(unfinished);
  }

  /** A data set by name, as its last complete import left it; empty if there is none. */
  public static Optional<DataSet> find(Warehouse warehouse, String name, OptionalLong version) {
    return of(
        warehouse.read(
            Tables.DATASETS,
            Filter.all().equal("data_set", name).equal("kind", BARS),
            Tables.DATASETS.columnNames(),
            version),
        name);
  }

  /**
   * Versions of the bars that stand in for the newest one: those of the last complete imports of
   * data sets another import of which began and did not end.
   *
   * @param known versions of {@code datasets} that tell of them, besides the newest
   */
  public static Set<Long> versionsStandingIn(Warehouse warehouse, SortedSet<Long> known) {
    Set<Long> versions = new HashSet<>();
    PastRows.each(
        warehouse,
        Tables.DATASETS,
        Filter.all().equal("kind", BARS),
        known,
        rows -> standingIn(rows, versions));
    return versions;
  }

  private static void standingIn(Rows rows, Set<Long> versions) {
    Set<String> names = new HashSet<>();
    for (int r = 0; r < rows.size(); r++) {
      names.add(rows.text("data_set", r));
    }
    for (String name : names) {
      of(rows, name)
          .filter(known -> !known.unfinished().isEmpty())
          .ifPresent(known -> versions.add(known.barsVersion()));
    }
  }

  /** A data set by name, out of rows of several. */
  private static Optional<DataSet> of(Rows rows, String name) {
    int last = -1;
    Set<Long> open = new HashSet<>();
    Set<Long> done = new HashSet<>();
    long[] at = rows.longs("imported_at");
    for (int r = 0; r < rows.size(); r++) {
      if (!rows.text("data_set", r).equals(name)) {
        continue;
      }
      if (rows.text("state", r).equals("done")) {
        done.add(at[r]);
        last = last < 0 || at[r] > at[last] ? r : last;
      } else {
        open.add(at[r]);
      }
    }
    open.removeAll(done);
    List<Long> unfinished = open.stream().sorted().toList();
    return last < 0 ? Optional.empty() : Optional.of(of(rows, last, unfinished));
  }

  /** As a state of the world knows it; empty where it knows none of that name. */
  static Optional<DataSet> at(Pins pins, String name) {
    long version = pins.version(Tables.DATASETS);
    return version < 0 ? Optional.empty() : find(pins.warehouse(), name, OptionalLong.of(version));
  }

  /** Imports that began and did not end, of a data set that may have no complete one. */
  public static List<Long> unfinished(Warehouse warehouse, String name) {
    Rows rows =
        warehouse.read(Tables.DATASETS, Filter.all().equal("data_set", name).equal("kind", BARS));
    List<Long> open = new ArrayList<>();
    List<Long> done = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      (rows.text("state", r).equals("done") ? done : open).add(rows.longs("imported_at")[r]);
    }
    open.removeAll(done);
    return open.stream().sorted().toList();
  }

  /** Names of all data sets with bars, sorted. */
  public static List<String> names(Warehouse warehouse) {
    Rows rows =
        warehouse.read(
            Tables.DATASETS,
            Filter.all().equal("kind", BARS).equal("state", "done"),
            List.of("data_set"),
            OptionalLong.empty());
    return java.util.stream.IntStream.range(0, rows.size())
        .mapToObj(r -> rows.text("data_set", r))
        .distinct()
        .sorted()
        .toList();
  }

  private static DataSet of(Rows rows, int r, List<Long> unfinished) {
    String warnings = rows.text("warnings", r);
    return new DataSet(
        rows.text("data_set", r),
        rows.text("source", r),
        Adjustment.of(rows.text("adjustment", r)),
        Calendar.of(rows.text("calendar", r)),
        rows.text("currency", r),
        rows.longs("bars_version")[r],
        warnings.isEmpty() ? List.of() : List.of(warnings.split("\n", -1)),
        unfinished);
  }
}
