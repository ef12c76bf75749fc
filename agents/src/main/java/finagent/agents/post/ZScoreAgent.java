package finagent.agents.post;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Port;
import finagent.planner.Shape;
import finagent.sandbox.kernel.post.ZScore;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Standardises the scores of a session. */
public record ZScoreAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "zscore",
          "post",
          1,
          Shape.ROW,
          "Standardises the scores of a session.",
          "sample standard deviation (n - 1)",
          List.of(),
          List.of(Port.of("score", "score"), Port.of("mask", "mask")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new ZScore();
  }
}
