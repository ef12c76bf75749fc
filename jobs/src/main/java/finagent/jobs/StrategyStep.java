package finagent.jobs;

import finagent.jobs.nightly.Alerts;
import finagent.jobs.nightly.Past;
import finagent.jobs.nightly.Step;
import finagent.jobs.nightly.TargetRows;
import finagent.planner.ExecutionPlan.Fate;
import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs the strategies up to the session, what is known reused, and keeps the weights they decide at
 * its close. Where bars of earlier sessions were restated, says which decisions of past nights
 * would have been others.
 *
 * @param spec digest of the strategies without the session
 */
record StrategyStep(
    Warehouse warehouse,
    Strategies strategies,
    Console console,
    Clock clock,
    String master,
    NightId night,
    String spec,
    Past past,
    Alerts alerts)
    implements Step {
  private static final String NAME = "strategies";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    RunJob.Outcome outcome =
        new RunJob(warehouse, strategies, console, clock)
            .run(
                new RunJob.Request(
                    "night " + night, master, Collections.emptySortedMap(), 0, false, false));
    Decisions decisions = Decisions.of(warehouse, strategies, outcome.run().versions());
    TargetRows rows = new TargetRows(night);
    for (String strategy : decisions.byStrategy().keySet()) {
      rows.weights(strategy, decisions.at(strategy, night.session()));
    }
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("run", outcome.run().id());
    facts.put("digest", outcome.run().digest());
    facts.put("computed", Long.toString(outcome.plan().count(Fate.TODO)));
    facts.put("reused", Long.toString(outcome.plan().count(Fate.REUSED)));
    facts.put("bars-read", Long.toString(decisions.bars()));
    facts.put("spec", spec);
    facts.put("changed", changed(decisions));
    facts.put("commit", rows.write(warehouse));
    return facts;
  }

  /** Decisions of past nights that would be others today, in words; empty if there are none. */
  private String changed(Decisions decisions) {
    List<String> changed = new ArrayList<>();
    for (Past.One one : past.nights().headMap(night.session()).values()) {
      SortedMap<String, String> facts = one.facts(NAME);
      if (one.state().isDone() && facts.getOrDefault("spec", "").equals(spec)) {
        SortedMap<String, SortedMap<String, Double>> then =
            TargetRows.weights(warehouse, one.night(), facts.getOrDefault("commit", ""));
        for (String strategy : decisions.byStrategy().keySet()) {
          int others =
              others(
                  then.getOrDefault(strategy, Collections.emptySortedMap()),
                  decisions.at(strategy, one.night().session()));
          if (others > 0) {
            changed.add("%s on %s: %d weights".formatted(strategy, one.night().session(), others));
          }
        }
      }
    }
    if (!changed.isEmpty()) {
      alerts.raise(
          night,
          "decisions-changed",
          "WARN",
          "restated bars change past decisions: " + String.join("; ", changed));
    }
    return String.join("; ", changed);
  }

  private static int others(SortedMap<String, Double> then, SortedMap<String, Double> now) {
    SortedMap<String, Double> all = new TreeMap<>(then);
    all.putAll(now);
    int others = 0;
    for (String symbol : all.keySet()) {
      double was = then.getOrDefault(symbol, 0.0);
      double is = now.getOrDefault(symbol, 0.0);
      others += Double.compare(was, is) != 0 ? 1 : 0;
    }
    return others;
  }
}
