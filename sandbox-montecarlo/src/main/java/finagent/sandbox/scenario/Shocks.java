package finagent.sandbox.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shocks by name and numbers, as a file states them: {@code move, volatility, correlation,
 * liquidity, rates, jumps}. Every shock takes {@code from} and {@code to} in sessions of the window
 * (rates only {@code from}); a number that is left out changes nothing.
 */
public final class Shocks {
  private static final SortedMap<String, List<String>> KEYS = new TreeMap<>();

  static {
    KEYS.put("move", List.of("from", "to", "move", "instead"));
    KEYS.put("volatility", List.of("from", "to", "multiple"));
    KEYS.put("correlation", List.of("from", "to", "share", "seed"));
    KEYS.put("liquidity", List.of("from", "to", "spread", "volume", "borrow"));
    KEYS.put("rates", List.of("from", "change"));
    KEYS.put("jumps", List.of("from", "to", "deviation", "spread", "volume", "seed"));
  }

  private Shocks() {}

  /** The kinds, and the numbers each takes. */
  public static SortedMap<String, List<String>> kinds() {
    return new TreeMap<>(KEYS);
  }

  /**
   * One shock.
   *
   * @param sessions of the window: what {@code to} is where it is left out
   * @param numbers by key; for a move, a key {@code sector:NAME} is the move of a sector, and
   *     {@code instead} = 1 takes the drift out first
   */
  public static Shock of(String kind, int sessions, Map<String, Double> numbers) {
    List<String> keys = KEYS.getOrDefault(kind, List.of());
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "No shock '%s'; there are %s".formatted(kind, KEYS.keySet()));
    }
    SortedMap<String, Double> sectors = new TreeMap<>();
    SortedMap<String, Double> plain = new TreeMap<>();
    new TreeMap<>(numbers)
        .forEach(
            (key, value) -> {
              if (kind.equals("move") && key.startsWith("sector:")) {
                sectors.put(key.substring(7).toLowerCase(Locale.ROOT), value);
              } else if (keys.contains(key)) {
                plain.put(key, value);
              } else {
                throw new IllegalArgumentException(
                    "Shock '%s' has no '%s'; it has %s".formatted(kind, key, keys));
              }
            });
    return made(new Knobs(kind, plain), sessions, sectors);
  }

  private static Shock made(Knobs knobs, int sessions, SortedMap<String, Double> sectors) {
    int from = whole(knobs, "from", 0);
    int to = whole(knobs, "to", sessions);
    double spread = knobs.or("spread", 1);
    double volume = knobs.or("volume", 1);
    long seed = Math.round(knobs.or("seed", 1));
    return switch (knobs.scenario()) {
      case "volatility" -> new Volatility(from, to, knobs.or("multiple", 1));
      case "correlation" -> new Correlation(from, to, knobs.or("share", 0), seed);
      case "liquidity" -> new Liquidity(from, to, spread, volume, knobs.or("borrow", 1));
      case "rates" -> new Rates(from, knobs.or("change", 0));
      case "jumps" -> new Jumps(from, to, knobs.or("deviation", 0), spread, volume, seed);
      default -> {
        boolean instead = knobs.or("instead", 0) != 0;
        Move.Basis basis = instead ? Move.Basis.INSTEAD : Move.Basis.ON_TOP;
        yield new Move(from, to, knobs.or("move", 0), sectors, basis);
      }
    };
  }

  private static int whole(Knobs knobs, String key, int missing) {
    double value = knobs.or(key, missing);
    if (!(value >= 0 && value <= 100_000) || value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "Shock '%s': invalid %s: %s (must be a whole number of sessions, 0 .. 100000)"
              .formatted(knobs.scenario(), key, value));
    }
    return (int) value;
  }
}
