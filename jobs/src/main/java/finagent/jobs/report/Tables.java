package finagent.jobs.report;

import finagent.sandbox.backtest.Metric;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of the page. */
final class Tables {
  private static final List<String> SUMMARY =
      List.of("total-return", "cagr", "volatility", "sharpe", "max-drawdown");

  /** Of these, what has no standard error. */
  private static final List<String> PLAIN = List.of("total-return", "max-drawdown");

  private Tables() {}

  /** All strategies, net of costs, a line each. */
  static String summary(List<StrategyReport> strategies, int withSection) {
    StringBuilder out = new StringBuilder("<table class=\"wide\"><thead><tr><th>Strategy</th>");
    for (String metric : SUMMARY) {
      head(row(metric).brief(), !PLAIN.contains(metric), out);
    }
    head("Turnover", false, out);
    head("Noise", false, out);
    head("Deflated", false, out);
    out.append("</tr></thead><tbody>\n");
    for (int k = 0; k < strategies.size(); k++) {
      StrategyReport strategy = strategies.get(k);
      String name = Markup.text(strategy.name());
      out.append("<tr><th scope=\"row\">")
          .append(k < withSection ? "<a href=\"#s" + k + "\">" + name + "</a>" : name)
          .append("</th>");
      summaryCells(strategy, out);
      out.append("</tr>\n");
    }
    return out.append("</tbody></table>\n").toString();
  }

  private static void summaryCells(StrategyReport strategy, StringBuilder out) {
    for (String metric : SUMMARY) {
      Row row = row(metric);
      Optional<Metric> found = strategy.metric("portfolio", "", metric);
      cells(row, found, !PLAIN.contains(metric), out);
    }
    cell(Figures.ratio(strategy.own("turnover"), 1), "n", out);
    double noise = value(strategy.metric("control", "noise", "sharpe-percentile"));
    cell(Figures.percent(noise, 0), "n", out);
    double deflated = value(strategy.metric("trial", "", "deflated-sharpe"));
    cell(Figures.percent(deflated, 0), "n", out);
  }

  private static void head(String words, boolean error, StringBuilder out) {
    out.append("<th class=\"n\">").append(Markup.text(words)).append("</th>");
    out.append(error ? "<th></th>" : "");
  }

  private static Row row(String metric) {
    return Row.COMPARED.stream().filter(r -> r.metric().equals(metric)).findFirst().orElseThrow();
  }

  private static double value(Optional<Metric> metric) {
    return metric.map(Metric::value).orElse(Double.NaN);
  }

  /** One strategy beside its controls, each number with its standard error. */
  static String beside(StrategyReport strategy) {
    Map<String, String[]> columns = new LinkedHashMap<>();
    columns.put(strategy.name(), new String[] {"portfolio", ""});
    List<String> drawn = strategy.controls().stream().map(Series::name).toList();
    strategy.all("control", "total-return").stream()
        .map(Metric::item)
        .sorted(Comparator.comparingInt(item -> Math.floorMod(drawn.indexOf(item), 1_000)))
        .forEach(item -> columns.put(item, new String[] {"control", item}));
    StringBuilder out = new StringBuilder("<table class=\"wide\"><thead><tr><th></th>");
    columns.keySet().forEach(name -> head(name, true, out));
    out.append("</tr></thead><tbody>\n");
    for (Row row : Row.COMPARED) {
      out.append("<tr><th scope=\"row\">").append(Markup.text(row.words())).append("</th>");
      columns
          .values()
          .forEach(at -> cells(row, strategy.metric(at[0], at[1], row.metric()), true, out));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table>\n").toString();
  }

  /** Numbers of one scope, a line each. */
  static String list(StrategyReport strategy, String scope, List<Row> rows) {
    StringBuilder out = new StringBuilder("<table><tbody>\n");
    for (Row row : rows) {
      Optional<Metric> metric = strategy.metric(scope, "", row.metric());
      out.append("<tr><th scope=\"row\">").append(Markup.text(row.words())).append("</th>");
      cells(row, metric, true, out);
      out.append("</tr>\n");
    }
    return out.append("</tbody></table>\n").toString();
  }

  /** Every number as recorded, draws of the noise control left out. */
  static String all(StrategyReport strategy) {
    StringBuilder out =
        new StringBuilder(
            "<table class=\"wide\"><thead><tr><th>Scope</th><th>Item</th><th>Name</th><th"
                + " class=\"n\">Value</th><th class=\"n\">Standard"
                + " error</th></tr></thead><tbody>\n");
    for (Metric metric : strategy.metrics().stream().sorted().toList()) {
      if (!metric.scope().equals("draw")) {
        out.append("<tr>");
        cell(metric.scope(), "", out);
        cell(metric.item(), "", out);
        cell(metric.name(), "", out);
        cell(Figures.exact(metric.value()), "n", out);
        cell(Double.isNaN(metric.error()) ? "" : Figures.exact(metric.error()), "n", out);
        out.append("</tr>\n");
      }
    }
    return out.append("</tbody></table>\n").toString();
  }

  private static void cells(Row row, Optional<Metric> metric, boolean error, StringBuilder out) {
    cell(row.value(value(metric)), "n", out);
    if (error) {
      cell(row.error(metric.map(Metric::error).orElse(Double.NaN)), "e", out);
    }
  }

  private static void cell(String text, String style, StringBuilder out) {
    out.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">")
        .append(Markup.text(text))
        .append("</td>");
  }
}
