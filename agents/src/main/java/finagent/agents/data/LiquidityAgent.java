package finagent.agents.data;

import finagent.agents.ComputingAgent;
import finagent.agents.ReadsBars;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.sandbox.kernel.data.Liquidity;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/** Average daily volume in shares and daily volatility, trailing. */
public record LiquidityAgent() implements ComputingAgent, ReadsBars {
  private static final Card CARD =
      new Card(
          "liquidity",
          "data",
          1,
          Shape.COLUMN,
          "Average daily volume in shares and daily volatility, trailing.",
          "sample standard deviation (n - 1) of simple returns",
          List.of(
              Param.of(
                  "window",
                  Unit.SESSIONS,
                  "20",
                  2,
                  2520,
                  "sessions averaged over, today included")),
          List.of(Port.of("bars", "bars"), Port.of("index", "series")),
          List.of(Port.of("adv", "volume"), Port.of("sigma", "vol")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public List<String> columns() {
    return List.of("volume", "split");
  }

  @Override
  public Kernel create(Params params) {
    return new Liquidity(params.integer("window"));
  }
}
