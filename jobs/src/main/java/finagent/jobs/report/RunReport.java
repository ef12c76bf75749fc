package finagent.jobs.report;

import java.util.List;

/**
 * All that the page of a run says.
 *
 * @param digest of the results; empty if the run has none
 * @param facts when, where and how it ran, in the order shown
 * @param planSvg the drawn plan, one {@code <svg>} element; empty = none
 * @param replay the command that reproduces the run
 */
public record RunReport(
    String title,
    String runId,
    String digest,
    Source source,
    List<Fact> facts,
    List<StrategyReport> strategies,
    String planSvg,
    Reuse reuse,
    String replay) {
  public RunReport {
    facts = List.copyOf(facts);
    strategies = List.copyOf(strategies);
    planSvg = planSvg.isBlank() ? "" : Drawing.checked(planSvg);
  }

  /**
   * Where the data comes from.
   *
   * @param name e.g. {@code synthetic:standard (seed 1)}
   * @param extent e.g. {@code 200 instruments, 2,520 sessions, 2014-12-26 to 2024-12-31}
   * @param warnings known biases, shown before any result
   */
  public record Source(String name, String extent, List<String> warnings) {
    public Source {
      warnings = List.copyOf(warnings);
    }
  }

  /** A line of the run's description. */
  public record Fact(String name, String value) {}

  /**
   * What became of the planned tasks.
   *
   * @param computed in this run
   * @param reused taken from the memory
   * @param skipped not needed
   * @param saved tasks that strategies share and that were planned once
   */
  public record Reuse(int computed, int reused, int skipped, int saved) {}
}
