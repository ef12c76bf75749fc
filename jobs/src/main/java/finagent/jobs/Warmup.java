package finagent.jobs;

import finagent.agents.Pools;
import finagent.planner.Card;
import finagent.planner.Shape;
import finagent.planner.StrategyDag;
import finagent.planner.Task;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code warmup: auto} stands for: two years, and more where agents look back further. Each
 * agent ahead of the loop is taken to look back by the largest of its parameters in sessions; what
 * they need one after the other adds up along the longest way. It is rounded up to whole two years,
 * so that the strategies of a sweep read few different slices.
 */
final class Warmup {
  private static final int SESSIONS = 504;

  private Warmup() {}

  /** The strategy with a number in place of {@code auto} where two years are too few. */
  static StrategyDag settled(StrategyDag dag, Pools pools) {
    int needed = lookback(dag, pools);
    if (Slices.days(needed) <= Slices.WARMUP_DAYS) {
      return dag;
    }
    int sessions = (needed + SESSIONS - 1) / SESSIONS * SESSIONS;
    return StrategyDag.of(
        dag.name(), dag.tasks().stream().map(task -> settled(task, sessions)).toList(), pools);
  }

  private static Task settled(Task task, int sessions) {
    if (!task.agent().equals("bars")
        || !"auto".equals(task.params().get("warmup"))
        || "".equals(task.params().get("from"))) {
      return task;
    }
    SortedMap<String, String> params = new TreeMap<>(task.params());
    params.put("warmup", Integer.toString(sessions));
    return new Task(task.id(), task.agent(), params, task.inputs(), task.keep());
  }

  /** Sessions along the longest way through the tasks that are computed ahead of the loop. */
  private static int lookback(StrategyDag dag, Pools pools) {
    Map<String, Integer> until = new HashMap<>();
    for (Task task : dag.tasks()) {
      int before =
          task.inputs().values().stream()
              .map(ref -> until.getOrDefault(ref.task(), 0))
              .max(Comparator.naturalOrder())
              .orElse(0);
      until.put(task.id(), before + own(task, pools.agent(task.agent()).card()));
    }
    return until.values().stream().max(Comparator.naturalOrder()).orElse(0);
  }

  private static int own(Task task, Card card) {
    return card.shape() != Shape.COLUMN && card.shape() != Shape.ROW
        ? 0
        : card.params().stream()
            .filter(param -> param.unit() == Card.Unit.SESSIONS)
            .mapToInt(param -> Integer.parseInt(task.params().getOrDefault(param.name(), "0")))
            .max()
            .orElse(0);
  }
}
