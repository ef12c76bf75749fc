package finagent.tables.market;

import finagent.planner.Digest;
import finagent.sandbox.grid.Market;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads panels from the market tables, without Spark. The time axis is every session of the data
 * set's calendar from its first to its last bar within the slice; bars that are missing, spiked or
 * off the calendar are NaN. Every table is read at a version fixed when the market is opened, so a
 * run sees one state of the world and can be replayed. Travels as a handle: address and versions.
 */
public final class DeltaMarket implements Market {
  private static final long serialVersionUID = 1L;
  private static final List<String> COLUMNS =
      List.of("instrument_id", "session", "open", "high", "low", "close", "volume", "flags");

  private final Pins pins;

  /** Data sets looked up already: the versions are fixed, so the answers are. */
  private transient volatile Map<String, Optional<DataSet>> known = Map.of();

  private transient volatile @Nullable Extents extents;

  private DeltaMarket(Pins pins) {
    this.pins = pins;
  }

  /** The newest state. */
  public DeltaMarket(Warehouse warehouse) {
    this(Pins.newest(warehouse));
  }

  /**
   * An earlier state, for replays.
   *
   * @param versions as {@link #versions} gave them; tables left out are read as they are now
   */
  public static DeltaMarket at(Warehouse warehouse, Map<String, Long> versions) {
    return new DeltaMarket(Pins.at(warehouse, versions));
  }

  /** Version of each table read; -1 where it did not exist. */
  public SortedMap<String, Long> versions() {
    return pins.versions();
  }

  /** What is known about a data set; empty where there is none of that name. */
  public Optional<DataSet> dataSet(String name) {
    Map<String, Optional<DataSet>> before = Objects.requireNonNullElse(known, Map.of());
    Optional<DataSet> found = before.get(name);
    if (found == null) {
      found = DataSet.at(pins, name);
      Map<String, Optional<DataSet>> more = new TreeMap<>(before);
      more.put(name, found);
      known = more;
    }
    return found;
  }

  /** Whether the sector of any instrument of a data set is known. */
  public boolean hasSectors(String dataSet) {
    Rows rows = pins.rows(Tables.INSTRUMENTS, Filter.all().equal("data_set", dataSet));
    return Latest.of(rows, List.of("instrument_id")).stream()
        .anyMatch(r -> !rows.text("sector", r).isEmpty());
  }

  /**
   * Version of the bars that holds a data set: this market's, or that of the last complete import
   * while another one has begun and not ended.
   */
  public long barsVersion(String dataSet) {
    long newest = pins.version(Tables.BARS_DAILY);
    return dataSet(dataSet)
        .filter(known -> !known.unfinished().isEmpty())
        .map(DataSet::barsVersion)
        .orElse(newest);
  }

  @Override
  public List<String> instruments(Slice slice) {
    return extent(slice).instruments();
  }

  /**
   * The first and the last day with a bar of a slice.
   *
   * @throws IllegalArgumentException if it has none, saying what there is
   */
  public List<LocalDate> range(Slice slice) {
    Extent extent = extent(slice);
    return List.of(LocalDate.ofEpochDay(extent.first()), LocalDate.ofEpochDay(extent.last()));
  }

  /** The first session with a bar of each instrument of a slice. */
  public SortedMap<String, LocalDate> firstBars(Slice slice) {
    SortedMap<String, LocalDate> first = new TreeMap<>();
    for (Extent.Part part : extent(slice).parts()) {
      first.merge(
          part.instrument(), LocalDate.ofEpochDay(part.from()), (a, b) -> a.isBefore(b) ? a : b);
    }
    return first;
  }

  /** Content of everything a panel of the slice is made of; the name of the data set is not. */
  public Digest fingerprint(Slice slice) {
    Extent extent = extent(slice);
    long rows = 0;
    long hash = 0;
    Map<Integer, Set<String>> cut = new TreeMap<>();
    for (Extent.Part part : extent.parts()) {
      if (part.isWhole()) {
        rows += part.rows();
        hash += part.hash();
      } else {
        int year = LocalDate.ofEpochDay(part.from()).getYear();
        cut.computeIfAbsent(year, y -> new TreeSet<>()).add(part.instrument());
      }
    }
    for (Map.Entry<Integer, Set<String>> year : cut.entrySet()) {
      Rows found = year(slice, year.getKey(), year.getValue());
      rows += found.size();
      hash += hash(found);
    }
    SideData side = SideData.of(pins, slice, extent);
    return side.into(
            Digest.of("bars")
                .integer(rows)
                .integer(hash)
                .integer(extent.first())
                .integer(extent.last())
                .text(extent.dataSet().calendar().name()))
        .build();
  }

  /** Bars of a year that the slice cuts, of the instruments whose year it cuts. */
  private Rows year(Slice slice, int year, Set<String> instruments) {
    return bars(
        slice,
        List.copyOf(instruments),
        Math.max(slice.fromDay(), LocalDate.of(year, 1, 1).toEpochDay()),
        Math.min(slice.toDay(), LocalDate.of(year, 12, 31).toEpochDay()));
  }

  /** Sum of the bars' hashes. */
  static long hash(Rows bars) {
    long hash = 0;
    for (int r = 0; r < bars.size(); r++) {
      hash +=
          BarHash.of(
              BarHash.seed(bars.text("instrument_id", r)),
              bars.ints("session")[r],
              bars.doubles("open")[r],
              bars.doubles("high")[r],
              bars.doubles("low")[r],
              bars.doubles("close")[r],
              bars.doubles("volume")[r],
              bars.ints("flags")[r]);
    }
    return hash;
  }

  @Override
  public Panel read(Slice slice, List<String> only) {
    Extent extent = extent(slice);
    return BarPanel.of(
        slice,
        extent,
        only,
        bars(slice, only, extent.first(), extent.last()),
        SideData.of(pins, slice, extent));
  }

  /** The state of the world read. */
  Pins pins() {
    return pins;
  }

  /** Bars of some instruments between two days, both included. */
  Rows bars(Slice slice, List<String> only, long from, long to) {
    return pins.rows(
        Tables.BARS_DAILY,
        Filter.all()
            .equal("data_set", slice.dataSet())
            .among("instrument_id", only)
            .between("session", from, to),
        COLUMNS,
        slice.version());
  }

  Extent extent(Slice slice) {
    Extents here = extents;
    if (here == null) {
      here = new Extents(pins);
      extents = here;
    }
    return here.of(slice);
  }
}
