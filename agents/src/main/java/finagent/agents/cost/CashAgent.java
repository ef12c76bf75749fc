package finagent.agents.cost;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** Interest on cash and margin, over the market rate of the cash series or fixed. */
public record CashAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "cash",
          "cost",
          2,
          Shape.SETTING,
          "Interest on cash and margin, over the market rate of the cash series or fixed.",
          "none: rates",
          List.of(
              Param.of(
                  "spread", Unit.FRACTION, "0.0", -1, 10, "added to the base for positive cash"),
              Param.of(
                  "margin", Unit.FRACTION, "0.0", -1, 10, "added to the base for negative cash"),
              base("cashBase", "what the rate of positive cash is over"),
              base("marginBase", "what the rate of negative cash is over"),
              Param.of(
                  "rate", Unit.FRACTION, "0.0", -1, 10, "annual rate where the market has none")),
          List.of(),
          List.of(Port.of("cost", "cost")));

  private static Param base(String name, String meaning) {
    return Param.choice(name, "market", List.of("market", "none"), meaning);
  }

  @Override
  public Card card() {
    return CARD;
  }
}
