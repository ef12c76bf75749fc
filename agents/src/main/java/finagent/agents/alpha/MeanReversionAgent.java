package finagent.agents.alpha;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.alpha.MeanReversion;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Minus the z-score of the index against its trailing mean. */
public record MeanReversionAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "mean-reversion",
          "alpha",
          1,
          Shape.COLUMN,
          "Minus the z-score of the index against its trailing mean.",
          "Lehmann 1990; Bollinger 2001",
          List.of(
              Param.of("window", Unit.SESSIONS, "5", 2, 2520, "sessions of the mean and deviation"),
              Param.of(
                  "enter",
                  Unit.NUMBER,
                  "0.0",
                  0,
                  100,
                  "no score where the z-score is nearer to 0")),
          List.of(Port.of("index", "series")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new MeanReversion(params.integer("window"), params.number("enter"));
  }
}
