package finagent.agents.cost;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** Square-root market impact: coefficient x volatility x root of order over daily volume. */
public record ImpactAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "impact",
          "cost",
          1,
          Shape.SETTING,
          "Square-root market impact: coefficient x volatility x root of order over daily volume.",
          "Almgren et al. 2005; Toth et al. 2011, eq. 1",
          List.of(Param.of("coefficient", Unit.NUMBER, "1.0", 0, 100, "Y of the square-root law")),
          List.of(),
          List.of(Port.of("cost", "cost")));

  @Override
  public Card card() {
    return CARD;
  }
}
