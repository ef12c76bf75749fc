package finagent.planner.spec;

import finagent.planner.Card;
import finagent.planner.Card.Unit;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a strategy file that are no agent's: path, unit, range, default and how each is
 * written. One table for the reader, the printer and the compiler.
 */
final class Schema {
  private static final double NONE = Double.POSITIVE_INFINITY;
  static final List<String> KEPT = List.of("equity", "trades", "positions", "attribution");

  /** In the order in which they are printed. */
  static final List<Key> KEYS =
      List.of(
          key("data.set", Grammar.orWord("none", text -> text), ""),
          key("data.pin", Grammar.text(Grammar::pin, text -> text), "latest"),
          key("universe.index", Grammar.orWord("none", text -> text), ""),
          of("universe.asOf", Unit.FLAG, "true", 0, 0),
          key("universe.instruments", new ListGrammar(List.of()), ""),
          key("universe.where", Grammar.orWord("none", Grammar::where), ""),
          choice("universe.onExit", "sell", "hold"),
          key("period.from", Grammar.orWord("first", Grammar::date), ""),
          key("period.to", Grammar.orWord("last", Grammar::date), ""),
          key("period.holdout", Grammar.orWord("none", Grammar::date), ""),
          key("period.warmup", Grammar.warmup(), "auto"),
          of("capital", Unit.MONEY, "1000000.0", 1, 1e15),
          key("currency", Grammar.text(Schema::currency, text -> text), "USD"),
          key("calendar", Grammar.text(text -> text, text -> text), "XNYS"),
          key("benchmark", Grammar.orWord("none", text -> text), ""),
          choice("schedule.signal", "daily"),
          choice("schedule.rebalance", "daily", "weekly", "month-end"),
          of("schedule.tranches", Unit.COUNT, "1", 1, 252),
          of("schedule.band", Unit.FRACTION, "0.0", 0, 1),
          choice("fill.at", "next-open", "close", "next-close"),
          choice("fill.sizing", "notional", "shares"),
          of("fill.patience", Unit.SESSIONS, "0", 0, 252),
          of("fill.maxAdv", Unit.FRACTION, "Infinity", 1e-6, NONE),
          of("fill.maxLeverage", Unit.NUMBER, "Infinity", 0.01, NONE),
          choice("fill.dividends", "cash", "reinvest-next-open", "reinvest-at-reference"),
          key("costs.preset", new WordGrammar(Presets.NAMES), "us-large"),
          of("costs.commission", Unit.FRACTION, "0.0", 0, 0.5),
          of("costs.perShare", Unit.MONEY, "0.0", 0, 1000),
          of("costs.minimum", Unit.MONEY, "0.0", 0, 1e6),
          of("costs.halfSpread", Unit.FRACTION, "0.0", 0, 0.5),
          of("costs.impact", Unit.NUMBER, "0.0", 0, 100),
          of("costs.borrow", Unit.FRACTION, "0.0", 0, 10),
          key("costs.cash", Grammar.rate(), "tbill"),
          key("costs.margin", Grammar.rate(), "tbill"),
          of("formation.every", Unit.CALENDAR, "6", 1, 120),
          of("formation.window", Unit.SESSIONS, "252", 20, 2520),
          choice("formation.within", "sector", "list"),
          key("formation.pairs", new ListGrammar(List.of()), ""),
          choice("formation.test", "engle-granger"),
          of("formation.fdr", Unit.FRACTION, "0.05", 1e-6, 1),
          of("formation.top", Unit.COUNT, "20", 1, 100_000),
          of("controls.draws", Unit.COUNT, "500", 0, 1_000_000),
          of("controls.seed", Unit.COUNT, "1", 0, Long.MAX_VALUE),
          key("keep", new ListGrammar(KEPT), String.join(",", KEPT)));

  private Schema() {}

  /**
   * A key.
   *
   * @param fallback canonical default
   */
  record Key(String path, Grammar grammar, String fallback) {
    /** The part before the dot; empty for a key at the top. */
    String section() {
      int dot = path.indexOf('.');
      return dot < 0 ? "" : path.substring(0, dot);
    }

    String name() {
      return path.substring(path.indexOf('.') + 1);
    }
  }

  static List<Key> section(String section) {
    return KEYS.stream().filter(key -> key.section().equals(section)).toList();
  }

  static List<String> sections() {
    return KEYS.stream().map(Key::section).filter(s -> !s.isEmpty()).distinct().toList();
  }

  static Optional<Key> key(String path) {
    return KEYS.stream().filter(key -> key.path().equals(path)).findFirst();
  }

  private static Key key(String path, Grammar grammar, String fallback) {
    return new Key(path, grammar, fallback);
  }

  private static Key of(String path, Unit unit, String fallback, double min, double max) {
    String name = path.substring(path.indexOf('.') + 1);
    return key(path, Grammar.of(Card.Param.of(name, unit, fallback, min, max, name)), fallback);
  }

  /** The first word is the default. */
  private static Key choice(String path, String... words) {
    return key(path, new WordGrammar(List.of(words)), words[0]);
  }

  private static String currency(String text) {
    if (!text.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "'%s' is no currency; write its ISO code, e.g. USD".formatted(text));
    }
    return text;
  }
}
