package finagent.jobs.report;

import finagent.sandbox.backtest.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;

/** What made the return of a strategy: by source, market, sector and instrument. */
final class AttributionSection {
  private static final List<String> SOURCES =
      List.of("price", "dividends", "interest", "commission", "spread", "impact", "borrow");

  /** Instruments shown at either end. */
  private static final int ENDS = 5;

  private AttributionSection() {}

  static void write(StrategyReport strategy, StringBuilder out) {
    if (strategy.metric("source", "total", "return").isEmpty()) {
      return;
    }
    out.append("<h3>What made the return</h3>\n<div class=\"columns\">\n");
    sources(strategy, out);
    market(strategy, out);
    sectors(strategy, out);
    instruments(strategy, out);
    out.append("</div>\n");
  }

  private static void sources(StrategyReport strategy, StringBuilder out) {
    head("source", List.of("of starting equity"), out);
    for (String source : SOURCES) {
      line(source, List.of(share(strategy, "source", source)), out);
    }
    line("total", List.of(share(strategy, "source", "total")), out);
    out.append("</tbody></table></div>\n");
  }

  private static void market(StrategyReport strategy, StringBuilder out) {
    if (strategy.metric("factor", "market", "beta").isEmpty()) {
      return;
    }
    head("over cash", List.of("", "sum of returns"), out);
    line(
        "market, beta",
        List.of(
            withError(strategy, "market", "beta", v -> Figures.ratio(v, 2)),
            share(strategy, "factor", "market")),
        out);
    line(
        "alpha a year",
        List.of(
            withError(strategy, "alpha", "annual", v -> Figures.percent(v, 1)),
            share(strategy, "factor", "alpha")),
        out);
    line(
        "R\u00b2",
        List.of(number(strategy, "market", "r-squared", v -> Figures.percent(v, 0)), ""),
        out);
    out.append("</tbody></table></div>\n");
  }

  private static void sectors(StrategyReport strategy, StringBuilder out) {
    List<Metric> sectors = strategy.all("sector", "profit");
    if (sectors.isEmpty()) {
      return;
    }
    double interest =
        strategy.metric("cost", "interest", "amount").map(Metric::value).orElse(Double.NaN);
    double total = interest + sectors.stream().mapToDouble(Metric::value).sum();
    head("sector", List.of("profit"), out);
    ranked(sectors).forEach(sector -> profit(sector.item(), sector.value(), strategy, out));
    profit("interest", interest, strategy, out);
    profit("total", total, strategy, out);
    out.append("</tbody></table></div>\n");
  }

  private static void profit(
      String name, double profit, StrategyReport strategy, StringBuilder out) {
    line(name, List.of(Figures.money(profit, strategy.currency())), out);
  }

  private static void instruments(StrategyReport strategy, StringBuilder out) {
    List<Metric> ranked = ranked(strategy.all("instrument", "profit"));
    int ends = Math.min(ENDS, ranked.size() / 2);
    profits("best instruments", ranked.subList(0, ends), strategy, out);
    profits(
        "worst instruments", ranked.subList(ranked.size() - ends, ranked.size()), strategy, out);
  }

  private static List<Metric> ranked(List<Metric> profits) {
    return profits.stream()
        .sorted(Comparator.comparingDouble(Metric::value).reversed().thenComparing(Metric::item))
        .toList();
  }

  private static void profits(
      String what, List<Metric> profits, StrategyReport strategy, StringBuilder out) {
    if (profits.isEmpty()) {
      return;
    }
    head(what, List.of("profit"), out);
    profits.forEach(each -> profit(each.item(), each.value(), strategy, out));
    out.append("</tbody></table></div>\n");
  }

  private static String share(StrategyReport strategy, String scope, String item) {
    return strategy
        .metric(scope, item, "return")
        .map(metric -> Figures.percent(metric.value(), 1))
        .orElse(Figures.UNKNOWN);
  }

  private static String number(
      StrategyReport strategy, String item, String name, DoubleFunction<String> words) {
    return strategy
        .metric("factor", item, name)
        .map(metric -> words.apply(metric.value()))
        .orElse(Figures.UNKNOWN);
  }

  private static String withError(
      StrategyReport strategy, String item, String name, DoubleFunction<String> words) {
    return number(strategy, item, name, words)
        + strategy
            .metric("factor", item, name)
            .map(metric -> " \u00b1\u00a0" + words.apply(metric.error()))
            .orElse("");
  }

  private static void head(String first, List<String> others, StringBuilder out) {
    out.append("<div><table><thead><tr><th>").append(Markup.text(first)).append("</th>");
    others.forEach(
        other -> out.append("<th class=\"n\">").append(Markup.text(other)).append("</th>"));
    out.append("</tr></thead><tbody>\n");
  }

  private static void line(String name, List<String> cells, StringBuilder out) {
    out.append("<tr><th scope=\"row\">").append(Markup.text(name)).append("</th>");
    cells.forEach(cell -> out.append("<td class=\"n\">").append(Markup.text(cell)).append("</td>"));
    out.append("</tr>\n");
  }
}
