package finagent.jobs;

import finagent.agents.NamesInputs;
import finagent.agents.Pools;
import finagent.planner.StrategyDag;
import finagent.planner.Task;
import finagent.tables.market.DeltaMarket;
import java.util.HashMap;
import java.util.Map;

/** What tasks need beside inputs of the right types. */
final class TaskNeeds {
  private final Pools pools;
  private final DeltaMarket market;
  private final Map<String, Boolean> withoutSectors = new HashMap<>();

  TaskNeeds(Pools pools, DeltaMarket market) {
    this.pools = pools;
    this.market = market;
  }

  /**
   * Looks at every task of a strategy.
   *
   * @throws IllegalArgumentException if one can only give a wrong number
   */
  void check(StrategyDag dag, String dataSet) {
    for (Task task : dag.tasks()) {
      if (pools.agent(task.agent()) instanceof NamesInputs names) {
        names.check(task);
      }
      if (capsSectors(task) && withoutSectors.computeIfAbsent(dataSet, this::hasNone)) {
        throw new IllegalArgumentException(
            "Task '%s' of strategy '%s' caps the weight of a sector, and no sector is known in data set '%s'. Import them (finagent ingest FILE --kind sectors --name %s) or leave the cap out"
                .formatted(task.id(), dag.name(), dataSet, dataSet));
      }
    }
  }

  private boolean hasNone(String dataSet) {
    return market.dataSet(dataSet).isPresent() && !market.hasSectors(dataSet);
  }

  private static boolean capsSectors(Task task) {
    return task.agent().equals("limits")
        && Double.parseDouble(task.params().getOrDefault("sector", "Infinity"))
            < Double.POSITIVE_INFINITY;
  }
}
