package finagent.agents.risk;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.risk.DrawdownGuard;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Goes flat when the account has lost too much since its peak, and comes back after a while. */
public record DrawdownGuardAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "drawdown-guard",
          "risk",
          2,
          Shape.IN_LOOP,
          "Goes flat when the account has lost too much since its peak, and comes back after a"
              + " while.",
          "Kaminski and Lo 2014, section 2.1",
          List.of(
              Param.of(
                  "limit",
                  Unit.FRACTION,
                  "0.2",
                  1e-6,
                  1,
                  "loss from the peak at which it goes flat"),
              Param.of("cooldown", Unit.SESSIONS, "20", 1, 2520, "sessions it stays flat")),
          List.of(Port.of("weights", "weights")),
          List.of(Port.of("weights", "weights")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new DrawdownGuard(params.number("limit"), params.integer("cooldown"));
  }
}
