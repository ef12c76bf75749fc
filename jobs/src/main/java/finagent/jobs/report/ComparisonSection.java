package finagent.jobs.report;

import finagent.tables.montecarlo.McResult;
import java.util.List;
import java.util.Optional;

/** What strategies differ in on the same paths. */
final class ComparisonSection {
  private ComparisonSection() {}

  static void write(SimulationReport report, StringBuilder out) {
    if (report.compared().isEmpty()) {
      return;
    }
    out.append("<section>\n<h2>On the same paths, less ")
        .append(Markup.text(report.strategies().get(0).name()))
        .append("</h2>\n");
    SimulationPage.figure(
        "Difference of the Sharpe ratio, mean over the paths; the strong bar is two simulation"
            + " errors to each side, the thin one both errors together",
        DifferenceChart.of(report.compared()),
        out);
    out.append("<div class=\"scroll\"><table>\n<thead><tr><th>strategy</th>");
    for (String heading :
        List.of("return", "\u00b1 sim", "\u00b1 est", "Sharpe", "\u00b1 sim", "\u00b1 est")) {
      out.append("<th class=\"n\">").append(heading).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (SimulationReport.Compared strategy : report.compared()) {
      out.append("<tr><th>").append(Markup.text(strategy.name())).append("</th>");
      for (String number : List.of("total-return", "sharpe")) {
        Optional<McResult> found = strategy.difference(number);
        SimulationPage.cell(
            SimulationPage.shown(number, found.map(McResult::value).orElse(Double.NaN)), out);
        SimulationPage.cell(
            SimulationPage.shown(number, found.map(McResult::simulationError).orElse(Double.NaN)),
            out);
        SimulationPage.cell(
            SimulationPage.shown(number, found.map(McResult::estimationError).orElse(Double.NaN)),
            out);
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table></div>\n</section>\n");
  }
}
