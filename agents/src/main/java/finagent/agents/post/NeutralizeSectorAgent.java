package finagent.agents.post;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Port;
import finagent.planner.Shape;
import finagent.sandbox.kernel.post.NeutralizeSector;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Takes the mean of its sector off each score. */
public record NeutralizeSectorAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "neutralize-sector",
          "post",
          1,
          Shape.ROW,
          "Takes the mean of its sector off each score.",
          "Grinold and Kahn 2000, chapter 14",
          List.of(),
          List.of(Port.of("score", "score"), Port.of("mask", "mask")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new NeutralizeSector();
  }
}
