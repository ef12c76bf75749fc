package finagent.agents.portfolio;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.portfolio.RankLongShort;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Long the names with the highest scores, short those with the lowest. */
public record RankLongShortAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "rank-long-short",
          "portfolio",
          1,
          Shape.ROW,
          "Long the names with the highest scores, short those with the lowest.",
          "Jegadeesh and Titman 1993",
          List.of(
              Param.of("long", Unit.FRACTION, "0.1", 0, 1, "share of names held long"),
              Param.of("short", Unit.FRACTION, "0.1", 0, 1, "share of names held short"),
              Param.choice(
                  "weight", "equal", List.of("equal", "inverse-vol"), "weights within a side"),
              Param.of("grossPerSide", Unit.FRACTION, "0.5", 1e-6, 100, "gross of each side")),
          List.of(Port.of("score", "score"), Port.of("mask", "mask"), Port.of("sigma", "vol")),
          List.of(Port.of("weights", "weights")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new RankLongShort(
        params.number("long"),
        params.number("short"),
        params.number("grossPerSide"),
        params.text("weight").equals("inverse-vol"));
  }
}
