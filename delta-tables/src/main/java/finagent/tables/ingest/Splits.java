package finagent.tables.ingest;

import finagent.sandbox.market.Actions;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.Adjustment;
import finagent.tables.market.BarIds;
import finagent.tables.market.Latest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The splits that the prices of a data set jump by: new shares per old share, by symbol and ex-date
 * (epoch day). A jump that a split explains is no spike.
 */
record Splits(Map<String, SortedMap<Integer, Double>> bySymbol) {
  static final Splits NONE = new Splits(Map.of());

  private static final SortedMap<Integer, Double> NO_SPLIT = new TreeMap<>();

  /**
   * Those known of some symbols of a data set; not those its prices contain already.
   *
   * @param symbols as their bars have them
   */
  static Splits of(
      Warehouse warehouse, String dataSet, Adjustment adjustment, Collection<String> symbols) {
    BarIds ids = BarIds.of(warehouse, dataSet, symbols);
    Rows rows =
        warehouse.read(
            Tables.ACTIONS,
            Filter.all().equal("data_set", dataSet).equal("kind", Actions.Kind.SPLIT.name()));
    Map<String, SortedMap<Integer, Double>> splits = new HashMap<>();
    for (int r : Latest.of(rows, List.of("instrument_id", "session"), ids)) {
      int session = rows.ints("session")[r];
      if (!adjustment.contains(Actions.Kind.SPLIT, session)) {
        splits
            .computeIfAbsent(ids.of(rows.text("instrument_id", r)), any -> new TreeMap<>())
            .put(session, rows.doubles("amount")[r]);
      }
    }
    return new Splits(splits);
  }

  /** These with others, which count where both know of one. */
  Splits with(Splits others) {
    Map<String, SortedMap<Integer, Double>> all = new HashMap<>();
    bySymbol.forEach((symbol, splits) -> all.put(symbol, new TreeMap<>(splits)));
    others.bySymbol.forEach(
        (symbol, splits) -> all.computeIfAbsent(symbol, any -> new TreeMap<>()).putAll(splits));
    return new Splits(all);
  }

  SortedMap<Integer, Double> of(String symbol) {
    return bySymbol.getOrDefault(symbol, NO_SPLIT);
  }
}
