package finagent.planner;

import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Cards like those of the shipped agents, by hand: the planner knows no agent. */
public final class TestCatalogue {
  private static final double NONE = Double.POSITIVE_INFINITY;
  private static final List<Port> BARS = List.of(Port.of("bars", "bars"));
  private static final List<Port> INDEX = List.of(Port.of("index", "series"));
  private static final List<Port> SCORE = List.of(Port.of("score", "score"));
  private static final List<Port> WEIGHTS = List.of(Port.of("weights", "weights"));
  private static final List<Port> COST = List.of(Port.of("cost", "cost"));
  private static final List<Port> BOOK = List.of(Port.of("book", "book"));
  private static final List<Port> TABLE = List.of(Port.of("table", "table"));
  private static final List<Port> SCORED =
      List.of(Port.of("score", "score"), Port.of("mask", "mask"));

  private TestCatalogue() {}

  public static Catalogue cards() {
    return Catalogue.of(list());
  }

  /** All cards, one of them exchanged for the card of that name. */
  public static Catalogue with(Card changed) {
    List<Card> cards = new ArrayList<>(list());
    cards.removeIf(card -> card.name().equals(changed.name()));
    cards.add(changed);
    return Catalogue.of(cards);
  }

  public static Card card(String name) {
    return cards().card(name).orElseThrow();
  }

  private static List<Card> list() {
    return Stream.of(data(), alphas(), posts(), portfolios(), risks(), costs(), books())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Card> data() {
    return List.of(
        card(
            "bars",
            "data",
            Shape.SOURCE,
            List.of(
                Param.text("set", Unit.TEXT, null, "name of the data set"),
                text("pin", "latest"),
                Param.text("instruments", Unit.LIST, "", "ids"),
                text("index", ""),
                text("from", ""),
                text("to", ""),
                text("warmup", "auto")),
            List.of(),
            BARS),
        card("returns", "data", Shape.COLUMN, List.of(days("stale", "20", 1, 2520)), BARS, INDEX),
        card(
            "liquidity",
            "data",
            Shape.COLUMN,
            List.of(days("window", "20", 2, 2520)),
            List.of(Port.of("bars", "bars"), Port.of("index", "series")),
            List.of(Port.of("adv", "volume"), Port.of("sigma", "vol"))),
        card(
            "universe",
            "data",
            Shape.ROW,
            List.of(
                text("where", ""),
                Param.text("asOf", Unit.FLAG, "true", "members on the day"),
                choice("onExit", "sell", "hold")),
            List.of(Port.of("bars", "bars"), Port.of("adv", "volume")),
            List.of(Port.of("mask", "mask"))));
  }

  private static List<Card> alphas() {
    return List.of(
        card(
            "ma-cross",
            "alpha",
            Shape.COLUMN,
            List.of(days("fast", "50", 1, 2519), days("slow", "200", 2, 2520)),
            INDEX,
            SCORE),
        card(
            "mean-reversion",
            "alpha",
            Shape.COLUMN,
            List.of(days("window", "5", 2, 2520), number("enter", "0.0", 0, 100)),
            INDEX,
            SCORE),
        card(
            "momentum",
            "alpha",
            Shape.COLUMN,
            List.of(
                days("lookback", "252", 1, 2520),
                days("skip", "21", 0, 2519),
                choice("mode", "cross-sectional", "time-series")),
            INDEX,
            SCORE),
        card(
            "pairs",
            "alpha",
            Shape.ROW,
            List.of(
                Param.of("every", Unit.CALENDAR, "6", 1, 120, "months between formations"),
                days("window", "252", 20, 2520),
                choice("within", "sector", "list"),
                Param.text("pairs", Unit.LIST, "", "candidates"),
                choice("test", "engle-granger"),
                share("fdr", "0.05", 1e-6, 1),
                count("top", "20", 1, 100_000),
                choice("hedge", "trailing-ols"),
                number("enter", "2.0", 1e-6, 100),
                number("exit", "0.5", 0, 100),
                number("stop", "4.0", 1e-6, 1000),
                days("maxHold", "60", 1, 2520)),
            List.of(Port.of("index", "series"), Port.optional("mask", "mask")),
            List.of(Port.of("pairs", "pairs"), Port.of("groups", "groups"))));
  }

  private static List<Card> posts() {
    return List.of(
        card(
            "combine",
            "post",
            Shape.ROW,
            List.of(Param.text("weights", Unit.LIST, null, "weight of each score, name=number")),
            List.of(Port.many("score", "score")),
            SCORE),
        card("neutralize-sector", "post", Shape.ROW, List.of(), SCORED, SCORE),
        card("rank", "post", Shape.ROW, List.of(), SCORED, SCORE),
        card(
            "winsorize",
            "post",
            Shape.ROW,
            List.of(share("share", "0.025", 0, 0.49)),
            SCORED,
            SCORE),
        card("zscore", "post", Shape.ROW, List.of(), SCORED, SCORE));
  }

  private static List<Card> portfolios() {
    return List.of(
        card(
            "equal-weight",
            "portfolio",
            Shape.ROW,
            List.of(choice("side", "long-short", "long-only")),
            SCORED,
            WEIGHTS),
        card(
            "per-pair",
            "portfolio",
            Shape.ROW,
            List.of(
                share("gross", "0.05", 1e-6, 100),
                share("maxGross", "1.0", 1e-6, 100),
                choice("legs", "both-or-none", "one-by-one")),
            List.of(Port.of("pairs", "pairs"), Port.of("groups", "groups")),
            List.of(Port.of("weights", "weights"), Port.of("groups", "groups"))),
        card(
            "rank-long-short",
            "portfolio",
            Shape.ROW,
            List.of(
                share("long", "0.1", 0, 1),
                share("short", "0.1", 0, 1),
                choice("weight", "equal", "inverse-vol"),
                share("grossPerSide", "0.5", 1e-6, 100)),
            List.of(Port.of("score", "score"), Port.of("mask", "mask"), Port.of("sigma", "vol")),
            WEIGHTS));
  }

  private static List<Card> risks() {
    return List.of(
        card(
            "drawdown-guard",
            "risk",
            Shape.IN_LOOP,
            List.of(share("limit", "0.2", 1e-6, 1), days("cooldown", "20", 1, 2520)),
            WEIGHTS,
            WEIGHTS),
        card(
            "limits",
            "risk",
            Shape.ROW,
            List.of(
                share("gross", "Infinity", 1e-6, NONE),
                share("net", "Infinity", 0, NONE),
                share("name", "Infinity", 1e-6, NONE),
                share("sector", "Infinity", 1e-6, NONE)),
            WEIGHTS,
            WEIGHTS),
        card(
            "vol-target",
            "risk",
            Shape.ROW,
            List.of(
                share("annual", "0.1", 1e-6, 10),
                days("window", "60", 2, 2520),
                number("maxLeverage", "2.0", 1e-6, 100)),
            List.of(Port.of("weights", "weights"), Port.of("index", "series")),
            WEIGHTS));
  }

  private static List<Card> costs() {
    return List.of(
        setting("borrow", share("rate", "0.0", 0, 10)),
        setting(
            "cash",
            share("spread", "0.0", -1, 1),
            share("margin", "0.0", -1, 1),
            share("rate", "0.0", -1, 10)),
        setting(
            "commission",
            share("rate", "0.0", 0, 0.5),
            money("perShare", "0.0", 0, 1000),
            money("minimum", "0.0", 0, 1e6)),
        setting("impact", number("coefficient", "1.0", 0, 100)),
        setting("spread", share("half", "0.0", 0, 0.5)));
  }

  private static List<Card> books() {
    return List.of(
        card(
            "backtest",
            "execution",
            Shape.SHARDS,
            List.of(
                money("capital", "1000000.0", 1, 1e15),
                text("currency", "USD"),
                choice("fill", "next-open", "close", "next-close"),
                choice("sizing", "notional", "shares"),
                days("patience", "0", 0, 252),
                choice("rebalance", "daily", "weekly", "month-end"),
                share("band", "0.0", 0, 1),
                count("tranches", "1", 1, 252),
                share("maxAdv", "Infinity", 1e-6, NONE),
                number("maxLeverage", "Infinity", 0.01, NONE),
                choice("dividends", "cash", "reinvest-next-open", "reinvest-at-reference"),
                text("from", ""),
                text("to", ""),
                text("holdout", ""),
                text("calendar", "XNYS"),
                text("benchmark", ""),
                Param.text("keep", Unit.LIST, "equity,trades,positions", "tables written")
                    .asPresentation()),
            List.of(
                Port.of("weights", "weights"),
                Port.optional("groups", "groups"),
                Port.of("adv", "volume"),
                Port.of("sigma", "vol"),
                Port.many("cost", "cost")),
            BOOK),
        card("attribution", "attribution", Shape.SHARDS, List.of(), BOOK, TABLE),
        card(
            "controls",
            "attribution",
            Shape.SHARDS,
            List.of(count("draws", "500", 0, 1_000_000), count("seed", "1", 0, Long.MAX_VALUE)),
            BOOK,
            TABLE));
  }

  private static Card setting(String name, Param... params) {
    return card(name, "cost", Shape.SETTING, Arrays.asList(params), List.of(), COST);
  }

  /** A card of version 1. */
  public static Card card(
      String name, String pool, Shape shape, List<Param> params, List<Port> in, List<Port> out) {
    return new Card(name, pool, 1, shape, "A test's " + name + ".", "none", params, in, out);
  }

  private static Param days(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.SESSIONS, fallback, min, max, name);
  }

  private static Param share(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.FRACTION, fallback, min, max, name);
  }

  private static Param money(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.MONEY, fallback, min, max, name);
  }

  private static Param count(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.COUNT, fallback, min, max, name);
  }

  private static Param number(String name, String fallback, double min, double max) {
    return Param.of(name, Unit.NUMBER, fallback, min, max, name);
  }

  private static Param text(String name, String fallback) {
    return Param.text(name, Unit.TEXT, fallback, name);
  }

  private static Param choice(String name, String... words) {
    return Param.choice(name, words[0], List.of(words), name);
  }
}
