package finagent.jobs;

import finagent.sandbox.backtest.Targets;
import finagent.sandbox.market.Panel;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What strategies decide, session by session: the target weights their books were moved by.
 *
 * @param byStrategy weights other than 0 by instrument, by session of the decision, by strategy
 */
record Decisions(SortedMap<String, SortedMap<LocalDate, SortedMap<String, Double>>> byStrategy) {
  /** Decisions of one book by session. */
  static SortedMap<LocalDate, SortedMap<String, Double>> of(Targets targets, Panel panel) {
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

  /** These and later ones; of one session the later ones count. */
  Decisions and(Decisions later) {
    SortedMap<String, SortedMap<LocalDate, SortedMap<String, Double>>> all = new TreeMap<>();
    byStrategy.forEach((strategy, some) -> all.put(strategy, new TreeMap<>(some)));
    later.byStrategy.forEach(
        (strategy, some) -> all.computeIfAbsent(strategy, any -> new TreeMap<>()).putAll(some));
    return new Decisions(all);
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
