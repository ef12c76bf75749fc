package finagent.agents.cost;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/**
 * What the broker takes: a share of the notional, money per share, at least a minimum per order.
 */
public record CommissionAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "commission",
          "cost",
          1,
          Shape.SETTING,
          "What the broker takes: a share of the notional, money per share, at least a minimum per"
              + " order.",
          "none: a tariff",
          List.of(
              Param.of("rate", Unit.FRACTION, "0.0", 0, 0.5, "of the notional"),
              Param.of("perShare", Unit.MONEY, "0.0", 0, 1000, "per share"),
              Param.of("minimum", Unit.MONEY, "0.0", 0, 1000000.0, "per order at least")),
          List.of(),
          List.of(Port.of("cost", "cost")));

  @Override
  public Card card() {
    return CARD;
  }
}
