package finagent.jobs;

import finagent.agents.Compiler;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.Memory;
import finagent.planner.spec.StrategySpec;
import finagent.sandbox.backtest.Backtest;
import finagent.sandbox.backtest.Targets;
import finagent.sandbox.backtest.Trader;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Interpreter;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What strategies decide, session by session: the target weights a run's books were moved by.
 *
 * @param byStrategy weights other than 0 by instrument, by session of the decision, by strategy
 * @param bars how many bars were read
 */
record Decisions(
    SortedMap<String, SortedMap<LocalDate, SortedMap<String, Double>>> byStrategy, long bars) {
  /**
   * Decides again what a run decided.
   *
   * @param versions of the market tables the run read
   */
  static Decisions of(
      Warehouse warehouse, Strategies strategies, SortedMap<String, Long> versions) {
    return strategies.within(() -> decided(warehouse, strategies, versions));
  }

  private static Decisions decided(
      Warehouse warehouse, Strategies strategies, SortedMap<String, Long> versions) {
    DeltaMarket market = DeltaMarket.at(warehouse, versions);
    Planning planning = new Planning(strategies.pools(), market, false);
    ExecutionPlan plan = planning.plan(strategies.specs(), Memory.empty());
    SortedMap<String, SortedMap<LocalDate, SortedMap<String, Double>>> all = new TreeMap<>();
    Map<Slice, Panel> panels = new HashMap<>();
    for (StrategySpec spec : strategies.specs()) {
      Digest book = plan.books().get(spec.name());
      if (book == null) {
        throw new IllegalStateException("The plan lost the book of " + spec.name());
      }
      Panel panel =
          panels.computeIfAbsent(planning.slice(StressJob.bars(plan, book)), market::read);
      Backtest backtest =
          Backtest.open(
              Compiler.books(plan, strategies.pools(), List.of(book), Set.of()),
              strategies.pools().kernels(),
              panel,
              Interpreter.noFeatures(panel),
              Journal.Detail.TRADES);
      Trader trader = backtest.traders().get(0).recording();
      backtest.run();
      all.put(spec.name(), weights(trader.targets(), panel));
    }
    return new Decisions(all, panels.values().stream().mapToLong(Decisions::bars).sum());
  }

  private static SortedMap<LocalDate, SortedMap<String, Double>> weights(
      Targets targets, Panel panel) {
    SortedMap<LocalDate, SortedMap<String, Double>> decisions = new TreeMap<>();
    for (int k = 0; k < targets.size(); k++) {
      SortedMap<String, Double> weights = new TreeMap<>();
      for (int i = 0; i < panel.width(); i++) {
        double weight = targets.weight(k, i);
        if (weight != 0 && !Double.isNaN(weight)) {
          weights.put(panel.instruments().id(i), weight);
        }
      }
      decisions.put(panel.time().date(targets.bar(k)), weights);
    }
    return decisions;
  }

  private static long bars(Panel panel) {
    long bars = 0;
    for (double close : panel.bars().column("close")) {
      bars += Double.isNaN(close) ? 0 : 1;
    }
    return bars;
  }

  /** The weights a strategy has in force after a session: those of its last decision. */
  SortedMap<String, Double> at(String strategy, LocalDate session) {
    SortedMap<LocalDate, SortedMap<String, Double>> until =
        byStrategy
            .getOrDefault(strategy, Collections.emptySortedMap())
            .headMap(session.plusDays(1));
    return until.isEmpty()
        ? Collections.emptySortedMap()
        : until.getOrDefault(until.lastKey(), Collections.emptySortedMap());
  }
}
