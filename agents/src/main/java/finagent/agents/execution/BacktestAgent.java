package finagent.agents.execution;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** One account that trades target weights through the bars. */
public record BacktestAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "backtest",
          "execution",
          2,
          Shape.SHARDS,
          "One account that trades target weights through the bars.",
          "none: an account",
          List.of(
              Param.of("capital", Unit.MONEY, "1000000.0", 1, 1e15, "starting cash"),
              Param.text("currency", Unit.TEXT, "USD", "of the account, ISO 4217"),
              Param.choice(
                  "fill",
                  "next-open",
                  List.of("next-open", "close", "next-close"),
                  "when an order decided at a close is filled"),
              Param.choice(
                  "sizing",
                  "notional",
                  List.of("notional", "shares"),
                  "what an order fixes at the decision"),
              Param.of("patience", Unit.SESSIONS, "0", 0, 252, "sessions an unfilled order waits"),
              Param.choice(
                  "rebalance",
                  "daily",
                  List.of("daily", "weekly", "month-end"),
                  "when targets become orders"),
              Param.of(
                  "band",
                  Unit.FRACTION,
                  "0.0",
                  0,
                  1,
                  "distance from its target within which a weight is left alone"),
              Param.of("tranches", Unit.COUNT, "1", 1, 252, "equal parts that rebalance in turn"),
              Param.of(
                  "maxAdv",
                  Unit.FRACTION,
                  "Infinity",
                  1e-6,
                  Double.POSITIVE_INFINITY,
                  "share of average daily volume an order may take"),
              Param.of(
                  "maxLeverage",
                  Unit.NUMBER,
                  "Infinity",
                  0.01,
                  Double.POSITIVE_INFINITY,
                  "gross over equity at which orders are cut"),
              Param.choice(
                  "dividends",
                  "cash",
                  List.of("cash", "reinvest-next-open", "reinvest-at-reference"),
                  "what happens to dividends"),
              Param.text("from", Unit.TEXT, "", "first session traded, yyyy-mm-dd; empty = first"),
              Param.text("to", Unit.TEXT, "", "last session, yyyy-mm-dd; empty = last"),
              Param.text(
                  "holdout", Unit.TEXT, "", "session from which all is sealed; empty = none"),
              Param.text("calendar", Unit.TEXT, "XNYS", "trading calendar"),
              Param.text(
                  "keep",
                  Unit.LIST,
                  "equity,trades,positions,attribution",
                  "tables written; equity always is")),
          List.of(
              Port.of("weights", "weights"),
              Port.optional("groups", "groups"),
              Port.of("adv", "volume"),
              Port.of("sigma", "vol"),
              Port.many("cost", "cost")),
          List.of(Port.of("book", "book")));

  @Override
  public Card card() {
    return CARD;
  }
}
