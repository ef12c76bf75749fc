package finagent.jobs;

import finagent.jobs.montecarlo.Score;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.tables.montecarlo.McResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints a simulation: a table per strategy, each number with both of its errors. */
final class MonteCarloTables {
  private static final int MOST_TABLES = 6;
  private static final List<String> TAIL =
      List.of("var95", "var99", "es95", "es99", "loss-probability");
  private static final Set<Score> SHARES =
      Set.of(
          Score.TOTAL_RETURN,
          Score.CAGR,
          Score.VOLATILITY,
          Score.MAX_DRAWDOWN,
          Score.UNDER_WATER,
          Score.LOWEST_EQUITY,
          Score.RUIN);

  private final Console console;
  private final MonteCarloJob.Outcome outcome;
  private final Likeness likeness;

  private MonteCarloTables(Console console, MonteCarloJob.Outcome outcome, Likeness likeness) {
    this.console = console;
    this.outcome = outcome;
    this.likeness = likeness;
  }

  static void print(Console console, MonteCarloJob.Outcome outcome, @Nullable Path wanted) {
    Likeness likeness = Likeness.of(outcome);
    Path page = MonteCarloPage.write(outcome, likeness, wanted);
    MonteCarloTables tables = new MonteCarloTables(console, outcome, likeness);
    tables.print(page);
    console.answer(tables.json(page));
  }

  private void print(Path page) {
    Set<String> strategies = new LinkedHashSet<>();
    outcome.experiment().program().books().forEach(book -> strategies.add(book.name()));
    console.say(
        "%,d paths of %d sessions; %s; seed %d",
        outcome.simulated().paths(),
        outcome.experiment().steps(),
        model(outcome),
        outcome.experiment().question().seed());
    int shown = 0;
    for (String strategy : strategies) {
      if (shown++ < MOST_TABLES) {
        console.say("");
        console.say("%s, net of all costs (history = the same sessions as they were):", strategy);
        console.table(scores(strategy));
        console.table(tail(strategy));
      }
    }
    if (strategies.size() > 1) {
      console.say("");
      console.say("all on the same paths, beside %s:", strategies.iterator().next());
      console.table(differences(strategies));
    }
    console.say("");
    console.say(
        "± sim: standard error from the number of paths; ± est: from the length of the history"
            + " (%s)",
        estimated());
    if (likeness.paths() > 0) {
      console.say("");
      console.say("how like the history the first %d paths are:", likeness.paths());
      console.table(likeness.rows());
    }
    outcome.notes().forEach(note -> console.say("warning: %s", note));
    likeness.loss().ifPresent(loss -> console.say("warning: %s", loss));
    console.say(
        "%,d chunks of 512 paths computed, the rest was known; %.1f s",
        outcome.simulated().computed(), outcome.seconds());
    console.say("run     %s", outcome.run().id());
    console.say("digest  %s (bitwise reproducible)", outcome.run().digest());
    console.say("page    %s", page);
  }

  private String estimated() {
    String calibration = outcome.experiment().question().calibration();
    if (!calibration.isEmpty()) {
      return "not estimated: the parameters are those of calibration "
          + calibration
          + ", whose errors finagent calibrate told";
    }
    int worlds = outcome.experiment().worlds();
    return worlds == 0
        ? "not estimated: --worlds 0"
        : worlds
            + " histories drawn from it in blocks, the model fitted anew; n/a = below what they"
            + " resolve";
  }

  /** Where the paths come from, in words. */
  static String model(MonteCarloJob.Outcome outcome) {
    ModelKind kind = outcome.experiment().question().model();
    String calibration = outcome.experiment().question().calibration();
    if (kind.isOfRows()) {
      return String.format(
          Locale.ROOT,
          kind == ModelKind.CIRCULAR
              ? "whole sessions of the data in blocks of %.0f (circular bootstrap)"
              : "whole sessions of the data in blocks of %.1f on average (stationary bootstrap)",
          outcome.experiment().block());
    }
    String fitted = calibration.isEmpty() ? "fitted to the data" : "calibration " + calibration;
    return "model "
        + kind.word()
        + ", "
        + fitted
        + (kind.isOfMarket() || !calibration.isEmpty() ? ", instruments by their betas" : "");
  }

  private List<List<String>> scores(String strategy) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "number", "history", "mean", "± sim", "± est", "5 %", "25 %", "median", "75 %",
            "95 %"));
    for (Score score : Score.values()) {
      if (score == Score.RUIN) {
        continue;
      }
      List<String> row = new ArrayList<>(List.of(score.word()));
      row.add(value(strategy, score, "history"));
      errors(row, score, find(strategy, score.word(), "mean"));
      for (String quantile : List.of("q05", "q25", "q50", "q75", "q95")) {
        row.add(value(strategy, score, quantile));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> tail(String strategy) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("tail", "value", "± sim", "± est"));
    for (String measure : TAIL) {
      List<String> row = new ArrayList<>(List.of(measure));
      errors(row, Score.TOTAL_RETURN, find(strategy, Score.TOTAL_RETURN.word(), measure));
      rows.add(row);
    }
    List<String> ruin =
        new ArrayList<>(
            List.of(
                String.format(
                    Locale.ROOT,
                    "ruin (equity at or below %.0f %% of its start)",
                    100 * outcome.experiment().question().ruin())));
    errors(ruin, Score.RUIN, find(strategy, Score.RUIN.word(), "mean"));
    rows.add(ruin);
    return rows;
  }

  private List<List<String>> differences(Set<String> strategies) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("strategy", "return", "± sim", "± est", "Sharpe ratio", "± sim", "± est"));
    for (String strategy : strategies) {
      boolean first = rows.size() == 1;
      String suffix = first ? "" : "-difference";
      List<String> row = new ArrayList<>(List.of(first ? strategy : strategy + ", difference"));
      errors(row, Score.TOTAL_RETURN, find(strategy, Score.TOTAL_RETURN.word() + suffix, "mean"));
      errors(row, Score.SHARPE, find(strategy, Score.SHARPE.word() + suffix, "mean"));
      rows.add(row);
    }
    return rows;
  }

  private void errors(List<String> row, Score score, Optional<McResult> found) {
    row.add(found.map(r -> words(score, r.value())).orElse("n/a"));
    row.add(found.map(r -> words(score, r.simulationError())).orElse("n/a"));
    row.add(found.map(r -> words(score, r.estimationError())).orElse("n/a"));
  }

  private String value(String strategy, Score score, String measure) {
    return find(strategy, score.word(), measure)
        .map(result -> words(score, result.value()))
        .orElse("n/a");
  }

  private Optional<McResult> find(String strategy, String statistic, String measure) {
    return outcome.simulated().results().stream()
        .filter(
            result ->
                result.step() == 0
                    && result.strategy().equals(strategy)
                    && result.statistic().equals(statistic)
                    && result.measure().equals(measure))
        .findFirst();
  }

  static String words(Score score, double value) {
    if (Double.isNaN(value)) {
      return "n/a";
    }
    return SHARES.contains(score)
        ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
        : String.format(Locale.ROOT, score == Score.DRAWDOWN_SESSIONS ? "%.1f" : "%.3f", value);
  }

  private Map<String, Object> json(Path page) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", outcome.run().id());
    answer.put("digest", outcome.run().digest());
    answer.put("key", outcome.simulated().key());
    answer.put("model", model(outcome));
    answer.put("paths", outcome.simulated().paths());
    answer.put("steps", outcome.experiment().steps());
    answer.put("computedChunks", outcome.simulated().computed());
    answer.put("seconds", outcome.seconds());
    answer.put("page", page.toString());
    answer.put("notes", outcome.notes());
    answer.put("likeness", likeness.facts());
    answer.put("results", outcome.simulated().results());
    return answer;
  }
}
