package finagent.tables.market;

import finagent.planner.DidYouMean;
import finagent.sandbox.grid.Slice;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a slice covers, told from the partial sums alone: which instruments, from when to when.
 *
 * @param parts instrument by instrument, year by year
 * @param first first session with a bar, epoch day
 * @param last last session with a bar, epoch day
 */
record Extent(DataSet dataSet, List<String> instruments, List<Part> parts, int first, int last) {
  private static final int FEW = 5;

  /**
   * The bars of one instrument in one year that are in the slice.
   *
   * @param isWhole whether all bars of the year are, so that the partial sum tells them
   */
  record Part(String instrument, long from, long to, boolean isWhole, long rows, long hash) {}

  /** Partial sums of one instrument and year, added up. */
  static final class Sum {
    long rows;
    long hash;
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
  }

  /** Told from partial sums that are read already. */
  static Extent of(Pins pins, Slice slice, Years years) {
    DataSet set =
        DataSet.at(pins, slice.dataSet())
            .orElseThrow(() -> unknown(pins.warehouse(), slice.dataSet()));
    long newest = pins.version(Tables.BARS_DAILY);
    if (slice.version() > newest) {
      throw new IllegalArgumentException(
          "Table bars_daily has no version %d to pin; the newest is %d (data.pin: latest)"
              .formatted(slice.version(), newest));
    }
    SortedMap<String, SortedMap<Integer, Sum>> sums = years.sums();
    Set<String> wanted = wanted(pins, slice, sums.keySet());
    List<Part> parts = new ArrayList<>();
    Set<String> present = new TreeSet<>();
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (String instrument : wanted) {
      for (Sum sum : sums.getOrDefault(instrument, new TreeMap<>()).values()) {
        long from = Math.max(slice.fromDay(), sum.first);
        long to = Math.min(slice.toDay(), sum.last);
        if (sum.rows > 0 && from <= to) {
          boolean whole = from == sum.first && to == sum.last;
          parts.add(new Part(instrument, from, to, whole, sum.rows, sum.hash));
          present.add(instrument);
          first = Math.min(first, (int) from);
          last = Math.max(last, (int) to);
        }
      }
    }
    if (parts.isEmpty()) {
      throw nothing(slice, sums);
    }
    return new Extent(set, List.copyOf(present), parts, first, last);
  }

  /** The partial sums of a data set by instrument and year. */
  record Years(SortedMap<String, SortedMap<Integer, Sum>> sums) {}

  /** Reads the partial sums up to the version of a slice. */
  static Years years(Pins pins, Slice slice) {
    Rows rows =
        pins.rows(
            Tables.FINGERPRINTS,
            Filter.all()
                .equal("data_set", slice.dataSet())
                .atMost("bars_version", slice.version()));
    SortedMap<String, SortedMap<Integer, Sum>> sums = new TreeMap<>();
    for (int r = 0; r < rows.size(); r++) {
      Sum sum =
          sums.computeIfAbsent(rows.text("instrument_id", r), id -> new TreeMap<>())
              .computeIfAbsent(rows.ints("year")[r], year -> new Sum());
      sum.rows += rows.longs("rows")[r];
      sum.hash += rows.longs("hash")[r];
      sum.first = Math.min(sum.first, rows.ints("first_session")[r]);
      sum.last = Math.max(sum.last, rows.ints("last_session")[r]);
    }
    return new Years(sums);
  }

  private static Set<String> wanted(Pins pins, Slice slice, Set<String> known) {
    Set<String> wanted = new TreeSet<>(known);
    if (!slice.instruments().isEmpty()) {
      for (String instrument : slice.instruments()) {
        if (!known.contains(instrument)) {
          throw new IllegalArgumentException(
              "Data set '%s' has no instrument '%s'; it has %d, e.g. %s.%s"
                  .formatted(
                      slice.dataSet(),
                      instrument,
                      known.size(),
                      String.join(", ", known.stream().limit(FEW).toList()),
                      DidYouMean.of(instrument, known)));
        }
      }
      wanted.retainAll(new TreeSet<>(slice.instruments()));
    }
    if (!slice.index().isEmpty()) {
      Membership members = Membership.of(pins, slice.index()).of(BarIds.ofAll(known));
      wanted.retainAll(members.everIn(slice));
    }
    return wanted;
  }

  private static IllegalArgumentException unknown(Warehouse warehouse, String name) {
    List<String> names = DataSet.names(warehouse);
    return new IllegalArgumentException(
        names.isEmpty()
            ? "No data set '%s': the warehouse has none. Import one: finagent ingest PATH --name %s"
                .formatted(name, name)
            : "No data set '%s'; there are %s.%s"
                .formatted(name, String.join(", ", names), DidYouMean.of(name, names)));
  }

  private static IllegalArgumentException nothing(
      Slice slice, SortedMap<String, SortedMap<Integer, Sum>> sums) {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (SortedMap<Integer, Sum> years : sums.values()) {
      for (Sum sum : years.values()) {
        first = Math.min(first, sum.first);
        last = Math.max(last, sum.last);
      }
    }
    return new IllegalArgumentException(
        first > last
            ? "Data set '%s' has no bars in version %d of the table"
                .formatted(slice.dataSet(), slice.version())
            : "Data set '%s' has no bars of these instruments from %s to %s; it goes from %s to %s"
                .formatted(
                    slice.dataSet(),
                    LocalDate.ofEpochDay(slice.fromDay()),
                    LocalDate.ofEpochDay(slice.toDay()),
                    LocalDate.ofEpochDay(first),
                    LocalDate.ofEpochDay(last)));
  }
}
