package finagent.agents.cost;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** Half the bid-ask spread, paid on every fill. */
public record SpreadAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "spread",
          "cost",
          1,
          Shape.SETTING,
          "Half the bid-ask spread, paid on every fill.",
          "Demsetz 1968",
          List.of(Param.of("half", Unit.FRACTION, "0.0", 0, 0.5, "of the notional")),
          List.of(),
          List.of(Port.of("cost", "cost")));

  @Override
  public Card card() {
    return CARD;
  }
}
