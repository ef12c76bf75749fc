package finagent.agents.data;

import finagent.agents.Agent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import java.util.List;

/** Bars of a data set, with actions, sectors and membership. */
public record BarsAgent() implements Agent {
  private static final Card CARD =
      new Card(
          "bars",
          "data",
          1,
          Shape.SOURCE,
          "Bars of a data set, with actions, sectors and membership.",
          "none: data",
          List.of(
              Param.text("set", Unit.TEXT, null, "name of the data set"),
              Param.text("pin", Unit.TEXT, "latest", "table version to read, or latest"),
              Param.text("instruments", Unit.LIST, "", "ids; empty = all"),
              Param.text("index", Unit.TEXT, "", "index whose members are marked; empty = none"),
              Param.text(
                  "benchmark",
                  Unit.TEXT,
                  "",
                  "series of benchmark returns; empty = that named as the set, if any"),
              Param.text(
                  "from", Unit.TEXT, "", "first session, yyyy-mm-dd; empty = first of the data"),
              Param.text("to", Unit.TEXT, "", "last session, yyyy-mm-dd; empty = last of the data"),
              Param.text("warmup", Unit.TEXT, "auto", "sessions read before the first, or auto")),
          List.of(),
          List.of(Port.of("bars", "bars")));

  @Override
  public Card card() {
    return CARD;
  }
}
