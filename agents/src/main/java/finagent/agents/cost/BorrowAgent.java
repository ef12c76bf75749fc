package finagent.agents.cost;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** Annual fee on short positions. */
public record BorrowAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "borrow",
          "cost",
          1,
          Shape.SETTING,
          "Annual fee on short positions.",
          "none: a rate",
          List.of(Param.of("rate", Unit.FRACTION, "0.0", 0, 10, "per year, simple, actual/365")),
          List.of(),
          List.of(Port.of("cost", "cost")));

  @Override
  public Card card() {
    return CARD;
  }
}
