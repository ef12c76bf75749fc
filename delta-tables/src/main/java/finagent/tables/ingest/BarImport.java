package finagent.tables.ingest;

import finagent.sandbox.market.Calendar;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.Adjustment;
import finagent.tables.market.DataSet;
import finagent.tables.market.SessionEnds;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One import of bars. In this order: {@code datasets} says started; bars in one commit; the changes
 * of their fingerprints; quarantine; {@code datasets} says done. What a crash leaves between is
 * invisible to {@code DeltaMarket} and repaired by the next import of the data set.
 */
final class BarImport {
  private static final List<String> READ =
      List.of("instrument_id", "session", "open", "high", "low", "close", "volume", "flags");

  private final Warehouse warehouse;
  private final Restater restater;
  private final ImportRequest request;
  private final long now;
  private final boolean late;

  BarImport(Warehouse warehouse, Restater restater, ImportRequest request, long now) {
    this(warehouse, restater, request, now, false);
  }

  /**
   * An import.
   *
   * @param late whether known bars stay as they are
   */
  BarImport(Warehouse warehouse, Restater restater, ImportRequest request, long now, boolean late) {
    this.warehouse = warehouse;
    this.restater = restater;
    this.request = request;
    this.now = now;
    this.late = late;
  }

  /** Who looks at an import between its reading and its first row; may refuse it. */
  interface Judge {
    /** Looks at what was read, and at what it changes. */
    void look(BarReader reader, BarMerge merge);
  }

  ImportReport run(Progress progress) throws IOException {
    return run(progress, Splits.NONE, (reader, merge) -> {});
  }

  /**
   * Imports.
   *
   * @param also splits that are not in the tables yet
   */
  ImportReport run(Progress progress, Splits also, Judge judge) throws IOException {
    BarReader reader = new BarReader(CsvFiles.of(request.path()), progress);
    reader.checkHeaders();
    warehouse.requireWritable();
    reader.read();
    if (reader.linesRead() == 0) {
      throw new IllegalArgumentException(
          "There is no line below the header in %s. Nothing was imported."
              .formatted(request.path()));
    }
    Warehouse.Once barsOnce = warehouse.next(Tables.BARS_DAILY, "import:" + request.name());
    Warehouse.Once sumsOnce = warehouse.next(Tables.FINGERPRINTS, "import:" + request.name());
    List<Long> unfinished = DataSet.unfinished(warehouse, request.name());
    if (!unfinished.isEmpty()) {
      new Repair(warehouse, request, now).run(unfinished, sumsOnce);
      sumsOnce = warehouse.next(Tables.FINGERPRINTS, "import:" + request.name());
    }
    Bars known = known(reader);
    BarMerge merge =
        new BarMerge(
            request.name(),
            reader.symbols(),
            reader.bars(),
            known,
            Calendar.of(request.calendar()),
            Splits.of(
                    warehouse,
                    request.name(),
                    Adjustment.of(request.adjustment()),
                    reader.symbols().names())
                .with(also),
            late);
    merge.run();
    judge.look(reader, merge);
    Quarantine quarantine = reader.quarantine();
    Rows bad = quarantine.fresh(warehouse, request.name(), now);
    boolean wrote = write(reader.symbols(), merge, bad, barsOnce, sumsOnce);
    return new ImportReport(
        request.kind(),
        request.name(),
        reader.linesRead(),
        merge.added,
        merge.restated,
        merge.unchanged,
        merge.duplicates,
        0,
        quarantine.size(),
        merge.zeroVolume,
        merge.spiked,
        warehouse.version(Tables.BARS_DAILY),
        wrote);
  }

  /** Bars of the same symbols that are in the table, as far back as flags can depend on them. */
  private Bars known(BarReader reader) {
    Symbols symbols = reader.symbols();
    if (symbols.size() == 0) {
      return new Bars();
    }
    Filter filter =
        Filter.all()
            .equal("data_set", request.name())
            .among("instrument_id", symbols.names())
            .between("session", reader.bars().firstSession() - SpikeRule.DAYS, Long.MAX_VALUE);
    return Bars.of(warehouse.read(Tables.BARS_DAILY, filter, READ, OptionalLong.empty()), symbols);
  }

  private boolean write(
      Symbols symbols, BarMerge merge, Rows bad, Warehouse.Once barsOnce, Warehouse.Once sumsOnce) {
    long count = merge.changed().size;
    Optional<DataSet> before = DataSet.find(warehouse, request.name(), OptionalLong.empty());
    if (count == 0 && bad.isEmpty() && before.map(this::describes).orElse(false)) {
      return false;
    }
    long version = before.map(DataSet::barsVersion).orElse(-1L);
    if (count > 0) {
      DataSetLog.append(warehouse, request, now, 0, -1, "started");
      Rows rows = rows(merge.changed(), symbols);
      version =
          merge.added == count
              ? warehouse.append(Tables.BARS_DAILY, rows, barsOnce)
              : restater.merge(warehouse, rows, barsOnce);
      Rows sums = merge.sums();
      Arrays.fill(sums.longs("bars_version"), 0, sums.size(), version);
      Arrays.fill(sums.longs("known_at"), 0, sums.size(), now);
      warehouse.append(Tables.FINGERPRINTS, sums, sumsOnce);
    }
    warehouse.append(Tables.QUARANTINE, bad);
    DataSetLog.append(warehouse, request, now, count, version, "done");
    return true;
  }

  /** Whether what is known of the data set is what this import says of it. */
  private boolean describes(DataSet known) {
    return known.adjustment().toString().equals(request.adjustment())
        && known.calendar().name().equals(request.calendar())
        && known.currency().equals(request.currency())
        && known.warnings().equals(request.warnings());
  }

  private Rows rows(Bars bars, Symbols symbols) {
    Rows rows = Rows.of(Tables.BARS_DAILY);
    rows.reserve(bars.size);
    rows.grow(bars.size);
    rows.fill("data_set", request.name(), 0).fill("currency", request.currency(), 0);
    Arrays.fill(rows.longs("known_at"), 0, bars.size, now);
    String[] ids = rows.texts("instrument_id");
    long[] ends = rows.longs("end_at");
    SessionEnds end = new SessionEnds(Calendar.of(request.calendar()));
    for (int r = 0; r < bars.size; r++) {
      ids[r] = symbols.name(bars.symbol[r]);
      ends[r] = end.micros(bars.session[r]);
    }
    System.arraycopy(bars.session, 0, rows.ints("session"), 0, bars.size);
    System.arraycopy(bars.flags, 0, rows.ints("flags"), 0, bars.size);
    List<String> names = List.of("open", "high", "low", "close", "volume");
    for (int c = 0; c < names.size(); c++) {
      System.arraycopy(bars.values[c], 0, rows.doubles(names.get(c)), 0, bars.size);
    }
    return rows;
  }
}
