package finagent.jobs.report;

import finagent.sandbox.montecarlo.Histogram;
import finagent.tables.montecarlo.McResult;
import java.util.List;
import java.util.Optional;

/**
 * The page of a simulation as one HTML file: it loads nothing and runs nothing. Every number stands
 * beside its simulation error and its estimation error.
 */
public final class SimulationPage {
  private static final List<String> NUMBERS =
      List.of(
          "total-return",
          "cagr",
          "volatility",
          "sharpe",
          "max-drawdown",
          "drawdown-sessions",
          "under-water",
          "lowest-equity",
          "turnover");
  private static final List<String> TAIL =
      List.of("var95", "var99", "es95", "es99", "loss-probability");
  private static final List<String> PLAIN = List.of("sharpe", "drawdown-sessions", "turnover");

  private SimulationPage() {}

  /** The whole page. */
  public static String html(SimulationReport report) {
    StringBuilder out = new StringBuilder(1 << 17);
    ReportPage.head(report.title(), out);
    out.append("<header>\n<p class=\"kicker\">FinAgent run ")
        .append(Markup.text(report.runId()))
        .append("</p>\n<h1>")
        .append(Markup.text(report.title()))
        .append("</h1>\n<p class=\"source\">Data: <strong>")
        .append(Markup.text(report.source()))
        .append("</strong>. ")
        .append(Markup.text(report.how()))
        .append("</p>\n");
    ReportPage.warnings(report.notes(), out);
    out.append("</header>\n");
    for (SimulationReport.Strategy strategy : report.strategies()) {
      section(strategy, out);
    }
    ComparisonSection.write(report, out);
    LikenessSection.write(report, out);
    errors(report, out);
    out.append("<section>\n<h2>How to reproduce it</h2>\n<pre>scripts/finagent replay-path ")
        .append(Markup.text(report.runId()))
        .append(" 0</pre>\n<dl>\n<div><dt>Digest of the results</dt><dd>")
        .append(Markup.text(report.digest()))
        .append("</dd></div>\n<div><dt>Table versions</dt><dd>")
        .append(Markup.text(report.versions()))
        .append("</dd></div>\n</dl>\n</section>\n");
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void section(SimulationReport.Strategy strategy, StringBuilder out) {
    out.append("<section class=\"strategy\">\n<h2>")
        .append(Markup.text(strategy.name()))
        .append("</h2>\n<div class=\"scroll\">");
    numbers(strategy, out);
    out.append("</div>\n<div class=\"scroll\">");
    tail(strategy, out);
    out.append("</div>\n");
    String fan = SimulationCharts.fan(strategy);
    if (!fan.isEmpty()) {
      figure(
          "Growth of 1, net of costs, logarithmic: half of the paths in the dark band, 90 % in the"
              + " middle one, 98 % in the light one; the thin line is the median, the strong one"
              + " the history itself",
          fan, out);
      figure(
          "Fall from the last peak: median, and the worst 25 %, 5 % and 1 % of the paths at each"
              + " session",
          SimulationCharts.drawdowns(strategy), out);
    }
    out.append("<div class=\"columns\">\n");
    for (String number : List.of("total-return", "sharpe", "max-drawdown", "under-water")) {
      Histogram histogram = strategy.histograms().get(number);
      String drawn =
          histogram == null
              ? ""
              : SimulationCharts.histogram(
                  label(number),
                  histogram,
                  value(strategy, number, "history"),
                  v -> shown(number, v));
      if (!drawn.isEmpty()) {
        out.append("<figure>\n<figcaption><strong>")
            .append(Markup.text(label(number)))
            .append("</strong>, share of paths; bars are two standard errors long")
            .append("</figcaption>")
            .append(drawn)
            .append("\n</figure>\n");
      }
    }
    out.append("</div>\n");
    if (!strategy.worst().isEmpty()) {
      figure(
          "The worst paths beside the history; finagent replay-path draws any of them alone",
          SimulationCharts.worst(strategy),
          out);
    }
    out.append("</section>\n");
  }

  static void figure(String caption, String svg, StringBuilder out) {
    out.append("<figure>\n<figcaption>")
        .append(Markup.text(caption))
        .append("</figcaption>\n<div class=\"scroll\">")
        .append(svg)
        .append("</div>\n</figure>\n");
  }

  private static void numbers(SimulationReport.Strategy strategy, StringBuilder out) {
    out.append("<table class=\"wide\">\n<thead><tr><th>of a path</th>");
    for (String heading :
        List.of(
            "history",
            "its rank",
            "mean",
            "\u00b1 sim",
            "\u00b1 est",
            "5\u00a0%",
            "median",
            "95\u00a0%")) {
      out.append("<th class=\"n\">").append(heading).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (String number : NUMBERS) {
      Optional<McResult> mean = find(strategy, number, "mean");
      out.append("<tr><th>").append(Markup.text(label(number))).append("</th>");
      cell(shown(number, value(strategy, number, "history")), out);
      cell(Figures.percent(value(strategy, number, "history-rank"), 1), out);
      cell(shown(number, mean.map(McResult::value).orElse(Double.NaN)), out);
      cell(shown(number, mean.map(McResult::simulationError).orElse(Double.NaN)), out);
      cell(shown(number, mean.map(McResult::estimationError).orElse(Double.NaN)), out);
      for (String quantile : List.of("q05", "q50", "q95")) {
        cell(withError(strategy, number, quantile), out);
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>");
  }

  private static void tail(SimulationReport.Strategy strategy, StringBuilder out) {
    out.append("<table>\n<thead><tr><th>tail of the total return</th><th class=\"n\">value</th>")
        .append("<th class=\"n\">\u00b1 sim</th><th class=\"n\">\u00b1 est</th></tr></thead>")
        .append("<tbody>\n");
    TAIL.forEach(m -> row(label(m), find(strategy, "total-return", m), out));
    row("probability of ruin", find(strategy, "ruin", "mean"), out);
    out.append("</tbody>\n</table>");
  }

  private static void row(String label, Optional<McResult> result, StringBuilder out) {
    out.append("<tr><th>").append(Markup.text(label)).append("</th>");
    cell(Figures.percent(result.map(McResult::value).orElse(Double.NaN), 2), out);
    cell(Figures.percent(result.map(McResult::simulationError).orElse(Double.NaN), 2), out);
    cell(Figures.percent(result.map(McResult::estimationError).orElse(Double.NaN), 2), out);
    out.append("</tr>\n");
  }

  private static void errors(SimulationReport report, StringBuilder out) {
    out.append(
            "<section>\n<h2>Two errors</h2>\n<p class=\"small\">\u00b1 sim is the standard error")
        .append(" from the number of paths: four times the paths halve it. \u00b1 est is the")
        .append(" standard error from the length of the history, which no number of paths reduces")
        .append(": ")
        .append(
            report.worlds() == 0
                ? unknown(report.calibration())
                : "each of "
                    + report.worlds()
                    + " worlds is a history drawn from the data in blocks, the model fitted to it"
                    + " anew and 512 paths run; it is the spread of a number over the worlds less"
                    + " what their 512 paths explain. A dash: below what the worlds resolve.")
        .append(
            " Rank: share of paths at or below what the history itself gives.</p>\n</section>\n");
  }

  private static String unknown(String calibration) {
    return calibration.isEmpty()
        ? "it was not estimated in this run."
        : "it was not estimated: the parameters are those of calibration "
            + Markup.text(calibration)
            + ", whose errors finagent calibrate told.";
  }

  static void cell(String text, StringBuilder out) {
    out.append("<td class=\"n\">").append(Markup.text(text)).append("</td>");
  }

  private static String withError(
      SimulationReport.Strategy strategy, String number, String measure) {
    Optional<McResult> found = find(strategy, number, measure);
    double error = found.map(McResult::simulationError).orElse(Double.NaN);
    String value = shown(number, found.map(McResult::value).orElse(Double.NaN));
    return Double.isNaN(error) ? value : value + " \u00b1 " + shown(number, error);
  }

  static Optional<McResult> find(
      SimulationReport.Strategy strategy, String statistic, String measure) {
    return strategy.results().stream()
        .filter(
            r -> r.step() == 0 && r.statistic().equals(statistic) && r.measure().equals(measure))
        .findFirst();
  }

  private static double value(
      SimulationReport.Strategy strategy, String statistic, String measure) {
    return find(strategy, statistic, measure).map(McResult::value).orElse(Double.NaN);
  }

  private static String label(String number) {
    return switch (number) {
      case "cagr" -> "return a year";
      case "sharpe" -> "Sharpe ratio";
      case "under-water" -> "time under water";
      case "var95", "var99", "es95", "es99" ->
          (number.startsWith("var") ? "value at risk, " : "expected shortfall, ")
              + number.substring(number.length() - 2)
              + "\u00a0%";
      case "loss-probability" -> "probability of a loss";
      default -> number.replace('-', ' ');
    };
  }

  static String shown(String number, double value) {
    return PLAIN.contains(number)
        ? Figures.ratio(value, number.equals("drawdown-sessions") ? 0 : 3)
        : Figures.percent(value, 1);
  }
}
