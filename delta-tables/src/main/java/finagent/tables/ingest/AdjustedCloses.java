package finagent.tables.ingest;

import finagent.sandbox.market.Actions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What raw closes and adjusted closes of one file say about corporate actions. With {@code f =
 * adjusted / close}, an action between two sessions of a symbol shows as {@code q = f(before) /
 * f(after)} other than 1, and takes effect on the later session. It is a split where the adjusted
 * close is above ({@code q > 1}, a reverse split) or where {@code 1 / q} is at least 1.2 and a
 * fraction with a denominator up to 5; else it is a dividend of {@code close(before) (1 - q)}, to
 * four decimals. A split and a dividend on one day cannot be told apart.
 */
final class AdjustedCloses {
  private static final String NEEDED = "symbol, date, close, adj_close";

  /** Where the later close is adjusted too, both are rounded and differ by less than this. */
  private static final double NOISE = 1e-3;

  private static final double LEAST_SPLIT = 1.2;
  private static final int MOST_DENOMINATOR = 1000;
  private static final int SIMPLE_DENOMINATOR = 5;
  private static final double SAME_FRACTION = 2e-6;

  private final SortedMap<String, SortedMap<Integer, Pair>> bySymbol = new TreeMap<>();

  private record Pair(double close, double adjusted) {
    double factor() {
      return adjusted / close;
    }
  }

  /** An action, or none where the prices of a symbol say there was none before a session. */
  record Finding(String symbol, int session, Optional<Derived> action) {}

  /** A kind of action and its amount, as table {@code actions} has it. */
  record Derived(Actions.Kind kind, double amount) {}

  /** Reads a file; lines that are no bars are left to the import of the bars. */
  static AdjustedCloses read(Path file, String name) throws IOException {
    AdjustedCloses closes = new AdjustedCloses();
    try (Csv csv = new Csv(file, name)) {
      int symbol = csv.need(NEEDED, "symbol", "ticker");
      int date = csv.need(NEEDED, "date", "session");
      int close = csv.need(NEEDED, "close");
      int adjusted = csv.need(NEEDED, "adj_close", "adjclose", "adj close");
      int last = Math.max(Math.max(symbol, date), Math.max(close, adjusted));
      while (csv.next()) {
        if (csv.fields() > last) {
          Pair pair = new Pair(csv.number(close), csv.number(adjusted));
          int day = csv.day(date);
          if (day != Numbers.NO_DAY && isPrice(pair.close) && isPrice(pair.adjusted)) {
            closes
                .bySymbol
                .computeIfAbsent(csv.text(symbol), any -> new TreeMap<>())
                .put(day, pair);
          }
        }
      }
    }
    return closes;
  }

  private static boolean isPrice(double price) {
    return price > 0 && price < Double.POSITIVE_INFINITY;
  }

  int symbols() {
    return bySymbol.size();
  }

  /** Sessions with a price, epoch days. */
  SortedMap<Integer, Integer> sessions() {
    SortedMap<Integer, Integer> sessions = new TreeMap<>();
    bySymbol.values().forEach(s -> s.keySet().forEach(day -> sessions.merge(day, 1, Integer::sum)));
    return sessions;
  }

  /** One finding per symbol and pair of neighbouring sessions, by symbol and session. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    bySymbol.forEach(
        (symbol, days) -> {
          Optional<Pair> before = Optional.empty();
          for (Map.Entry<Integer, Pair> day : days.entrySet()) {
            Pair after = day.getValue();
            before.ifPresent(
                pair -> findings.add(new Finding(symbol, day.getKey(), action(pair, after))));
            before = Optional.of(after);
          }
        });
    return findings;
  }

  private static Optional<Derived> action(Pair before, Pair after) {
    double q = before.factor() / after.factor();
    boolean same = after.close == after.adjusted ? q == 1 : Math.abs(q - 1) <= NOISE;
    if (same) {
      return Optional.empty();
    }
    double ratio = 1 / q;
    int denominator = denominator(ratio);
    if (q > 1 || (ratio >= LEAST_SPLIT && denominator <= SIMPLE_DENOMINATOR)) {
      double exact =
          denominator <= MOST_DENOMINATOR ? Math.rint(ratio * denominator) / denominator : ratio;
      return Optional.of(new Derived(Actions.Kind.SPLIT, exact));
    }
    double cash = Math.rint(before.close * (1 - q) * 1e4) / 1e4;
    return cash > 0 ? Optional.of(new Derived(Actions.Kind.DIVIDEND, cash)) : Optional.empty();
  }

  /** The least one by which a ratio is a fraction, as far as prices of six decimals tell. */
  private static int denominator(double ratio) {
    for (int k = 1; k <= MOST_DENOMINATOR; k++) {
      double numerator = Math.rint(ratio * k);
      if (numerator >= 1 && Math.abs(ratio * k / numerator - 1) <= SAME_FRACTION) {
        return k;
      }
    }
    return Integer.MAX_VALUE;
  }
}
