package finagent.jobs.report;

import java.util.List;

/**
 * All that the page of a stress test says.
 *
 * @param notes what had to be assumed or was not run, and known biases of the data
 * @param cells strategy by strategy, within it scenario by scenario
 * @param versions of the tables read
 */
public record StressReport(
    String title,
    String runId,
    String digest,
    List<String> notes,
    List<Cell> cells,
    String versions) {
  public StressReport {
    notes = List.copyOf(notes);
    cells = List.copyOf(cells);
  }

  /**
   * One strategy in one scenario.
   *
   * @param scenario a rung of a ladder is named {@code kind value}
   * @param sessions its first and last day
   * @param result return over the sessions; NaN = the strategy was not open
   * @param was the same in the market as it was
   * @param drawdown deepest fall from a peak within the sessions
   * @param costs what the scenario adds to the costs, account currency
   * @param fills what it adds to the number of fills
   */
  public record Cell(
      String strategy,
      String scenario,
      String sessions,
      double result,
      double was,
      double drawdown,
      double costs,
      int fills) {
    /** What the scenario adds to the return. */
    public double change() {
      return result - was;
    }
  }

  /** The page as one HTML file: it loads nothing and runs nothing. */
  public String html() {
    return StressSection.page(this);
  }
}
