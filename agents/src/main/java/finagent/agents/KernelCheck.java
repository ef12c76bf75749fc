package finagent.agents;

import finagent.planner.Card;
import finagent.planner.Shape;
import finagent.planner.StrategyDag;
import finagent.planner.Task;
import finagent.sandbox.program.Params;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether strategies can be computed at all: their agents take the parameters they are given
 * together, and what is computed ahead reads nothing that is decided in the loop. Agents that trade
 * by a policy are left out, since policies lie in a warehouse. Parameters seen once are not tried
 * again. Not thread-safe.
 */
public final class KernelCheck {
  private final Pools pools;
  private final Set<List<Object>> seen = new HashSet<>();

  public KernelCheck(Pools pools) {
    this.pools = pools;
  }

  /**
   * Checks a strategy.
   *
   * @throws IllegalArgumentException if it cannot be computed, naming task and strategy
   */
  public void check(StrategyDag dag) {
    Map<String, Shape> shapes = new HashMap<>();
    for (Task task : dag.tasks()) {
      Agent agent = pools.agent(task.agent());
      shapes.put(task.id(), agent.card().shape());
      inputs(dag, task, agent.card(), shapes);
      boolean byPolicy = agent.card().param("policy").isPresent();
      if (agent instanceof ComputingAgent computing
          && !byPolicy
          && !seen.contains(List.of(task.agent(), task.params()))) {
        create(dag, task, computing);
        seen.add(List.of(task.agent(), task.params()));
      }
    }
  }

  private static void create(StrategyDag dag, Task task, ComputingAgent agent) {
    try {
      agent.create(new Params(task.params()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where(dag, task) + e.getMessage(), e);
    }
  }

  private static String where(StrategyDag dag, Task task) {
    return "Task '%s' of strategy '%s': ".formatted(task.id(), dag.name());
  }

  private static void inputs(StrategyDag dag, Task task, Card card, Map<String, Shape> shapes) {
    if (card.shape() != Shape.COLUMN && card.shape() != Shape.ROW) {
      return;
    }
    for (Task.Ref source : task.inputs().values()) {
      if (shapes.get(source.task()) == Shape.IN_LOOP) {
        throw new IllegalArgumentException(
            where(dag, task)
                + "agent '%s' is computed ahead and cannot read '%s', which decides in the loop; let it come before"
                    .formatted(task.agent(), source.task()));
      }
    }
  }
}
