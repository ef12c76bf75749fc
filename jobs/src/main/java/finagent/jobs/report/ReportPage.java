package finagent.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page of a run as one HTML file: it loads nothing, runs nothing, and reads on paper, on a
 * phone, by day and by night. O(points drawn); a curve is drawn with at most 1,500 points.
 */
public final class ReportPage {
  /** Strategies shown with charts; further ones have their line in the summary. */
  public static final int MOST_SECTIONS = 12;

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
          + "form-action 'none'";

  private ReportPage() {}

  /** The whole page. */
  public static String html(RunReport run) {
    StringBuilder out = new StringBuilder(1 << 18);
    head(run.title(), out);
    header(run, out);
    results(run, out);
    int shown = Math.min(MOST_SECTIONS, run.strategies().size());
    for (int k = 0; k < shown; k++) {
      StrategySection.write(run.strategies().get(k), k, out);
    }
    plan(run, out);
    replay(run, out);
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  /** All before the first element of a page. */
  static void head(String title, StringBuilder out) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .append(POLICY)
        .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .append(Markup.text(title))
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n<main>\n");
  }

  private static void header(RunReport run, StringBuilder out) {
    out.append("<header>\n<p class=\"kicker\">FinAgent run ")
        .append(Markup.text(run.runId()))
        .append("</p>\n<h1>")
        .append(Markup.text(run.title()))
        .append("</h1>\n<p class=\"source\">Data: <strong>")
        .append(Markup.text(run.source().name()))
        .append("</strong>, ")
        .append(Markup.text(run.source().extent()))
        .append("</p>\n");
    warnings(run.source().warnings(), out);
    out.append("</header>\n");
  }

  static void warnings(List<String> warnings, StringBuilder out) {
    if (!warnings.isEmpty()) {
      out.append("<ul class=\"warnings\" role=\"note\">\n");
      warnings.forEach(w -> out.append("<li>").append(Markup.text(w)).append("</li>\n"));
      out.append("</ul>\n");
    }
  }

  private static void results(RunReport run, StringBuilder out) {
    int all = run.strategies().size();
    if (all == 0) {
      out.append("<p>This run has no strategies to show.</p>\n");
      return;
    }
    out.append("<section>\n<h2>Results, net of all costs</h2>\n<div class=\"scroll\">")
        .append(Tables.summary(run.strategies(), MOST_SECTIONS))
        .append("</div>\n<p class=\"small\">\u00b1 is one standard error of the estimate. ")
        .append("Noise: share of random strategies with the same turnover and gross exposure that ")
        .append("had a lower Sharpe ratio. Deflated: probability that the true Sharpe ratio ")
        .append("exceeds what the best of all trials would show by luck. ")
        .append("A dash is a number that is not defined.</p>\n");
    if (all > MOST_SECTIONS) {
      out.append("<p class=\"small\">Charts follow for the first ")
          .append(MOST_SECTIONS)
          .append(" of ")
          .append(all)
          .append(" strategies; the tables of the warehouse hold them all.</p>\n");
    }
    out.append("</section>\n");
  }

  private static void plan(RunReport run, StringBuilder out) {
    RunReport.Reuse reuse = run.reuse();
    out.append("<section>\n<h2>The plan</h2>\n<p>")
        .append(tasks(reuse.computed(), "computed"))
        .append(", ")
        .append(tasks(reuse.reused(), "reused from the memory"))
        .append(", ")
        .append(tasks(reuse.skipped(), "skipped"))
        .append("; ")
        .append(Figures.count(reuse.saved()))
        .append(" more were not planned because strategies share them.</p>\n");
    if (!run.planSvg().isEmpty()) {
      out.append("<div class=\"scroll plan\">").append(run.planSvg()).append("</div>\n");
    }
    out.append("</section>\n");
  }

  private static String tasks(int count, String fate) {
    return Figures.count(count) + (count == 1 ? " task " : " tasks ") + fate;
  }

  private static void replay(RunReport run, StringBuilder out) {
    out.append("<section>\n<h2>How to reproduce it</h2>\n<pre>")
        .append(Markup.text(run.replay()))
        .append("</pre>\n<dl>\n");
    fact("Run", run.runId(), out);
    if (!run.digest().isEmpty()) {
      fact("Digest of the results", run.digest(), out);
    }
    run.facts().forEach(fact -> fact(fact.name(), fact.value(), out));
    out.append("</dl>\n</section>\n");
  }

  private static void fact(String name, String value, StringBuilder out) {
    out.append("<div><dt>")
        .append(Markup.text(name))
        .append("</dt><dd>")
        .append(Markup.text(value))
        .append("</dd></div>\n");
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("/finagent/report/report.css")) {
      if (in == null) {
        throw new IllegalStateException(
            "The style sheet finagent/report/report.css is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
