package finagent.agents.risk;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.risk.VolTarget;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Scales weights to a target volatility of the paper portfolio. */
public record VolTargetAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "vol-target",
          "risk",
          1,
          Shape.ROW,
          "Scales weights to a target volatility of the paper portfolio.",
          "Moreira and Muir 2017, eq. 1, with volatility",
          List.of(
              Param.of("annual", Unit.FRACTION, "0.1", 1e-6, 10, "volatility wanted, per year"),
              Param.of("window", Unit.SESSIONS, "60", 2, 2520, "sessions it is measured over"),
              Param.of("maxLeverage", Unit.NUMBER, "2.0", 1e-6, 100, "largest scale")),
          List.of(Port.of("weights", "weights"), Port.of("index", "series")),
          List.of(Port.of("weights", "weights")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new VolTarget(
        params.number("annual"), params.integer("window"), params.number("maxLeverage"));
  }
}
