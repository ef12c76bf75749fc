package finagent.agents.audit;

import finagent.agents.ComputingAgent;
import finagent.agents.ReadsBars;
import finagent.planner.Card;
import finagent.planner.Shape;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/**
 * A user's agent with a leak, or its honest twin.
 *
 * @param type of the port it reads where it reads no bars
 * @param param name of its horizon
 */
record Planted(String name, Kind kind, boolean honest, String type, String param, int horizon)
    implements ComputingAgent, ReadsBars {
  @Override
  public Card card() {
    return new Card(
        name,
        "alpha",
        1,
        kind.shape,
        "Planted by a test.",
        "none",
        List.of(Card.Param.of(param, Card.Unit.SESSIONS, "" + horizon, 1, 1000, "bars")),
        List.of(kind.columns.isEmpty() ? Card.Port.of("in", type) : Card.Port.of("bars", "bars")),
        List.of(Card.Port.of("score", "score")));
  }

  @Override
  public List<String> columns() {
    return kind.columns;
  }

  @Override
  public Kernel create(Params params) {
    int h = params.integer(param);
    return honest ? Twins.of(kind, h) : Leaks.of(kind, h);
  }

  /** Looks at a bar it counts on, by its number. */
  record Brittle() implements ComputingAgent, ReadsBars {
    private static final int BAR = 150;

    @Override
    public Card card() {
      return new Card(
          "brittle",
          "alpha",
          1,
          Shape.COLUMN,
          "Planted by a test.",
          "none",
          List.of(),
          List.of(Card.Port.of("bars", "bars")),
          List.of(Card.Port.of("score", "score")));
    }

    @Override
    public List<String> columns() {
      return List.of("close");
    }

    @Override
    public Kernel create(Params params) {
      return (Leaks.Cells) (block, r, i) -> block.in(0)[BAR * block.width() + i];
    }
  }
}
