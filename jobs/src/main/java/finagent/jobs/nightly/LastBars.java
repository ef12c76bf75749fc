package finagent.jobs.nightly;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.BarFlags;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The newest bar of some symbols up to a day. Ten days are read first, and everything before them
 * only for symbols without a bar there.
 */
final class LastBars {
  private static final int DAYS = 10;

  private final SortedMap<String, Integer> sessions = new TreeMap<>();
  private final SortedMap<String, Double> closes = new TreeMap<>();

  private LastBars() {}

  /**
   * Reads them.
   *
   * @param day epoch day, included
   */
  static LastBars of(Warehouse warehouse, String dataSet, Collection<String> symbols, long day) {
    LastBars last = new LastBars();
    last.read(warehouse, dataSet, symbols, day - DAYS, day);
    TreeSet<String> others = new TreeSet<>(symbols);
    others.removeAll(last.sessions.keySet());
    last.read(warehouse, dataSet, others, Long.MIN_VALUE, day - DAYS - 1);
    return last;
  }

  private void read(
      Warehouse warehouse, String dataSet, Collection<String> symbols, long from, long to) {
    if (symbols.isEmpty()) {
      return;
    }
    Rows rows =
        warehouse.read(
            Tables.BARS_DAILY,
            Filter.all()
                .equal("data_set", dataSet)
                .among("instrument_id", symbols)
                .between("session", from, to),
            List.of("instrument_id", "session", "close", "flags"),
            OptionalLong.empty());
    for (int r = 0; r < rows.size(); r++) {
      int session = rows.ints("session")[r];
      String symbol = rows.text("instrument_id", r);
      if (!BarFlags.isMissing(rows.ints("flags")[r])
          && session >= sessions.getOrDefault(symbol, Integer.MIN_VALUE)) {
        sessions.put(symbol, session);
        closes.put(symbol, rows.doubles("close")[r]);
      }
    }
  }

  /** Epoch day of each, by symbol; a symbol without any bar is not there. */
  SortedMap<String, Integer> sessions() {
    return sessions;
  }

  /** The close of each, by symbol. */
  SortedMap<String, Double> closes() {
    return closes;
  }
}
