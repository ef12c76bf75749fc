package finagent.jobs.report;

import java.util.List;

/** How like the history the paths of a simulation are. */
final class LikenessSection {
  private LikenessSection() {}

  static void write(SimulationReport report, StringBuilder out) {
    if (report.likeness().isEmpty()) {
      return;
    }
    out.append("<section>\n<h2>How like the history the paths are</h2>\n<div class=\"scroll\">")
        .append("<table>\n<thead><tr>");
    report.likeness().get(0).forEach(heading -> heading(heading, out));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : report.likeness().subList(1, report.likeness().size())) {
      out.append("<tr><th>").append(Markup.text(row.get(0))).append("</th>");
      row.subList(1, row.size()).forEach(text -> SimulationPage.cell(text, out));
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table></div>\n</section>\n");
  }

  private static void heading(String text, StringBuilder out) {
    out.append(text.startsWith("the market") ? "<th>" : "<th class=\"n\">")
        .append(Markup.text(text))
        .append("</th>");
  }
}
