package finagent.agents.alpha;

import finagent.agents.ComputingAgent;
import finagent.agents.portfolio.RlPolicyAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.rl.kernel.PolicySignal;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.util.List;

/**
 * The weights a learnt policy wants, as scores that other agents rank, combine and limit. It
 * observes a paper book without costs instead of the account; {@link RlPolicyAgent} observes the
 * account.
 *
 * @param source where policies are found by id; travels to executors
 */
public record RlSignalAgent(RlPolicyAgent.Source source) implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "rl-signal",
          "alpha",
          1,
          Shape.ROW,
          "Weights a learnt policy wants, as scores; finagent policies lists them.",
          "see the algorithm of the policy",
          List.of(
              Param.text("policy", Unit.TEXT, null, "id of the policy"),
              Param.text(
                  "features",
                  Unit.LIST,
                  "",
                  "what it must have been trained on, in order; empty = whatever it was")),
          List.of(Port.of("index", "series")),
          List.of(Port.of("score", "score")));

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new PolicySignal(RlPolicyAgent.learnt(source, params));
  }
}
