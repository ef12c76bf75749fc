package finagent.planner;

import static finagent.planner.Plans.many;
import static finagent.planner.Plans.momentum;
import static finagent.planner.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PlanPicturesTest {
  @Test
  void theTextHasALinePerTaskAndTheTotals() {
    StrategyDag dag = momentum("s");
    Digest book = plan(dag).books().get("s");
    String text = PlanText.of(plan(Plans.holding(book), dag));
    List<String> lines = text.lines().toList();
    assertThat(lines).hasSize(1 + 14 + 2);
    assertThat(lines.get(0).strip().split("\\s{2,}"))
        .containsExactly("stage", "task", "agent", "used by", "fate", "key");
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line.strip().split("\\s{2,}"))
                    .startsWith("2 by shards", "s/book")
                    .endsWith("s", "reused", book.brief()));
    assertThat(text)
        .contains("momentum(lookback=252, mode=cross-sectional, skip=21)")
        .contains("1 by instruments")
        .contains("1 strategies, 14 tasks: 2 to do (about 2.0 s of one core), 1 reused, 11 skipped")
        .contains("critical path: s/attribution");
  }

  @Test
  void theTextOfManyTasksIsCutAndSaysSo() {
    String text = PlanText.of(plan(many(30).toArray(StrategyDag[]::new)));
    assertThat(text.lines()).hasSize(1 + 60 + 1 + 2);
    assertThat(text).contains("  .. and 70 more tasks").contains("30 strategies");
  }

  @Test
  void anEmptyPlanSaysThatNothingIsToDo() {
    assertThat(PlanText.of(plan())).contains("0 tasks").contains("critical path: nothing to do");
  }

  @Test
  void theDrawingHasABoxPerTaskAndAnEdgePerInput() throws Exception {
    ExecutionPlan plan = plan(momentum("s"));
    Document svg = parsed(PlanSvg.of(plan));
    long edges =
        plan.tasks().stream().mapToLong(t -> t.inputs().values().stream().distinct().count()).sum();
    assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(14);
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo((int) edges);
    assertThat(PlanSvg.of(plan)).contains(">alphas.mom<").contains("class=\"plan-box plan-todo\"");
  }

  @Test
  void theDrawingOfManyTasksIsGroupedByAgentAndLevel() throws Exception {
    ExecutionPlan plan = plan(many(20).toArray(StrategyDag[]::new));
    Document svg = parsed(PlanSvg.of(plan));
    assertThat(plan.tasks()).hasSize(90);
    assertThat(svg.getElementsByTagName("g").getLength()).isEqualTo(14);
    assertThat(PlanSvg.of(plan))
        .contains(">rank-long-short<")
        .contains(">20 tasks<")
        .contains(">shared by 20 strategies<");
  }

  @Test
  void whatIsKnownIsDrawnDifferently() {
    StrategyDag dag = momentum("s");
    String svg = PlanSvg.of(plan(Plans.holding(plan(dag).books().get("s")), dag));
    assertThat(svg)
        .contains("<title>book: 0 of 1 to do, 1 reused</title><rect class=\"plan-box plan-reused\"")
        .contains(
            "<title>bars: 0 of 1 to do, 0 reused</title><rect class=\"plan-box plan-skipped\"");
  }

  @Test
  void namesCannotBreakTheDrawing() throws Exception {
    Task odd = Task.of("<b>&\u0007", "spread", Map.of(), Map.of());
    String svg = PlanSvg.of(plan(StrategyDag.of("a/b", List.of(odd), TestCatalogue.cards())));
    Document document = parsed(svg);
    assertThat(svg).contains("&lt;b&gt;&amp;").doesNotContain("<b>");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("<b>&\uFFFD: 1 of 1 to do, 0 reused");
  }

  @Test
  void theDrawingIsTheSameWhereDigitsAreWrittenDifferently() {
    ExecutionPlan plan = plan(momentum("s"));
    String here = PlanSvg.of(plan);
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(PlanSvg.of(plan)).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
