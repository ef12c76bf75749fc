package finagent.agents.cost;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** Interest on cash and margin, over the market rate of the cash series. */
public record CashAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "cash",
          "cost",
          1,
          Shape.SETTING,
          "Interest on cash and margin, over the market rate of the cash series.",
          "none: rates",
          List.of(
              Param.of(
                  "spread",
                  Unit.FRACTION,
                  "0.0",
                  -1,
                  1,
                  "added to the market rate for positive cash"),
              Param.of(
                  "margin",
                  Unit.FRACTION,
                  "0.0",
                  -1,
                  1,
                  "added to the market rate for negative cash"),
              Param.of(
                  "rate", Unit.FRACTION, "0.0", -1, 10, "annual rate where the market has none")),
          List.of(),
          List.of(Port.of("cost", "cost")));

  @Override
  public Card card() {
    return CARD;
  }
}
