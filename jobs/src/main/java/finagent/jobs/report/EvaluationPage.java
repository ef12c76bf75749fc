package finagent.jobs.report;

import finagent.jobs.report.EvaluationReport.Chance;
import finagent.jobs.report.EvaluationReport.Curve;
import finagent.jobs.report.EvaluationReport.Effort;
import finagent.jobs.report.EvaluationReport.Figure;
import finagent.jobs.report.EvaluationReport.Held;
import finagent.jobs.report.EvaluationReport.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The page of an evaluation: every number beside its interval and its baselines. */
final class EvaluationPage {
  private static final double WIDTH = 960;
  private static final double HALF = 460;
  private static final double LABELS = 110;
  private static final double ROW = 22;
  private static final int BUCKETS = 120;
  private static final int SHADES = 9;

  private EvaluationPage() {}

  static String html(EvaluationReport report) {
    StringBuilder out = new StringBuilder(1 << 17);
    ReportPage.head(report.title(), out);
    out.append("<header>\n<p class=\"kicker\">FinAgent evaluation</p>\n<h1>")
        .append(Markup.text(report.title()))
        .append("</h1>\n<p class=\"source\">Data: <strong>")
        .append(Markup.text(report.source()))
        .append("</strong>. ")
        .append(Markup.text(report.how()))
        .append("</p>\n");
    ReportPage.warnings(report.notes(), out);
    out.append("</header>\n");
    results(report, out);
    learning(report, out);
    growth(report.equity(), out);
    report.held().forEach(held -> held(held, out));
    rungs(report, out);
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void results(EvaluationReport report, StringBuilder out) {
    out.append("<section>\n<h2>Results, net of all costs</h2>\n<div class=\"scroll\">")
        .append("<table class=\"wide\">\n<thead><tr><th>who</th>");
    for (String heading :
        List.of(
            "runs",
            "Sharpe (IQM)",
            "95\u00a0% interval, seeds",
            "\u00b1 tests",
            "median return",
            "deflated")) {
      out.append("<th class=\"n\">").append(heading).append("</th>");
    }
    out.append("<th>degenerate</th></tr></thead>\n<tbody>\n");
    for (Line line : report.lines()) {
      out.append("<tr><th scope=\"row\">").append(Markup.text(line.name())).append("</th>");
      cell(Figures.count(line.runs()), out);
      cell(Figures.ratio(line.sharpe().value(), 2), out);
      cell(interval(line.sharpe()), out);
      cell(Figures.ratio(line.error(), 2), out);
      cell(Figures.percent(line.median(), 2), out);
      cell(Figures.percent(line.deflated(), 0), out);
      out.append("<td>").append(Markup.text(line.degenerate())).append("</td></tr>\n");
    }
    out.append("</tbody></table></div>\n<p class=\"small\">Sharpe: annual, over cash. IQM: mean of")
        .append(" the middle half of all runs; intervals from a bootstrap that draws seeds anew")
        .append(" within each test: of the seeds alone, not of other sessions. \u00b1 tests:")
        .append(" standard error of the Sharpe ratio, mean over seeds, from the length of the")
        .append(" tests. Deflated: probability of skill beyond the luck of all trials.")
        .append(" Degenerate: actions never moved, or stood at the limit nearly always.</p>\n");
    if (!report.chances().isEmpty()) {
      out.append("<h3>Chance to beat a baseline on the same test</h3>\n<div class=\"scroll\">")
          .append("<table>\n<thead><tr><th>who</th><th>against</th><th class=\"n\">chance</th>")
          .append("<th class=\"n\">95\u00a0% interval, seeds</th></tr></thead>\n<tbody>\n");
      for (Chance chance : report.chances()) {
        out.append("<tr><th scope=\"row\">")
            .append(Markup.text(chance.name()))
            .append("</th><td>")
            .append(Markup.text(chance.against()))
            .append("</td>");
        cell(Figures.ratio(chance.chance().value(), 2), out);
        cell(interval(chance.chance()), out);
        out.append("</tr>\n");
      }
      out.append("</tbody></table></div>\n");
    }
    out.append("</section>\n");
  }

  private static void learning(EvaluationReport report, StringBuilder out) {
    if (report.learning().isEmpty()) {
      return;
    }
    List<Curve> curves = report.learning();
    out.append("<section>\n<h2>Learning</h2>\n");
    figure(
        "Return of an episode in the training window by percent of the training done: mean of the"
            + " middle half over tests and seeds, with its 95\u00a0% interval. It says how well was"
            + " learnt, not what will be earned",
        BandChart.svg("Learning curves", WIDTH, curves, List.of(), curves.size()), out);
    out.append("<div class=\"scroll\"><table>\n<thead><tr><th>training</th>");
    for (String heading :
        List.of("policies", "steps each", "updates each", "gain at the end", "\u00b1", "of")) {
      out.append("<th class=\"n\">").append(heading).append("</th>");
    }
    out.append("<th>curve</th></tr></thead>\n<tbody>\n");
    for (Effort effort : report.efforts()) {
      out.append("<tr><th scope=\"row\">").append(Markup.text(effort.name())).append("</th>");
      cell(Figures.count(effort.policies()), out);
      cell(Figures.count((double) effort.steps()), out);
      cell(
          effort.updates().isPresent()
              ? Figures.count((double) effort.updates().getAsLong())
              : Figures.UNKNOWN,
          out);
      cell(Figures.ratio(effort.gain(), 3), out);
      cell(Figures.ratio(effort.error(), 3), out);
      cell(Figures.ratio(effort.whole(), 3), out);
      out.append("<td>").append(Markup.text(effort.word())).append("</td></tr>\n");
    }
    out.append("</tbody></table></div>\n<p class=\"small\">Gain at the end: return of an episode,")
        .append(" mean of the last third of the curve less that of the third before, with its")
        .append(" standard error over policies, of what the last third has over the start. Rising")
        .append(" or falling from two standard errors on.</p>\n</section>\n");
  }

  private static void growth(List<Series> equity, StringBuilder out) {
    if (!equity.isEmpty()) {
      out.append("<section>\n<h2>The tests, one after the other</h2>\n");
      out.append("<figure>\n<figcaption>Growth of 1, mean over seeds, logarithmic")
          .append(Charts.legend(equity))
          .append("</figcaption>\n<div class=\"scroll\">")
          .append(Charts.growthChart("the tests", equity))
          .append("</div>\n</figure>\n</section>\n");
    }
  }

  private static void held(Held held, StringBuilder out) {
    out.append("<section>\n<h2>What ").append(Markup.text(held.of())).append(" held</h2>\n");
    figure(
        "Target weights over the tests, mean over seeds; the shade grows with the size, red is"
            + " short",
        allocation(held),
        out);
    out.append("</section>\n");
  }

  private static String allocation(Held held) {
    Series first = held.weights().get(0);
    int buckets = Math.min(BUCKETS, first.size());
    double width = (WIDTH - LABELS) / buckets;
    double most = 1e-9;
    for (Series weights : held.weights()) {
      for (int t = 0; t < weights.size(); t++) {
        most = Math.max(most, Double.isNaN(weights.value(t)) ? 0 : Math.abs(weights.value(t)));
      }
    }
    double floor = ROW * held.weights().size();
    Svg svg = new Svg(WIDTH, floor + 24, "Weights of " + held.of());
    for (int i = 0; i < held.weights().size(); i++) {
      Series weights = held.weights().get(i);
      svg.text(LABELS - 10, ROW * i + 15, "label end", weights.name());
      for (int b = 0; b < buckets; b++) {
        int from = (int) ((long) first.size() * b / buckets);
        int to = (int) ((long) first.size() * (b + 1) / buckets);
        double mean = mean(weights, from, to);
        if (!Double.isNaN(mean)) {
          long shade = Math.round(SHADES * Math.sqrt(Math.abs(mean) / most));
          svg.rectangle(
              LABELS + b * width,
              ROW * i + 1,
              width,
              ROW - 2,
              (mean < 0 ? "paid" : "got") + " shade" + shade,
              "%s on %s: %s"
                  .formatted(
                      weights.name(),
                      LocalDate.ofEpochDay(first.session(from)),
                      Figures.percent(mean, 1)));
        }
      }
    }
    for (Dates.Tick tick : Dates.of(first.session(0), first.session(first.size() - 1), 9)) {
      int at = Math.max(0, first.at(tick.day()));
      svg.text(
          LABELS + at * (WIDTH - LABELS) / first.size(), floor + 17, "tick middle", tick.label());
    }
    return svg.done();
  }

  private static double mean(Series weights, int from, int to) {
    double sum = 0;
    int known = 0;
    for (int t = from; t < to; t++) {
      if (!Double.isNaN(weights.value(t))) {
        sum += weights.value(t);
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }

  private static void rungs(EvaluationReport report, StringBuilder out) {
    if (report.costs().isEmpty() && report.capital().isEmpty()) {
      return;
    }
    out.append("<section>\n<h2>What costs and size take</h2>\n<div class=\"columns\">\n");
    rung("Sharpe ratio (IQM) at multiples of the costs", report.costs(), out);
    rung("Sharpe ratio (IQM) at multiples of the capital", report.capital(), out);
    out.append("</div>\n<p class=\"small\">Policies stay as they were trained; bands are 95\u00a0%")
        .append(" intervals of trainings.</p>\n</section>\n");
  }

  private static void rung(String caption, List<Curve> curves, StringBuilder out) {
    if (!curves.isEmpty()) {
      List<Double> ticks = curves.get(0).points().stream().map(Curve.Point::at).toList();
      List<Curve> shown = new ArrayList<>(curves.subList(0, Math.min(6, curves.size())));
      int bands =
          (int)
              shown.stream()
                  .filter(c -> c.points().stream().anyMatch(p -> !Double.isNaN(p.figure().low())))
                  .count();
      figure(caption, BandChart.svg(caption, HALF, shown, ticks, bands), out);
    }
  }

  private static void figure(String caption, String svg, StringBuilder out) {
    out.append("<figure>\n<figcaption>")
        .append(Markup.text(caption))
        .append("</figcaption>\n<div class=\"scroll\">")
        .append(svg)
        .append("</div>\n</figure>\n");
  }

  private static void cell(String text, StringBuilder out) {
    out.append("<td class=\"n\">").append(Markup.text(text)).append("</td>");
  }

  private static String interval(Figure figure) {
    return Double.isNaN(figure.low())
        ? Figures.UNKNOWN
        : Figures.ratio(figure.low(), 2) + " to " + Figures.ratio(figure.high(), 2);
  }
}
