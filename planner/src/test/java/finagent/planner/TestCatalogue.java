package finagent.planner;

import static finagent.planner.TestParams.choice;
import static finagent.planner.TestParams.count;
import static finagent.planner.TestParams.days;
import static finagent.planner.TestParams.number;
import static finagent.planner.TestParams.share;
import static finagent.planner.TestParams.text;

import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cards like those of the shipped agents, by hand: the planner knows no agent. */
public final class TestCatalogue {
  private static final List<Port> BARS = List.of(Port.of("bars", "bars"));
  private static final List<Port> INDEX = List.of(Port.of("index", "series"));
  private static final List<Port> SCORE = List.of(Port.of("score", "score"));
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
    return Stream.of(
            data(),
            alphas(),
            posts(),
            AccountCards.portfolios(),
            AccountCards.risks(),
            AccountCards.costs(),
            AccountCards.books())
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
                text("benchmark", ""),
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

  /** A card of version 1. */
  public static Card card(
      String name, String pool, Shape shape, List<Param> params, List<Port> in, List<Port> out) {
    return new Card(name, pool, 1, shape, "A test's " + name + ".", "none", params, in, out);
  }
}
