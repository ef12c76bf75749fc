package finagent.jobs;

import finagent.jobs.stress.Measured;
import finagent.jobs.stress.StressMatrix.Entry;
import finagent.jobs.stress.StressMatrix.Left;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Prints a stress test: a table per strategy, then all of them side by side. */
final class StressTables {
  private static final List<String> HEADING =
      List.of(
          "scenario",
          "from",
          "to",
          "return",
          "was",
          "change",
          "drawdown",
          "was",
          "costs",
          "was",
          "turnover",
          "was",
          "fills",
          "was");

  private StressTables() {}

  static void print(Console console, StressJob.Outcome outcome) {
    Map<String, List<Entry>> strategies = new LinkedHashMap<>();
    for (Entry entry : outcome.entries()) {
      strategies.computeIfAbsent(entry.strategy(), name -> new ArrayList<>()).add(entry);
    }
    strategies.forEach(
        (name, entries) -> {
          console.say("%s, over the sessions of each scenario:", name);
          console.table(
              Stream.concat(Stream.of(HEADING), entries.stream().map(StressTables::row)).toList());
        });
    if (strategies.size() > 1) {
      console.say("change of return, all strategies:");
      console.table(matrix(strategies));
    }
    console.say("was = the same strategy over the same sessions in the market as it was");
    warn(console, outcome);
  }

  private static List<String> row(Entry entry) {
    Measured now = entry.stressed();
    Measured was = entry.baseline();
    return List.of(
        entry.scenario(),
        entry.first(),
        entry.last(),
        percent(now.totalReturn()),
        percent(was.totalReturn()),
        percent(entry.change()),
        percent(now.drawdown()),
        percent(was.drawdown()),
        money(now.costs()),
        money(was.costs()),
        times(now.turnover()),
        times(was.turnover()),
        String.valueOf(now.fills()),
        String.valueOf(was.fills()));
  }

  private static List<List<String>> matrix(Map<String, List<Entry>> strategies) {
    Map<String, Map<String, String>> changes = new LinkedHashMap<>();
    strategies.forEach(
        (name, entries) ->
            entries.forEach(
                entry ->
                    changes
                        .computeIfAbsent(entry.scenario(), scenario -> new LinkedHashMap<>())
                        .put(name, percent(entry.change()))));
    List<List<String>> rows = new ArrayList<>();
    rows.add(Stream.concat(Stream.of("scenario"), strategies.keySet().stream()).toList());
    changes.forEach(
        (scenario, byStrategy) ->
            rows.add(
                Stream.concat(
                        Stream.of(scenario),
                        strategies.keySet().stream()
                            .map(name -> byStrategy.getOrDefault(name, "n/a")))
                    .toList()));
    return rows;
  }

  private static void warn(Console console, StressJob.Outcome outcome) {
    for (Left left : outcome.left()) {
      console.warn("%s not run: %s".formatted(left.scenario(), left.reason()));
    }
    Map<String, Set<String>> notes = new LinkedHashMap<>();
    for (Entry entry : outcome.entries()) {
      List<String> texts = new ArrayList<>(entry.notes());
      idle(entry).ifPresent(texts::add);
      texts.forEach(
          text -> notes.computeIfAbsent(text, any -> new LinkedHashSet<>()).add(entry.scenario()));
    }
    notes.forEach(
        (text, scenarios) -> console.warn("%s (%s)".formatted(text, String.join(", ", scenarios))));
    outcome.warnings().forEach(console::warn);
  }

  private static Optional<String> idle(Entry entry) {
    if (Double.isNaN(entry.baseline().totalReturn())) {
      return Optional.of(entry.strategy() + " was not open in these sessions");
    }
    boolean still = entry.baseline().drawdown() == 0 && entry.stressed().turnover() == 0;
    return still
        ? Optional.of(entry.strategy() + " held nothing in these sessions")
        : Optional.empty();
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.2f %%", 100 * value);
  }

  private static String money(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String times(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.2f", value);
  }
}
