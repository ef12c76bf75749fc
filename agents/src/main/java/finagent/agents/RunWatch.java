package finagent.agents;

import finagent.planner.ExecutionPlan.Planned;
import java.util.List;

/** Told what happens while a plan is executed. Calls come from the driver's thread, in order. */
public interface RunWatch {
  /**
   * Tasks changed their status together.
   *
   * @param seconds since they began; 0 where they did not run
   */
  void moved(List<Planned> tasks, Status status, double seconds, String message);

  /** Work of a stage that is done, out of all of it. */
  void progress(String what, long done, long total);
}
