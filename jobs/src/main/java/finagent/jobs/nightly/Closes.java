package finagent.jobs.nightly;

import finagent.sandbox.market.Actions;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.BarIds;
import finagent.tables.market.Latest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The last close of some symbols up to a session, and the actions since another session. */
public final class Closes {
  private final Warehouse warehouse;
  private final String dataSet;
  private final SortedMap<String, Double> last = new TreeMap<>();
  private final SortedMap<String, LocalDate> stale = new TreeMap<>();
  private final SortedMap<String, Double> splits = new TreeMap<>();
  private final SortedMap<String, Double> dividends = new TreeMap<>();
  private final SortedMap<String, Double> delisted = new TreeMap<>();

  private Closes(Warehouse warehouse, String dataSet) {
    this.warehouse = warehouse;
    this.dataSet = dataSet;
  }

  /** Closes up to a session, included; actions after another one. */
  public static Closes of(
      Warehouse warehouse,
      String dataSet,
      Collection<String> symbols,
      LocalDate after,
      LocalDate session) {
    Closes closes = new Closes(warehouse, dataSet);
    if (!symbols.isEmpty()) {
      closes.mark(LastBars.of(warehouse, dataSet, symbols, session.toEpochDay()), session);
      closes.act(symbols, after, session);
    }
    return closes;
  }

  private void mark(LastBars bars, LocalDate session) {
    last.putAll(bars.closes());
    bars.sessions()
        .forEach(
            (symbol, day) -> {
              if (day < session.toEpochDay()) {
                stale.put(symbol, LocalDate.ofEpochDay(day));
              }
            });
  }

  private void act(Collection<String> symbols, LocalDate after, LocalDate session) {
    BarIds ids = BarIds.of(warehouse, dataSet, symbols);
    LocalDate oldest = stale.values().stream().reduce(after, (a, b) -> a.isBefore(b) ? a : b);
    Rows rows =
        warehouse.read(
            Tables.ACTIONS,
            Filter.all()
                .equal("data_set", dataSet)
                .among("instrument_id", ids.names(symbols))
                .between("session", oldest.toEpochDay() + 1, session.toEpochDay()));
    List<Integer> inOrder =
        new ArrayList<>(Latest.of(rows, List.of("instrument_id", "session", "kind"), ids));
    inOrder.sort(
        Comparator.<Integer>comparingInt(r -> rows.ints("session")[r])
            .thenComparing(r -> Actions.Kind.valueOf(rows.text("kind", r))));
    for (int r : inOrder) {
      String symbol = ids.of(rows.text("instrument_id", r));
      LocalDate day = LocalDate.ofEpochDay(rows.ints("session")[r]);
      LocalDate marked = stale.getOrDefault(symbol, session);
      Actions.Kind kind = Actions.Kind.valueOf(rows.text("kind", r));
      double amount = rows.doubles("amount")[r];
      if (kind == Actions.Kind.DELISTING && (day.isAfter(after) || day.isAfter(marked))) {
        before(symbol, day, marked).ifPresent(close -> delisted.put(symbol, close * (1 + amount)));
      }
      if (day.isAfter(marked)) {
        last.computeIfPresent(symbol, (any, close) -> moved(close, kind, amount));
      }
      if (day.isAfter(after)) {
        count(symbol, kind, amount);
      }
    }
  }

  private Optional<Double> before(String symbol, LocalDate day, LocalDate marked) {
    SortedMap<String, Double> closes =
        day.isAfter(marked)
            ? last
            : LastBars.of(warehouse, dataSet, List.of(symbol), day.toEpochDay() - 1).closes();
    return Optional.ofNullable(closes.get(symbol));
  }

  /** A close that is older than an action, as the ledger marks a holding without a bar. */
  private static double moved(double close, Actions.Kind kind, double amount) {
    return switch (kind) {
      case SPLIT -> close / amount;
      case DIVIDEND -> close > amount ? close - amount : close;
      case SPINOFF, DELISTING -> close;
    };
  }

  private void count(String symbol, Actions.Kind kind, double amount) {
    switch (kind) {
      case SPLIT -> splits.merge(symbol, amount, (a, b) -> a * b);
      case DIVIDEND -> dividends.merge(symbol, amount, Double::sum);
      case SPINOFF, DELISTING -> {} // a drop says nothing of the one; the other is a price
    }
  }

  /** The newest close of each symbol, in shares and without dividends as of the session. */
  public SortedMap<String, Double> last() {
    return Collections.unmodifiableSortedMap(last);
  }

  /** The day of that close, of symbols that have no bar in the session. */
  public SortedMap<String, LocalDate> stale() {
    return Collections.unmodifiableSortedMap(stale);
  }

  /** New shares per old share. */
  public SortedMap<String, Double> splits() {
    return Collections.unmodifiableSortedMap(splits);
  }

  /** Cash per share. */
  public SortedMap<String, Double> dividends() {
    return Collections.unmodifiableSortedMap(dividends);
  }

  /**
   * Cash a share is paid out at, of symbols that were delisted: the last close before it times one
   * plus its return. Of those without a bar since, also where it was known late.
   */
  public SortedMap<String, Double> delisted() {
    return Collections.unmodifiableSortedMap(delisted);
  }
}
