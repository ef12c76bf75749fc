package finagent.jobs.nightly;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Weights and books of nights, in table {@code targets}; a write counts once a step names it. */
public final class TargetRows {
  /** The name the whole book has among the strategies. */
  public static final String BOOK = "";

  private final NightId night;
  private final String commit = UUID.randomUUID().toString();
  private final Rows rows = Rows.of(Tables.TARGETS);

  public TargetRows(NightId night) {
    this.night = night;
  }

  /** Adds the weights of a strategy. */
  public void weights(String strategy, SortedMap<String, Double> weights) {
    weights.forEach((symbol, weight) -> add(strategy, symbol, weight, Double.NaN, Double.NaN, ""));
  }

  /** Adds a line of the whole book. */
  public void line(String symbol, double weight, long quantity, double price, String reason) {
    add(BOOK, symbol, weight, (double) quantity, price, reason);
  }

  private void add(
      String strategy, String symbol, double weight, double quantity, double price, String why) {
    rows.add(
        night.key(),
        commit,
        night.pipeline(),
        night.session().toEpochDay(),
        strategy,
        symbol,
        weight,
        quantity,
        price,
        why);
  }

  /** Writes all of it and answers the commit a step must name. */
  public String write(Warehouse warehouse) {
    warehouse.append(Tables.TARGETS, rows);
    return commit;
  }

  /** Weights by strategy that a commit wrote. */
  public static SortedMap<String, SortedMap<String, Double>> weights(
      Warehouse warehouse, NightId night, String commit) {
    return read(warehouse, night, commit, "weight");
  }

  /** Shares of the whole book that a commit wrote. */
  public static SortedMap<String, Long> shares(Warehouse warehouse, NightId night, String commit) {
    SortedMap<String, Long> shares = new TreeMap<>();
    read(warehouse, night, commit, "quantity")
        .getOrDefault(BOOK, Collections.emptySortedMap())
        .forEach((symbol, quantity) -> shares.put(symbol, Math.round(quantity)));
    shares.values().removeIf(quantity -> quantity == 0);
    return shares;
  }

  private static SortedMap<String, SortedMap<String, Double>> read(
      Warehouse warehouse, NightId night, String commit, String column) {
    long session = night.session().toEpochDay();
    Rows rows =
        warehouse.read(
            Tables.TARGETS,
            Filter.all().between("session", session, session).equal("commit_id", commit));
    SortedMap<String, SortedMap<String, Double>> read = new TreeMap<>();
    for (Map.Entry<Integer, Double> row : values(rows, column).entrySet()) {
      read.computeIfAbsent(rows.text("strategy", row.getKey()), any -> new TreeMap<>())
          .put(rows.text("instrument_id", row.getKey()), row.getValue());
    }
    return read;
  }

  private static SortedMap<Integer, Double> values(Rows rows, String column) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    for (int r = 0; r < rows.size(); r++) {
      values.put(r, rows.doubles(column)[r]);
    }
    return values;
  }
}
