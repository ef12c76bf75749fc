package finagent.tables.ingest;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.BarHash;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an import that crashed: whatever bars it wrote stay, and the fingerprints are brought back
 * in line with the bars by adding the differences.
 */
final class Repair {
  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

  private final Warehouse warehouse;
  private final ImportRequest request;
  private final long now;

  Repair(Warehouse warehouse, ImportRequest request, long now) {
    this.warehouse = warehouse;
    this.request = request;
    this.now = now;
  }

  void run(List<Long> unfinished, Warehouse.Once once) {
    long version = warehouse.version(Tables.BARS_DAILY);
    Map<Key, long[]> sums = new TreeMap<>();
    addBars(sums);
    subtractFingerprints(sums);
    Rows rows = Rows.of(Tables.FINGERPRINTS);
    sums.forEach(
        (key, sum) -> {
          if (sum[0] != 0 || sum[1] != 0) {
            rows.add(
                request.name(),
                key.instrument(),
                key.year(),
                sum[0],
                sum[1],
                sum[2],
                sum[3],
                version,
                now);
          }
        });
    if (!rows.isEmpty()) {
      warehouse.append(Tables.FINGERPRINTS, rows, once);
    }
    for (long started : unfinished) {
      DataSetLog.append(warehouse, request, started, 0, version, "done");
    }
    LOG.warn(
        "data set {}: {} earlier import(s) did not end; {} fingerprints were brought in line",
        request.name(),
        unfinished.size(),
        rows.size());
  }

  private void addBars(Map<Key, long[]> sums) {
    Rows rows = warehouse.read(Tables.BARS_DAILY, Filter.all().equal("data_set", request.name()));
    Symbols symbols = new Symbols();
    Bars bars = Bars.of(rows, symbols);
    long[] seeds = symbols.names().stream().mapToLong(BarHash::seed).toArray();
    for (int r = 0; r < bars.size; r++) {
      int session = bars.session[r];
      long hash =
          BarHash.of(
              seeds[bars.symbol[r]],
              session,
              bars.open(r),
              bars.high(r),
              bars.low(r),
              bars.close(r),
              bars.volume(r),
              bars.flags[r]);
      Key key = new Key(symbols.name(bars.symbol[r]), LocalDate.ofEpochDay(session).getYear());
      add(sums, key, 1, hash, session, session);
    }
  }

  private void subtractFingerprints(Map<Key, long[]> sums) {
    Rows rows = warehouse.read(Tables.FINGERPRINTS, Filter.all().equal("data_set", request.name()));
    for (int r = 0; r < rows.size(); r++) {
      add(
          sums,
          new Key(rows.text("instrument_id", r), rows.ints("year")[r]),
          -rows.longs("rows")[r],
          -rows.longs("hash")[r],
          rows.ints("first_session")[r],
          rows.ints("last_session")[r]);
    }
  }

  private static void add(
      Map<Key, long[]> sums, Key key, long rows, long hash, long first, long last) {
    long[] sum = sums.computeIfAbsent(key, any -> new long[] {0, 0, first, last});
    sum[0] += rows;
    sum[1] += hash;
    sum[2] = Math.min(sum[2], first);
    sum[3] = Math.max(sum[3], last);
  }

  private record Key(String instrument, int year) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = instrument.compareTo(other.instrument);
      return order != 0 ? order : Integer.compare(year, other.year);
    }
  }
}
