package finagent.jobs.nightly;

import finagent.sandbox.market.Actions;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.BarFlags;
import finagent.tables.market.BarIds;
import finagent.tables.market.Latest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last close of some symbols up to a session, ten days back at most, and the actions since
 * another session.
 *
 * @param splits new shares per old share
 * @param dividends cash per share
 */
public record Closes(
    SortedMap<String, Double> last,
    SortedMap<String, Double> splits,
    SortedMap<String, Double> dividends) {
  private static final int DAYS = 10;

  /** Closes up to a session, included; actions after another one. */
  public static Closes of(
      Warehouse warehouse,
      String dataSet,
      Collection<String> symbols,
      LocalDate after,
      LocalDate session) {
    SortedMap<String, Double> last = new TreeMap<>();
    SortedMap<String, Double> splits = new TreeMap<>();
    SortedMap<String, Double> dividends = new TreeMap<>();
    if (!symbols.isEmpty()) {
      long day = session.toEpochDay();
      bars(warehouse, dataSet, symbols, day, last);
      BarIds ids = BarIds.of(warehouse, dataSet, symbols);
      Filter filter =
          Filter.all()
              .equal("data_set", dataSet)
              .among("instrument_id", ids.names(symbols))
              .between("session", after.toEpochDay() + 1, day);
      Rows rows = warehouse.read(Tables.ACTIONS, filter);
      for (int r : Latest.of(rows, List.of("instrument_id", "session", "kind"), ids)) {
        String symbol = ids.of(rows.text("instrument_id", r));
        double amount = rows.doubles("amount")[r];
        switch (Actions.Kind.valueOf(rows.text("kind", r))) {
          case SPLIT -> splits.merge(symbol, amount, (a, b) -> a * b);
          case DIVIDEND -> dividends.merge(symbol, amount, Double::sum);
          case SPINOFF, DELISTING -> {} // a drop says nothing of them
        }
      }
    }
    return new Closes(last, splits, dividends);
  }

  private static void bars(
      Warehouse warehouse,
      String dataSet,
      Collection<String> symbols,
      long day,
      SortedMap<String, Double> last) {
    Rows rows =
        warehouse.read(
            Tables.BARS_DAILY,
            Filter.all()
                .equal("data_set", dataSet)
                .among("instrument_id", symbols)
                .between("session", day - DAYS, day),
            List.of("instrument_id", "session", "close", "flags"),
            OptionalLong.empty());
    SortedMap<String, Integer> newest = new TreeMap<>();
    for (int r = 0; r < rows.size(); r++) {
      int session = rows.ints("session")[r];
      String symbol = rows.text("instrument_id", r);
      if (!BarFlags.isMissing(rows.ints("flags")[r])
          && session >= newest.getOrDefault(symbol, Integer.MIN_VALUE)) {
        newest.put(symbol, session);
        last.put(symbol, rows.doubles("close")[r]);
      }
    }
  }
}
