package finagent.agents.data;

import finagent.agents.ComputingAgent;
import finagent.agents.ReadsBars;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.data.Universe;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Which instruments may be held: members that trade today and satisfy a condition. */
public record UniverseAgent() implements ComputingAgent, ReadsBars {
  private static final Card CARD =
      new Card(
          "universe",
          "data",
          1,
          Shape.ROW,
          "Which instruments may be held: members that trade today and satisfy a condition.",
          "none: a filter",
          List.of(
              Param.text(
                  "where",
                  Unit.TEXT,
                  "",
                  "comparisons of price, volume, adv20, dollars20 joined by and; empty = all"),
              Param.text("asOf", Unit.FLAG, "true", "whether only members on the day count"),
              Param.choice(
                  "onExit",
                  "sell",
                  List.of("sell", "hold"),
                  "what happens to who no longer qualifies")),
          List.of(Port.of("bars", "bars"), Port.of("adv", "volume")),
          List.of(Port.of("mask", "mask")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public List<String> columns() {
    return List.of("close", "volume", "member");
  }

  @Override
  public Kernel create(Params params) {
    return new Universe(
        params.text("where"), params.flag("asOf"), params.text("onExit").equals("hold"));
  }
}
