package finagent.jobs.learning;

import finagent.planner.spec.SpecException;
import finagent.planner.spec.YamlMap;
import finagent.rl.env.Features;
import finagent.rl.env.TradingWorld;
import finagent.rl.training.Rewards;
import finagent.rl.training.Settings;
import finagent.sandbox.ledger.Account;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A market as a file names it, before any data is read.
 *
 * @param symbols what is traded; empty = the most liquid
 * @param mostLiquid how many of those with the largest trailing turnover at the window's start
 * @param from first day of the window
 * @param to last day of the window
 */
public record MarketChoice(
    String data,
    List<String> symbols,
    int mostLiquid,
    LocalDate from,
    LocalDate to,
    Features features,
    String reward,
    TradingWorld.Rules rules) {
  private static final List<String> KEYS =
      List.of(
          "data",
          "symbols",
          "most-liquid",
          "from",
          "to",
          "features",
          "reward",
          "costs",
          "capital",
          "gross",
          "long-only",
          "episode");
  private static final List<String> FEATURES = List.of("return-1", "return-5", "volatility-21");
  private static final double CAPITAL = 1e6;
  private static final double BPS = 1e-4;

  public MarketChoice {
    symbols = List.copyOf(symbols);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "The window from %s to %s is empty; let it end later".formatted(from, to));
    }
  }

  /** The same over another window. */
  public MarketChoice over(LocalDate first, LocalDate last) {
    return new MarketChoice(data, symbols, mostLiquid, first, last, features, reward, rules);
  }

  /** The same market traded on these symbols. */
  MarketChoice of(List<String> chosen) {
    return new MarketChoice(data, chosen, 0, from, to, features, reward, rules);
  }

  static MarketChoice of(YamlMap map) {
    map.only(KEYS);
    List<String> symbols = map.texts("symbols");
    boolean liquid = map.has("most-liquid");
    if (symbols.isEmpty() != liquid) {
      throw map.refuse(
          liquid ? "most-liquid" : "data",
          "say which instruments: either symbols: [A, B] or most-liquid: 10");
    }
    int count = liquid ? whole(map, "most-liquid", 0, 1, 5000) : 0;
    List<String> features = map.texts("features");
    String reward = map.text("reward").orElse("log-return");
    try {
      return new MarketChoice(
          required(map, "data"),
          symbols.stream().distinct().sorted().toList(),
          count,
          day(map, "from"),
          day(map, "to"),
          new Features(features.isEmpty() ? FEATURES : features),
          Rewards.text(Rewards.of(reward)),
          rules(map));
    } catch (SpecException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw map.refuse("data", String.valueOf(e.getMessage()));
    }
  }

  private static TradingWorld.Rules rules(YamlMap map) {
    double capital = map.number("capital").orElse(CAPITAL);
    double gross = map.number("gross").orElse(1);
    Account plain = Account.plain(capital).with(costs(map));
    Account account = gross > 1 ? plain.onMargin(gross) : plain;
    return new TradingWorld.Rules(
        account, gross, longOnly(map), whole(map, "episode", 250, 2, 100_000));
  }

  private static boolean longOnly(YamlMap map) {
    String text = map.text("long-only").orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw map.refuse("long-only", "must be true or false, not '%s'".formatted(text));
    }
    return text.equals("true");
  }

  /** Rates as fractions, in percent or in bps; whether cash and margin are fixed. */
  private static Account.Costs costs(YamlMap map) {
    Optional<YamlMap> costs = map.map("costs");
    if (costs.isEmpty()) {
      return Account.Costs.none();
    }
    YamlMap given = costs.orElseThrow().only(Settings.of(Account.Costs.none()).keySet());
    SortedMap<String, String> rates = new TreeMap<>();
    for (String key : given.keys()) {
      String text = given.text(key).orElseThrow();
      if (text.equals("true") || text.equals("false")) {
        rates.put(key, text);
        continue;
      }
      double rate =
          text.matches("[0-9.]+bps")
              ? BPS * Double.parseDouble(text.substring(0, text.length() - 3))
              : given.number(key).orElseThrow();
      rates.put(key, Double.toString(rate));
    }
    return Settings.with(Account.Costs.none(), rates);
  }

  private static String required(YamlMap map, String key) {
    return map.text(key).orElseThrow(() -> map.refuse(key, "'%s' is missing".formatted(key)));
  }

  private static LocalDate day(YamlMap map, String key) {
    return map.date(key)
        .orElseThrow(
            () -> map.refuse(key, "'%s' is missing: a date like 2015-01-02".formatted(key)));
  }

  static int whole(YamlMap map, String key, int fallback, int least, int most) {
    double value = map.number(key).orElse(fallback);
    if (value != Math.rint(value) || value < least || value > most) {
      throw map.refuse(key, "must be a whole number from %d to %d".formatted(least, most));
    }
    return (int) value;
  }
}
