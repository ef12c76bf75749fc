package finagent.sandbox.scenario;

import finagent.sandbox.market.Panel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scenarios that ship, every number of them a parameter with a default. Parameters: {@code
 * sessions}, {@code move} and {@code drift} (simple returns of beta 1, over the scenario and a
 * year), {@code volatility}, {@code spread}, {@code volume}, {@code borrow} (multiples), and those
 * a scenario names below.
 */
public final class Scenarios {
  private static final double SESSIONS_PER_YEAR = 252;
  private static final SortedMap<String, SortedMap<String, Double>> DEFAULTS = new TreeMap<>();

  static {
    put("bull", "drift", 0.2, "sessions", 250.0, "volatility", 0.8);
    put("bear", "move", -0.3, "sessions", 120.0, "volatility", 1.5, "spread", 1.5);
    put("sideways", "drift", 0.0, "sessions", 250.0, "volatility", 0.7);
    put("high-volatility", "sessions", 60.0, "volatility", 2.0, "spread", 1.5, "volume", 1.2);
    put("market-crash", "move", -0.2, "move-sessions", 1.0, "sessions", 21.0);
    put("market-crash", "volatility", 3.0, "spread", 3.0, "volume", 2.0);
    put("volatility-spike", "sessions", 20.0, "volatility", 2.5, "spread", 2.0, "volume", 1.5);
    put("liquidity-crisis", "sessions", 20.0, "volatility", 1.3, "spread", 5.0, "volume", 0.5);
    put("liquidity-crisis", "borrow", 3.0);
    put("interest-rate-change", "move", -0.06, "financials", 0.03, "utilities", -0.1);
    put("interest-rate-change", "real-estate", -0.1, "sessions", 20.0, "volatility", 1.2);
    put("interest-rate-change", "rate", 0.02);
    put("earnings-season", "sessions", 15.0, "jump", 0.05, "spread", 1.2, "volume", 1.5);
    put("earnings-season", "seed", 1.0);
    put("black-swan", "move", -0.35, "move-sessions", 5.0, "sessions", 20.0, "volatility", 4.0);
    put("black-swan", "spread", 8.0, "volume", 2.0, "correlation", 0.7, "seed", 1.0);
  }

  private Scenarios() {}

  private static void put(String name, Object... pairs) {
    SortedMap<String, Double> map = DEFAULTS.computeIfAbsent(name, key -> new TreeMap<>());
    for (int k = 0; k < pairs.length; k += 2) {
      map.put((String) pairs[k], (Double) pairs[k + 1]);
    }
  }

  /** Names of all. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(DEFAULTS.keySet());
  }

  /** The parameters of one, with their defaults. */
  public static SortedMap<String, Double> defaults(String name) {
    SortedMap<String, Double> map = DEFAULTS.get(name);
    if (map == null) {
      throw new IllegalArgumentException(
          "No scenario '%s'; there are %s".formatted(name, DEFAULTS.keySet()));
    }
    return new TreeMap<>(map);
  }

  /** A scenario over the last sessions of the market. */
  public static Scenario last(String name, Map<String, Double> changed) {
    return of(name, Long.MAX_VALUE, changed);
  }

  /** A scenario from a date on. */
  public static Scenario from(LocalDate first, String name, Map<String, Double> changed) {
    return of(name, first.toEpochDay(), changed);
  }

  private static Scenario of(String name, long firstDay, Map<String, Double> changed) {
    Knobs knobs = Knobs.of(name, defaults(name), changed);
    int n = knobs.sessions("sessions");
    return new Scenario(name, new Window(firstDay, n), shocks(n, knobs));
  }

  private static List<Shock> shocks(int n, Knobs knobs) {
    List<Shock> shocks = new ArrayList<>();
    int quick = knobs.has("move-sessions") ? knobs.sessions("move-sessions") : n;
    // A crash is followed by its volatility, a swan comes with it.
    int calm = knobs.scenario().equals("market-crash") ? quick : 0;
    if (knobs.has("volatility") && n > calm) {
      shocks.add(new Volatility(calm, n, knobs.at("volatility")));
    }
    if (knobs.has("correlation")) {
      shocks.add(new Correlation(0, n, knobs.at("correlation"), knobs.seed()));
    }
    if (knobs.has("drift")) {
      double move = StrictMath.pow(1 + knobs.at("drift"), n / SESSIONS_PER_YEAR) - 1;
      shocks.add(Move.of(0, n, move, Move.Basis.INSTEAD));
    }
    if (knobs.has("move")) {
      shocks.add(move(quick, knobs));
    }
    if (knobs.has("jump")) {
      shocks.add(
          new Jumps(0, n, knobs.at("jump"), knobs.at("spread"), knobs.at("volume"), knobs.seed()));
    } else if (knobs.has("spread")) {
      shocks.add(
          new Liquidity(0, n, knobs.at("spread"), knobs.or("volume", 1), knobs.or("borrow", 1)));
    }
    if (knobs.has("rate")) {
      shocks.add(new Rates(0, knobs.at("rate")));
    }
    return shocks;
  }

  private static Shock move(int sessions, Knobs knobs) {
    SortedMap<String, Double> sectors = new TreeMap<>();
    for (String sector : List.of("financials", "utilities", "real-estate")) {
      if (knobs.has(sector)) {
        sectors.put(sector.replace('-', ' '), knobs.at(sector));
      }
    }
    boolean regime = knobs.scenario().equals("bear");
    Move.Basis basis = regime ? Move.Basis.INSTEAD : Move.Basis.ON_TOP;
    return new Move(0, sessions, knobs.at("move"), sectors, basis);
  }

  /** Stretches of history worth a replay. */
  public enum Past {
    CRASH_1987(LocalDate.of(1987, 10, 5), LocalDate.of(1987, 12, 4)),
    DOTCOM_2000_02(LocalDate.of(2000, 3, 24), LocalDate.of(2002, 10, 9)),
    CREDIT_2008_09(LocalDate.of(2008, 5, 19), LocalDate.of(2009, 3, 9)),
    PANDEMIC_2020(LocalDate.of(2020, 2, 19), LocalDate.of(2020, 4, 7));

    private final LocalDate first;
    private final LocalDate last;

    Past(LocalDate first, LocalDate last) {
      this.first = first;
      this.last = last;
    }

    public LocalDate first() {
      return first;
    }

    public LocalDate last() {
      return last;
    }

    /** The scenario that replays it over the last sessions of a market. */
    public Scenario replay(Panel history) {
      Replay replay = Replay.of(history, first, last);
      String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new Scenario(name, Window.last(replay.sessions()), List.of(replay));
    }
  }
}
