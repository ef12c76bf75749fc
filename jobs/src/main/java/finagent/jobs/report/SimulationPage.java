package finagent.jobs.report;

/** The page of a simulation as one HTML file: it loads nothing and runs nothing. */
public final class SimulationPage {
  private SimulationPage() {}

  /** The whole page. */
  public static String html(SimulationReport report) {
    return Markup.text(report.title());
  }
}
