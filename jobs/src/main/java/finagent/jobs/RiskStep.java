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
import finagent.jobs.stress.Recipe;
import finagent.jobs.stress.Recipes;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.risk.History;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.night.NightId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the night's book could lose by every method there is history enough for, and what scenarios
 * do to it while it is held still. The value at risk that is checked tomorrow is that of the first
 * method: normal. A book or a history too small for it is said, and is no failure. Only the bars of
 * the last session and restated ones are read; see {@link BookCloses}.
 */
record RiskStep(Warehouse warehouse, Pipeline pipeline, NightId night) implements Step {
  /** Sessions betas are taken from, and the longest scenario with some to spare. */
  private static final int STRESS_SESSIONS = 504 + 270;

  /** Sessions beyond the window: those in which some instrument did not trade do not count. */
  private static final int SPARE_SESSIONS = 60;

  private static final int DAYS_BEFORE_REPLAY = 120;
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
      measure(facts, new Portfolio(Portfolio.Unit.QUANTITY, held, List.of()));
    } catch (IllegalArgumentException e) {
      facts.put("note", "not measured: " + e.getMessage());
    }
    return facts;
  }

  private void measure(SortedMap<String, String> facts, Portfolio portfolio) {
    int window = pipeline.risk().window();
    BookCloses closes =
        BookCloses.upTo(
            warehouse,
            pipeline.dataSet(),
            night.session(),
            Math.max(window + SPARE_SESSIONS, STRESS_SESSIONS));
    Panel panel = closes.of(portfolio, window);
    facts.put("bars-read", Long.toString(closes.rows()));
    Valued valued = Valued.of(portfolio, panel, 0);
    stress(facts, valued, closes, panel);
    History history = History.of(panel, valued.book().instruments().ids(), 1, panel.time().size());
    RiskReport report =
        RiskReport.of(
            valued.book(),
            history,
            new Question(pipeline.risk().level(), 1, window, pipeline.risk().paths(), DEGREES, 1));
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

  private void stress(
      SortedMap<String, String> facts, Valued valued, BookCloses closes, Panel panel) {
    BookStress stress =
        BookStress.of(
            valued.book(),
            panel,
            closes.all(),
            Recipes.shipped(Long.MAX_VALUE).forBooks(pipeline.risk().scenarios()),
            this::past);
    stress
        .profits()
        .forEach((scenario, profit) -> facts.put("stress-" + scenario, Double.toString(profit)));
    stress.left().forEach((scenario, why) -> facts.put("no-stress-" + scenario, why));
  }

  /** The stretch of history a scenario replays, of all instruments, with some sessions before. */
  private Panel past(Recipe.Replayed replayed) {
    DeltaMarket market = new DeltaMarket(warehouse);
    return market.read(
        new Slice(
            pipeline.dataSet(),
            market.barsVersion(pipeline.dataSet()),
            List.of(),
            "",
            "",
            replayed.past().first().toEpochDay() - DAYS_BEFORE_REPLAY,
            replayed.past().last().toEpochDay()));
  }
}
