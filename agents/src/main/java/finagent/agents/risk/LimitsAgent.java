package finagent.agents.risk;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.risk.Limits;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Caps on name, sector, net and gross exposure, in this order. */
public record LimitsAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "limits",
          "risk",
          2,
          Shape.ROW,
          "Caps on name, sector, net and gross exposure, in this order.",
          "none: clipping and scaling",
          List.of(
              Param.of(
                  "gross",
                  Unit.FRACTION,
                  "Infinity",
                  1e-6,
                  Double.POSITIVE_INFINITY,
                  "sum of absolute weights"),
              Param.of(
                  "net",
                  Unit.FRACTION,
                  "Infinity",
                  0,
                  Double.POSITIVE_INFINITY,
                  "absolute sum of weights"),
              Param.of(
                  "name",
                  Unit.FRACTION,
                  "Infinity",
                  1e-6,
                  Double.POSITIVE_INFINITY,
                  "absolute weight of a name"),
              Param.of(
                  "sector",
                  Unit.FRACTION,
                  "Infinity",
                  1e-6,
                  Double.POSITIVE_INFINITY,
                  "sum of absolute weights of a known sector")),
          List.of(Port.of("weights", "weights")),
          List.of(Port.of("weights", "weights")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new Limits(
        params.number("gross"),
        params.number("net"),
        params.number("name"),
        params.number("sector"));
  }
}
