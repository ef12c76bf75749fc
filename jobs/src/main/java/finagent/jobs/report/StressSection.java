package finagent.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the page of a stress test: heat map, tornados, ladders, and every number in a table. */
final class StressSection {
  private static final int MOST_TORNADOS = 8;
  private static final Pattern RUNG =
      Pattern.compile("(move|volatility|correlation|spread|volume|borrow|rate) (-?[0-9.E-]+)");

  private StressSection() {}

  static String page(StressReport report) {
    StringBuilder out = new StringBuilder(1 << 16);
    ReportPage.head(report.title(), out);
    out.append("<header>\n<p class=\"kicker\">FinAgent run ")
        .append(Markup.text(report.runId()))
        .append("</p>\n<h1>")
        .append(Markup.text(report.title()))
        .append("</h1>\n<p class=\"source\">Each strategy ran again in each scenario; ")
        .append("a change is against the same sessions in the market as it was.</p>\n");
    ReportPage.warnings(report.notes(), out);
    out.append("</header>\n");
    List<StressReport.Cell> scenarios = new ArrayList<>();
    Map<String, List<StressReport.Cell>> ladders = new LinkedHashMap<>();
    for (StressReport.Cell cell : report.cells()) {
      Matcher rung = RUNG.matcher(cell.scenario());
      if (rung.matches()) {
        ladders.computeIfAbsent(rung.group(1), kind -> new ArrayList<>()).add(cell);
      } else {
        scenarios.add(cell);
      }
    }
    changes(scenarios, out);
    if (!ladders.isEmpty()) {
      out.append("<section>\n<h2>Ladders: one quantity, all else equal</h2>\n");
      out.append("<div class=\"columns\">\n");
      ladders.forEach(
          (kind, rungs) ->
              figure(caption(kind), StressCharts.ladder(kind, points(rungs)), false, out));
      out.append("</div>\n</section>\n");
    }
    table(report.cells(), out);
    out.append("<section>\n<h2>How it is remembered</h2>\n<dl>\n<div><dt>Digest of the rows in")
        .append(" the table stress</dt><dd>")
        .append(Markup.text(report.digest()))
        .append("</dd></div>\n<div><dt>Table versions</dt><dd>")
        .append(Markup.text(report.versions()))
        .append("</dd></div>\n</dl>\n</section>\n");
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void changes(List<StressReport.Cell> cells, StringBuilder out) {
    if (cells.isEmpty()) {
      return;
    }
    Set<String> strategies = new LinkedHashSet<>();
    cells.forEach(cell -> strategies.add(cell.strategy()));
    out.append("<section>\n<h2>What the scenarios change</h2>\n");
    if (strategies.size() > 1) {
      figure(
          "Change of the return over the sessions of the scenario, by strategy; red is worse",
          StressCharts.heatMap(List.copyOf(strategies), cells),
          true,
          out);
    }
    strategies.stream()
        .limit(MOST_TORNADOS)
        .forEach(
            name ->
                figure(
                    name + ": change of the return, the largest first",
                    StressCharts.tornado(
                        name, cells.stream().filter(c -> c.strategy().equals(name)).toList()),
                    true,
                    out));
    out.append("</section>\n");
  }

  private static Map<String, List<StressCharts.Point>> points(List<StressReport.Cell> rungs) {
    Map<String, List<StressCharts.Point>> lines = new LinkedHashMap<>();
    for (StressReport.Cell cell : rungs) {
      Matcher rung = RUNG.matcher(cell.scenario());
      if (rung.matches() && !Double.isNaN(cell.change())) {
        lines
            .computeIfAbsent(cell.strategy(), name -> new ArrayList<>())
            .add(new StressCharts.Point(Double.parseDouble(rung.group(2)), cell.change()));
      }
    }
    return lines;
  }

  private static String caption(String kind) {
    return switch (kind) {
      case "move" -> "Market move; change of the return";
      case "rate" -> "Change of the interest rate; change of the return";
      case "correlation" -> "Share of the way to correlation 1; change of the return";
      default -> "Multiple of " + kind + "; change of the return";
    };
  }

  private static void figure(String caption, String svg, boolean wide, StringBuilder out) {
    out.append("<figure>\n<figcaption>")
        .append(Markup.text(caption))
        .append(wide ? "</figcaption>\n<div class=\"scroll\">" : "</figcaption>\n<div>")
        .append(svg)
        .append("</div>\n</figure>\n");
  }

  private static void table(List<StressReport.Cell> cells, StringBuilder out) {
    out.append("<section>\n<h2>Every number</h2>\n<div class=\"scroll\"><table class=\"wide\">\n")
        .append("<thead><tr><th>strategy</th><th>scenario</th><th>sessions</th>");
    for (String heading :
        List.of("return", "was", "change", "drawdown", "more costs", "more fills")) {
      out.append("<th class=\"n\">").append(heading).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (StressReport.Cell cell : cells) {
      out.append("<tr><th>")
          .append(Markup.text(cell.strategy()))
          .append("</th><td>")
          .append(Markup.text(cell.scenario()))
          .append("</td><td>")
          .append(Markup.text(cell.sessions()))
          .append("</td>");
      for (String number :
          List.of(
              Figures.percent(cell.result(), 2),
              Figures.percent(cell.was(), 2),
              Figures.percent(cell.change(), 2),
              Figures.percent(cell.drawdown(), 2),
              Figures.count(cell.costs()),
              Figures.count(cell.fills()))) {
        out.append("<td class=\"n\">").append(Markup.text(number)).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table></div>\n</section>\n");
  }
}
