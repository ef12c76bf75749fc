package finagent.jobs;

import finagent.jobs.nightly.OrderStep;
import finagent.jobs.nightly.Pipeline;
import finagent.jobs.nightly.Step;
import finagent.jobs.nightly.TargetRows;
import finagent.jobs.risk.Method;
import finagent.jobs.risk.Portfolio;
import finagent.jobs.risk.Question;
import finagent.jobs.risk.RiskReport;
import finagent.jobs.risk.Valued;
import finagent.jobs.stress.Recipes;
import finagent.jobs.stress.StressMatrix;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.History;
import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the night's book could lose by every method there is history enough for, and what scenarios
 * do to its strategies. The value at risk that is checked tomorrow is that of the first method:
 * normal. A book or a history too small for it is said, and is no failure.
 */
record RiskStep(
    Warehouse warehouse,
    Pipeline pipeline,
    Strategies strategies,
    Console console,
    String master,
    NightId night)
    implements Step {
  private static final double DEGREES = 5;

  @Override
  public String name() {
    return "risk";
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    SortedMap<String, String> facts = new TreeMap<>();
    String commit =
        done.getOrDefault(OrderStep.NAME, Collections.emptySortedMap()).getOrDefault("commit", "");
    SortedMap<String, Double> held = new TreeMap<>();
    TargetRows.shares(warehouse, night, commit)
        .forEach((symbol, quantity) -> held.put(symbol, (double) quantity));
    facts.put("level", Double.toString(pipeline.risk().level()));
    if (held.isEmpty()) {
      facts.put("note", "the book holds nothing: there is no risk to measure");
      return facts;
    }
    try {
      measure(facts, held);
    } catch (IllegalArgumentException e) {
      facts.put("note", "not measured: " + e.getMessage());
    }
    if (!pipeline.risk().scenarios().isEmpty()) {
      stress(facts);
    }
    return facts;
  }

  private void measure(SortedMap<String, String> facts, SortedMap<String, Double> held) {
    Portfolio portfolio = new Portfolio(Portfolio.Unit.QUANTITY, held, List.of());
    Panel panel = HeldBook.of(portfolio, pipeline.dataSet(), night.session()).panel(warehouse);
    Valued valued = Valued.of(portfolio, panel, 0);
    History history = History.of(panel, valued.book().instruments().ids(), 1, panel.time().size());
    RiskReport report =
        RiskReport.of(
            valued.book(),
            history,
            new Question(
                pipeline.risk().level(),
                1,
                pipeline.risk().window(),
                pipeline.risk().paths(),
                DEGREES,
                1));
    facts.put("sessions", Integer.toString(report.sessions()));
    for (Method method : report.methods()) {
      facts.put("var-" + method.method(), Double.toString(method.valueAtRisk().value()));
      facts.put("es-" + method.method(), Double.toString(method.expectedShortfall().value()));
    }
    Method first = report.methods().get(0);
    facts.put("method", first.method());
    facts.put("var", Double.toString(first.valueAtRisk().value()));
    facts.put("es", Double.toString(first.expectedShortfall().value()));
  }

  private void stress(SortedMap<String, String> facts) {
    StressJob.Outcome outcome =
        new StressJob(warehouse, strategies, console)
            .run(
                master,
                0,
                Recipes.shipped(Long.MAX_VALUE).named(pipeline.risk().scenarios()),
                false);
    for (StressMatrix.Entry entry : outcome.entries()) {
      facts.put(
          "stress-%s-%s".formatted(entry.scenario(), entry.strategy()),
          Double.toString(entry.change()));
    }
    outcome.left().forEach(left -> facts.put("no-stress-" + left.scenario(), left.reason()));
  }
}
