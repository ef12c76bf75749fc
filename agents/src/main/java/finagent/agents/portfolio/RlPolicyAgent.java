package finagent.agents.portfolio;

import finagent.agents.ComputingAgent;
import finagent.planner.Card;
import finagent.planner.Card.Param;
import finagent.planner.Card.Port;
import finagent.planner.Card.Unit;
import finagent.planner.Shape;
import finagent.rl.kernel.PolicyKernel;
import finagent.rl.training.LearntPolicy;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Params;
import java.io.Serializable;
import java.util.List;

/**
 * Target weights of a learnt policy. It decides in the loop, because it observes the weights it
 * holds.
 *
 * @param source where policies are found by id; travels to executors
 */
public record RlPolicyAgent(Source source) implements ComputingAgent {
  private static final Card CARD =
      new Card(
          "rl-policy",
          "portfolio",
          1,
          Shape.IN_LOOP,
          "Target weights of a learnt policy; finagent policies lists them.",
          "see the algorithm of the policy",
          List.of(
              Param.text("policy", Unit.TEXT, null, "id of the policy"),
              Param.text(
                  "features",
                  Unit.LIST,
                  "",
                  "what it must have been trained on, in order; empty = whatever it was")),
          List.of(Port.of("index", "series")),
          List.of(Port.of("weights", "weights")));

  /** Finds policies. */
  @FunctionalInterface
  public interface Source extends Serializable {
    /**
     * The policy of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    LearntPolicy policy(String id);
  }

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Kernel create(Params params) {
    return new PolicyKernel(learnt(source, params));
  }

  /**
   * The policy that parameters name.
   *
   * @throws IllegalArgumentException if there is none, or it was trained on other features
   */
  public static LearntPolicy learnt(Source source, Params params) {
    String id = params.text("policy");
    LearntPolicy learnt = source.policy(id);
    List<String> wanted = params.list("features");
    List<String> known = learnt.trading().map(desk -> desk.scaler().columns()).orElse(List.of());
    if (!wanted.isEmpty() && !wanted.equals(known)) {
      throw new IllegalArgumentException(
          "Policy '%s' was trained on the features %s; the strategy asks for %s"
              .formatted(id, known, wanted));
    }
    return learnt;
  }
}
