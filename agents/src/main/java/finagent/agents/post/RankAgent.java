package finagent.agents.post;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Port;
import finagent.planner.Shape;
import finagent.sandbox.kernel.post.Rank;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Ranks the scores of a session evenly over -1 to 1. */
public record RankAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "rank",
          "post",
          1,
          Shape.ROW,
          "Ranks the scores of a session evenly over -1 to 1.",
          "Kendall 1945, mid-ranks",
          List.of(),
          List.of(Port.of("score", "score"), Port.of("mask", "mask")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new Rank();
  }
}
