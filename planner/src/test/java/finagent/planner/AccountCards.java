package finagent.planner;

import static finagent.planner.TestCatalogue.card;
import static finagent.planner.TestParams.NONE;
import static finagent.planner.TestParams.choice;
import static finagent.planner.TestParams.count;
import static finagent.planner.TestParams.days;
import static finagent.planner.TestParams.money;
import static finagent.planner.TestParams.number;
import static finagent.planner.TestParams.share;
import static finagent.planner.TestParams.text;

import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import java.util.Arrays;
import java.util.List;

/** Cards from scores to the account and what is said of it. */
final class AccountCards {
  private static final List<Port> SCORED =
      List.of(Port.of("score", "score"), Port.of("mask", "mask"));
  private static final List<Port> WEIGHTS = List.of(Port.of("weights", "weights"));
  private static final List<Port> COST = List.of(Port.of("cost", "cost"));
  private static final List<Port> BOOK = List.of(Port.of("book", "book"));
  private static final List<Port> TABLE = List.of(Port.of("table", "table"));

  private AccountCards() {}

  static List<Card> portfolios() {
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

  static List<Card> risks() {
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

  static List<Card> costs() {
    return List.of(
        setting("borrow", share("rate", "0.0", 0, 10)),
        setting(
            "cash",
            share("spread", "0.0", -1, 10),
            share("margin", "0.0", -1, 10),
            choice("cashBase", "market", "none"),
            choice("marginBase", "market", "none"),
            share("rate", "0.0", -1, 10)),
        setting(
            "commission",
            share("rate", "0.0", 0, 0.5),
            money("perShare", "0.0", 0, 1000),
            money("minimum", "0.0", 0, 1e6)),
        setting("impact", number("coefficient", "1.0", 0, 100)),
        setting("spread", share("half", "0.0", 0, 0.5)));
  }

  static List<Card> books() {
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
                Param.text("keep", Unit.LIST, "equity,trades,positions", "tables written")),
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
}
