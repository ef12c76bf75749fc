package finagent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.backtest.Metric;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
  private static final String EVIL = "<script>alert('x')</script>&\"onload=1";
  private static final String PAGE = ReportPage.html(Samples.run());

  @Test
  void loadsNothingAndRunsNothing() {
    String drawnElsewhere = "http://www.w3.org/2000/svg";
    assertThat(PAGE.replace(drawnElsewhere, ""))
        .doesNotContainPattern(
            "(?i)<script|<link|<iframe|<img|@import|url\\(|https?://|javascript:");
    assertThat(PAGE).contains("Content-Security-Policy", "default-src 'none'");
  }

  @Test
  void isWellFormed() throws Exception {
    assertThat(body(PAGE).getElementsByTagName("section").getLength()).isEqualTo(6);
  }

  /** Everything between the body tags is XML, too. */
  private static Document body(String page) throws Exception {
    String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(body)));
  }

  @Test
  void everyDrawingHasANameForThoseWhoCannotSeeIt() throws Exception {
    NodeList figures = body(PAGE).getElementsByTagName("svg");
    int named = 0;
    for (int k = 0; k < figures.getLength(); k++) {
      Element svg = (Element) figures.item(k);
      boolean shown = svg.getAttribute("role").equals("img");
      assertThat(svg.getAttribute("aria-label").isEmpty()).isEqualTo(!shown);
      named += shown ? 1 : 0;
    }
    assertThat(named).isEqualTo(3 * 4);
  }

  @Test
  void saysWhereTheDataComesFromBeforeAnyResult() {
    int results = PAGE.indexOf("Results, net of all costs");
    assertThat(PAGE.indexOf("synthetic:standard (seed 1)")).isBetween(0, results);
    assertThat(PAGE.indexOf("planted momentum")).isBetween(0, results);
  }

  @Test
  void netResultsStandBesideControlsWithTheirErrors() {
    StrategyReport strategy = Samples.run().strategies().get(0);
    String row = line(Tables.beside(strategy), "Sharpe ratio");
    Metric own = strategy.metric("portfolio", "", "sharpe").orElseThrow();
    Metric held = strategy.metric("control", "buy-and-hold", "sharpe").orElseThrow();
    assertThat(row)
        .contains(Figures.ratio(own.value(), 2), "\u00b1\u00a0" + Figures.ratio(own.error(), 2))
        .contains(Figures.ratio(held.value(), 2), "\u00b1\u00a0" + Figures.ratio(held.error(), 2))
        .endsWith("<td class=\"n\">\u2013</td><td class=\"e\"></td></tr>");
  }

  private static String line(String table, String start) {
    return table
        .lines()
        .filter(line -> line.startsWith("<tr><th scope=\"row\">" + start))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void controlsStandInTheOrderOfTheirCurves() {
    String head =
        Tables.beside(Samples.run().strategies().get(0)).lines().findFirst().orElseThrow();
    assertThat(head).containsSubsequence("momentum", "buy-and-hold", "benchmark", "cash");
  }

  @Test
  void textFromOutsideIsNeverMarkup() throws Exception {
    RunReport plain = Samples.run();
    StrategyReport one = plain.strategies().get(0);
    List<Metric> metrics =
        List.of(
            new Metric("portfolio", "", "sharpe", 1, 0.1),
            new Metric("control", EVIL, "total-return", 1, 0.1),
            new Metric("cost", EVIL, "amount", 1, Double.NaN),
            new Metric(EVIL, EVIL, EVIL, 1, 2));
    Series curve = one.equity();
    StrategyReport evil =
        new StrategyReport(EVIL, curve, List.of(curve), metrics, EVIL, List.of(EVIL));
    String page =
        ReportPage.html(
            new RunReport(
                EVIL,
                EVIL,
                EVIL,
                new RunReport.Source(EVIL, EVIL, List.of(EVIL)),
                List.of(new RunReport.Fact(EVIL, EVIL)),
                List.of(evil),
                "",
                plain.reuse(),
                EVIL));
    assertThat(page).doesNotContain("<script").doesNotContain("\"onload");
    assertThat(body(page).getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void aLongRunIsDrawnWithFewPoints() {
    assertThat(PAGE.length()).isLessThan(450_000);
  }

  @Test
  void manyStrategiesHaveTheirLineAndTheFirstHaveCharts() {
    RunReport one = Samples.run();
    String page =
        ReportPage.html(
            new RunReport(
                one.title(),
                one.runId(),
                "",
                one.source(),
                List.of(),
                Collections.nCopies(40, one.strategies().get(0)),
                "",
                one.reuse(),
                one.replay()));
    assertThat(count(page, "<section class=\"strategy\"")).isEqualTo(ReportPage.MOST_SECTIONS);
    assertThat(page).contains("for the first 12 of 40 strategies").doesNotContain("Digest of");
    assertThat(count(Tables.summary(Collections.nCopies(40, one.strategies().get(0)), 24), "<tr>"))
        .isEqualTo(41);
  }

  private static long count(String text, String part) {
    Matcher matcher = Pattern.compile(Pattern.quote(part)).matcher(text);
    return matcher.results().count();
  }

  @Test
  void aStrategyThatNeverTradedIsShownAsWhatItIs() throws Exception {
    StrategyReport idle =
        new StrategyReport(
            "idle",
            Series.of("idle", new int[] {1, 2, 3}, new double[] {5, 5, 5}),
            List.of(),
            List.of(new Metric("portfolio", "", "sharpe", Double.NaN, Double.NaN)),
            "USD",
            List.of("never traded"));
    RunReport run = Samples.run();
    String page = ReportPage.html(with(run, List.of(idle)));
    assertThat(page).contains("never traded").doesNotContain("NaN", "Infinity");
    assertThat(body(page).getElementsByTagName("svg").getLength()).isEqualTo(4);
  }

  @Test
  void aRunWithoutStrategiesSaysSo() {
    assertThat(ReportPage.html(with(Samples.run(), List.of()))).contains("no strategies to show");
  }

  private static RunReport with(RunReport run, List<StrategyReport> strategies) {
    return new RunReport(
        run.title(),
        run.runId(),
        run.digest(),
        run.source(),
        run.facts(),
        strategies,
        run.planSvg(),
        run.reuse(),
        run.replay());
  }

  @Test
  void aDrawingThatCouldRunSomethingIsRefused() {
    assertThatThrownBy(() -> Drawing.checked("<svg><script>1</script></svg>"))
        .hasMessageContaining("<script> could run or load");
    assertThatThrownBy(() -> Drawing.checked("<svg onload='x()'/>"))
        .hasMessageContaining("<svg> could run");
    assertThatThrownBy(() -> Drawing.checked("<svg><g></svg>")).hasMessageContaining("well-formed");
    assertThatThrownBy(() -> Drawing.checked("plan")).hasMessageContaining("no <svg> element");
    assertThat(Drawing.checked(Samples.PLAN)).startsWith("<svg").endsWith("</svg>");
  }
}
