package finagent.jobs;

import finagent.planner.ExecutionPlan.Fate;
import finagent.sandbox.backtest.Metric;
import finagent.tables.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The end of a run: a summary worth reading, and the page. */
final class Closing {
  private Closing() {}

  static void print(
      Console console, Warehouse warehouse, RunJob.Outcome outcome, @Nullable Path wanted) {
    print(
        console,
        warehouse,
        outcome,
        wanted,
        Integer.MAX_VALUE,
        new Combinations(List.of(), List.of()));
  }

  /**
   * The same, with the best strategies by Sharpe ratio alone.
   *
   * @param most how many are shown
   * @param swept what the run is a sweep of
   */
  static void print(
      Console console,
      Warehouse warehouse,
      RunJob.Outcome outcome,
      @Nullable Path wanted,
      int most,
      Combinations swept) {
    Told all = Told.of(warehouse, outcome).warning(swept.told().stream().toList());
    Told told = all.best(most);
    Path page = Page.write(warehouse, outcome, told, wanted);
    console.say("");
    console.say(
        "net of all costs, from the first decision on; orders filled at %s, costs in %s:",
        told.fills(), told.currencies());
    console.table(results(told));
    console.say("");
    if (told.strategies().stream().allMatch(strategy -> strategy.controlKey().isEmpty())) {
      console.say("no controls were drawn; finagent run puts a strategy beside them");
    } else {
      console.table(controls(told));
    }
    if (told.strategies().size() < all.strategies().size()) {
      console.say(
          "the best %d of %d by Sharpe ratio; all are in the tables",
          told.strategies().size(), all.strategies().size());
    }
    told.warnings().forEach(warning -> console.say("warning: %s", warning));
    console.say("");
    console.say(
        "%d tasks: %d computed, %d reused, %d not needed; %.1f s",
        outcome.plan().tasks().size(),
        outcome.plan().count(Fate.TODO),
        outcome.plan().count(Fate.REUSED),
        outcome.plan().count(Fate.SKIPPED),
        outcome.seconds());
    console.say("run     %s", outcome.run().id());
    console.say("digest  %s (bitwise reproducible)", outcome.run().digest());
    console.say("page    %s", page);
    console.answer(json(outcome, told, page, swept.refused()));
  }

  private static List<List<String>> results(Told told) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "strategy",
            "return p.a.",
            "volatility",
            "Sharpe",
            "drawdown",
            "turnover p.a.",
            "costs",
            "trials",
            "deflated Sharpe"));
    for (Told.Strategy strategy : told.strategies()) {
      rows.add(
          List.of(
              strategy.name(),
              percent(strategy.number("cagr")),
              percent(strategy.number("volatility")),
              withError(strategy.metric("portfolio", "", "sharpe")),
              percent(strategy.number("max-drawdown")),
              decimal(strategy.number("turnover"), 1),
              decimal(strategy.costs(), 0),
              strategy.worth() == null ? "n/a" : String.valueOf(strategy.worth().trials()),
              strategy.worth() == null ? "n/a" : percent(strategy.worth().deflated())));
    }
    return rows;
  }

  private static List<List<String>> controls(Told told) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "beside it",
            "better than noise",
            "buy and hold p.a.",
            "its Sharpe",
            "benchmark p.a.",
            "cash p.a."));
    for (Told.Strategy strategy : told.strategies()) {
      rows.add(
          List.of(
              strategy.name(),
              withErrorPercent(strategy.metric("control", "noise", "sharpe-percentile")),
              percent(strategy.control("buy-and-hold", "cagr")),
              decimal(strategy.control("buy-and-hold", "sharpe"), 2),
              percent(strategy.control("benchmark", "cagr")),
              percent(strategy.control("cash", "cagr"))));
    }
    return rows;
  }

  private static Map<String, Object> json(
      RunJob.Outcome outcome, Told told, Path page, List<Combinations.Refused> refused) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", outcome.run().id());
    answer.put("digest", outcome.run().digest());
    answer.put("seconds", outcome.seconds());
    answer.put("computed", outcome.plan().count(Fate.TODO));
    answer.put("reused", outcome.plan().count(Fate.REUSED));
    answer.put("page", page.toString());
    answer.put("warnings", told.warnings());
    answer.put("refused", refused);
    Map<String, Object> strategies = new LinkedHashMap<>();
    for (Told.Strategy strategy : told.strategies()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("key", strategy.key());
      one.put("fill", strategy.fill());
      one.put("currency", strategy.currency());
      one.put("metrics", strategy.metrics().stream().filter(Closing::isShort).toList());
      strategies.put(strategy.name(), one);
    }
    answer.put("strategies", strategies);
    return answer;
  }

  private static boolean isShort(Metric metric) {
    return !metric.scope().equals("draw") && !metric.scope().equals("instrument");
  }

  static String percent(double fraction) {
    return Double.isNaN(fraction) ? "n/a" : String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }

  static String decimal(double value, int places) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  private static String withError(Metric metric) {
    return Double.isNaN(metric.value())
        ? "n/a"
        : String.format(Locale.ROOT, "%.2f ± %.2f", metric.value(), metric.error());
  }

  private static String withErrorPercent(Metric metric) {
    return Double.isNaN(metric.value())
        ? "n/a"
        : String.format(Locale.ROOT, "%.1f %% ± %.1f", 100 * metric.value(), 100 * metric.error());
  }
}
