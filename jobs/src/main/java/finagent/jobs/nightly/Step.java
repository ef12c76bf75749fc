package finagent.jobs.nightly;

import java.util.SortedMap;

/** One step of a night: done once, its facts kept in the night's log. */
public interface Step {
  /** Its name, unique within the night. */
  String name();

  /**
   * Does it; may be done again where its commit is missing, so what it writes is the same twice.
   *
   * @param done facts of the steps before it, by name
   * @throws GateStopped where the night must not go on
   */
  SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done);
}
