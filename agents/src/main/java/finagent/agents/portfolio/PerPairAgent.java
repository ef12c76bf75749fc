package finagent.agents.portfolio;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.portfolio.PerPair;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** So much gross for every open pair. */
public record PerPairAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "per-pair",
          "portfolio",
          1,
          Shape.ROW,
          "So much gross for every open pair.",
          "none: a product",
          List.of(
              Param.of("gross", Unit.FRACTION, "0.05", 1e-6, 100, "gross of each pair"),
              Param.of("maxGross", Unit.FRACTION, "1.0", 1e-6, 100, "gross of all pairs at most"),
              Param.choice(
                  "legs",
                  "both-or-none",
                  List.of("both-or-none", "one-by-one"),
                  "how legs that move together are filled")),
          List.of(Port.of("pairs", "pairs"), Port.of("groups", "groups")),
          List.of(Port.of("weights", "weights"), Port.of("groups", "groups")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new PerPair(
        params.number("gross"),
        params.number("maxGross"),
        params.text("legs").equals("both-or-none"));
  }
}
