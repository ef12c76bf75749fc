package finagent.agents.attribution;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** Stands cash, benchmark, equal weight and random signals beside a book. */
public record ControlsAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "controls",
          "attribution",
          5,
          Shape.SHARDS,
          "Stands cash, benchmark, equal weight and random signals beside a book.",
          "permutation tests, Aronson 2006, chapter 6",
          List.of(
              Param.of(
                  "draws",
                  Unit.COUNT,
                  "500",
                  0,
                  1000000,
                  "random books of matched turnover and gross"),
              Param.of("seed", Unit.COUNT, "1", 0, Long.MAX_VALUE, "of the draws")),
          List.of(Port.of("book", "book"), Port.optional("mask", "mask")),
          List.of(Port.of("table", "table")));

  @Override
  public Card card() {
    return CARD;
  }
}
