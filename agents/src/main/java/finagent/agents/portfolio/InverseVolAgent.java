package finagent.agents.portfolio;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Shape;
import finagent.sandbox.kernel.portfolio.SignWeights;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Weights in proportion to 1/volatility, long above a score of 0 and short below, gross 1. */
public record InverseVolAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "inverse-vol",
          "portfolio",
          1,
          Shape.ROW,
          "Weights in proportion to 1/volatility, long above a score of 0 and short below, gross"
              + " 1.",
          "Maillard, Roncalli and Teiletche 2010, equal correlations",
          List.of(
              Param.choice(
                  "side",
                  "long-short",
                  List.of("long-short", "long-only"),
                  "whether scores below 0 are sold short")),
          List.of(Port.of("score", "score"), Port.of("mask", "mask"), Port.of("sigma", "vol")),
          List.of(Port.of("weights", "weights")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return SignWeights.inverseVol(params.text("side").equals("long-short"));
  }
}
