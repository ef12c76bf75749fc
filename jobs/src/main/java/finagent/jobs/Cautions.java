package finagent.jobs;

import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Planned;
import finagent.tables.market.DeltaMarket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a reader must know of some strategies of a run before its numbers are used. */
final class Cautions {
  private static final int NAMED = 3;

  private Cautions() {}

  /** Benchmarks and rates with sessions that are not known. */
  static List<String> gaps(List<Told.Strategy> strategies) {
    SortedMap<String, List<String>> beside = new TreeMap<>();
    for (Told.Strategy strategy : strategies) {
      for (String control : List.of("benchmark", "cash")) {
        double missing = strategy.control(control, "missing");
        if (missing > 0) {
          long first = (long) strategy.control(control, "first-missing");
          String gap =
              "the return of the %s is not known in %,d %s, first %s"
                  .formatted(
                      control,
                      (long) missing,
                      missing == 1 ? "session" : "sessions",
                      LocalDate.ofEpochDay(first));
          beside.computeIfAbsent(gap, any -> new ArrayList<>()).add(strategy.name());
        }
      }
    }
    List<String> cautions = new ArrayList<>();
    beside.forEach(
        (gap, names) ->
            cautions.add(
                "%s: what it came to beside %s is n/a"
                    .formatted(
                        gap,
                        names.size() > NAMED
                            ? names.size() + " strategies"
                            : String.join(", ", names))));
    return cautions;
  }

  /** Data sets without sectors of which a strategy asks for them. */
  static List<String> sectors(ExecutionPlan plan, DeltaMarket market) {
    List<String> cautions = new ArrayList<>();
    for (Planned bars : tasks(plan, "bars")) {
      String set = bars.task().params().getOrDefault("set", "");
      boolean asked =
          tasks(plan, "neutralize-sector").stream()
              .anyMatch(task -> !Collections.disjoint(task.strategies(), bars.strategies()));
      if (asked && !market.hasSectors(set)) {
        cautions.add(
            "%s: no sector is known, so neutralize-sector takes the mean of all off each score (finagent ingest FILE --kind sectors --name %s)"
                .formatted(set, set));
      }
    }
    return cautions.stream().distinct().toList();
  }

  private static List<Planned> tasks(ExecutionPlan plan, String agent) {
    return plan.tasks().stream().filter(task -> task.task().agent().equals(agent)).toList();
  }
}
