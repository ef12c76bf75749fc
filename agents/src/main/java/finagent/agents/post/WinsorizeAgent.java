package finagent.agents.post;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.post.Winsorize;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Pulls the extreme scores of a session in. */
public record WinsorizeAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "winsorize",
          "post",
          1,
          Shape.ROW,
          "Pulls the extreme scores of a session in.",
          "Dixon 1960",
          List.of(
              Param.of("share", Unit.FRACTION, "0.025", 0, 0.49, "of the scores, on each side")),
          List.of(Port.of("score", "score"), Port.of("mask", "mask")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new Winsorize(params.number("share"));
  }
}
