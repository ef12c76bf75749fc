package finagent.agents.data;

import finagent.agents.ComputingAgent;
import finagent.agents.ReadsBars;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.data.Returns;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Total-return index from raw closes and corporate actions. */
public record ReturnsAgent() implements ComputingAgent, ReadsBars {
  private static final Card CARD =
      new Card(
          "returns",
          "data",
          1,
          Shape.COLUMN,
          "Total-return index from raw closes and corporate actions.",
          "CRSP holding-period return, compounded forward",
          List.of(
              Param.of(
                  "stale",
                  Unit.SESSIONS,
                  "20",
                  1,
                  2520,
                  "sessions without a bar after which there is no index")),
          List.of(Port.of("bars", "bars")),
          List.of(Port.of("index", "series")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public List<String> columns() {
    return List.of("close", "split", "dividend", "spinoff", "delisting");
  }

  @Override
  public Kernel create(Params params) {
    return new Returns(params.integer("stale"));
  }
}
