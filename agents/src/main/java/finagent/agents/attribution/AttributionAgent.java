package finagent.agents.attribution;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Port;
import finagent.planner.Shape;
import java.util.List;

/** What made the return: by instrument, sector, source and market. */
public record AttributionAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "attribution",
          "attribution",
          2,
          Shape.SHARDS,
          "What made the return: by instrument, sector, source (price, dividends, each cost) and"
              + " market.",
          "Jensen 1968, market model; the rest are sums",
          List.of(),
          List.of(Port.of("book", "book")),
          List.of(Port.of("table", "table")));

  @Override
  public Card card() {
    return CARD;
  }
}
