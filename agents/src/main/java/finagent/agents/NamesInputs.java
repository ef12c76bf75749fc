package finagent.agents;

import finagent.planner.Task;

/** An agent whose parameters name its inputs. */
public interface NamesInputs {
  /**
   * Compares what the parameters of a task name with what it reads.
   *
   * @throws IllegalArgumentException if they differ, naming both
   */
  void check(Task task);
}
