package finagent.agents.alpha;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.alpha.Momentum;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Past return, or its sign, over a period that ends some sessions ago. */
public record MomentumAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "momentum",
          "alpha",
          1,
          Shape.COLUMN,
          "Past return, or its sign, over a period that ends some sessions ago.",
          "Jegadeesh and Titman 1993; Moskowitz, Ooi and Pedersen 2012, eq. 4",
          List.of(
              Param.of(
                  "lookback",
                  Unit.SESSIONS,
                  "252",
                  1,
                  2520,
                  "sessions back to the start of the period"),
              Param.of("skip", Unit.SESSIONS, "21", 0, 2519, "sessions back to its end"),
              Param.choice(
                  "mode",
                  "cross-sectional",
                  List.of("cross-sectional", "time-series"),
                  "the return itself, or its sign")),
          List.of(Port.of("index", "series")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new Momentum(
        params.integer("lookback"),
        params.integer("skip"),
        params.text("mode").equals("time-series"));
  }
}
