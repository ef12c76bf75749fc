package finagent.agents.attribution;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Port;
import finagent.planner.Shape;
import java.util.List;

/** Profit and loss by instrument and by cost. */
public record AttributionAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "attribution",
          "attribution",
          1,
          Shape.SHARDS,
          "Profit and loss by instrument and by cost.",
          "none: sums",
          List.of(),
          List.of(Port.of("book", "book")),
          List.of(Port.of("table", "table")));

  @Override
  public Card card() {
    return CARD;
  }
}
