package finagent.jobs.report;

import finagent.sandbox.backtest.Metric;
import java.util.List;
import java.util.Optional;

/** One strategy: its curves, what it cost, how it stands beside its controls. */
final class StrategySection {
  private StrategySection() {}

  static void write(StrategyReport strategy, int number, StringBuilder out) {
    out.append("<section class=\"strategy\" id=\"s")
        .append(number)
        .append("\">\n<h2>")
        .append(Markup.text(strategy.name()))
        .append("</h2>\n");
    ReportPage.warnings(strategy.remarks(), out);
    curves(strategy, out);
    out.append("<div class=\"scroll\">").append(Tables.beside(strategy)).append("</div>\n");
    out.append("<div class=\"columns\">\n");
    costs(strategy, out);
    noise(strategy, out);
    out.append("<div><h3>Trading</h3>\n")
        .append(Tables.list(strategy, "portfolio", Row.TRADING))
        .append("</div>\n");
    if (strategy.metrics().stream().anyMatch(m -> m.scope().equals("trial"))) {
      out.append("<div><h3>Is it luck?</h3>\n")
          .append(Tables.list(strategy, "trial", Row.TESTS))
          .append("</div>\n");
    }
    out.append("</div>\n");
    AttributionSection.write(strategy, out);
    out.append("<details><summary>All numbers as recorded</summary>\n")
        .append("<div class=\"scroll\">")
        .append(Tables.all(strategy))
        .append("</div>\n</details>\n</section>\n");
  }

  private static void curves(StrategyReport strategy, StringBuilder out) {
    List<Series> growth = Charts.growth(strategy);
    if (growth.isEmpty() || growth.get(0).size() < 2) {
      out.append("<p>There is no equity curve to draw: the strategy never had a value.</p>\n");
      return;
    }
    out.append("<figure>\n<figcaption>Growth of 1, net of costs, logarithmic")
        .append(Charts.legend(growth))
        .append("</figcaption>\n<div class=\"scroll\">")
        .append(Charts.growthChart(strategy.name(), growth))
        .append("</div>\n</figure>\n<figure>\n<figcaption>Drawdown from the last peak</figcaption>")
        .append("\n<div class=\"scroll\">")
        .append(Charts.drawdownChart(strategy.equity()))
        .append("</div>\n</figure>\n");
  }

  private static void costs(StrategyReport strategy, StringBuilder out) {
    String chart = Charts.costChart(strategy);
    if (!chart.isEmpty()) {
      out.append(
              "<figure>\n<figcaption><strong>Paid and received</strong>, basis points of average ")
          .append("equity a year</figcaption>\n")
          .append(chart)
          .append("\n</figure>\n");
    }
  }

  private static void noise(StrategyReport strategy, StringBuilder out) {
    String chart = Charts.noiseChart(strategy);
    if (!chart.isEmpty()) {
      out.append("<figure>\n<figcaption><strong>Noise control</strong>, Sharpe ratio of ")
          .append(Figures.count(strategy.all("draw", "sharpe").size()))
          .append(" random strategies with the same turnover and costs")
          .append(percentile(strategy.metric("control", "noise", "sharpe-percentile")))
          .append("</figcaption>\n")
          .append(chart)
          .append("\n</figure>\n");
    }
  }

  private static String percentile(Optional<Metric> place) {
    return place
        .filter(metric -> !Double.isNaN(metric.value()))
        .map(
            metric ->
                "; %s (\u00b1 %s) were below"
                    .formatted(
                        Figures.percent(metric.value(), 1), Figures.percent(metric.error(), 1)))
        .orElse("");
  }
}
