package finagent.agents.alpha;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.alpha.MaCross;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** 1 while the fast moving average of the index is above the slow one, else 0. */
public record MaCrossAgent() implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "ma-cross",
          "alpha",
          1,
          Shape.COLUMN,
          "1 while the fast moving average of the index is above the slow one, else 0.",
          "Brock, Lakonishok and LeBaron 1992, section II",
          List.of(
              Param.of("fast", Unit.SESSIONS, "50", 1, 2519, "sessions of the fast mean"),
              Param.of("slow", Unit.SESSIONS, "200", 2, 2520, "sessions of the slow mean")),
          List.of(Port.of("index", "series")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new MaCross(params.integer("fast"), params.integer("slow"));
  }
}
