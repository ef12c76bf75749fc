package finagent.jobs;

import finagent.jobs.report.ReportPage;
import finagent.jobs.report.RunReport;
import finagent.jobs.report.Series;
import finagent.jobs.report.StrategyReport;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.ExecutionPlan.Planned;
import finagent.planner.PlanSvg;
import finagent.sandbox.backtest.Metric;
import finagent.tables.Rows;
import finagent.tables.Warehouse;
import finagent.tables.results.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the page of a run from what the tables hold. */
final class Page {
  private static final List<String> CONTROLS = List.of("buy-and-hold", "benchmark", "cash");

  private Page() {}

  /** Writes it where it is wanted, else to {@code runs/RUN.html} in the current folder. */
  static Path write(Warehouse warehouse, RunJob.Outcome outcome, Told told, @Nullable Path wanted) {
    Path file =
        Optional.ofNullable(wanted)
            .orElseGet(() -> Path.of("runs", outcome.run().id() + ".html"))
            .toAbsolutePath();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, ReportPage.html(report(warehouse, outcome, told)));
    } catch (IOException e) {
      throw new UncheckedIOException("The page cannot be written to " + file, e);
    }
    return file;
  }

  private static RunReport report(Warehouse warehouse, RunJob.Outcome outcome, Told told) {
    Results results = new Results(warehouse);
    List<StrategyReport> strategies = new ArrayList<>();
    String extent = "";
    for (Told.Strategy strategy : told.strategies()) {
      if (strategies.size() >= ReportPage.MOST_SECTIONS) {
        strategies.add(
            reported(strategy, Series.of("equity", new int[0], new double[0]), List.of()));
        continue;
      }
      Series equity = curve(results, strategy.key(), "equity").orElseThrow();
      extent =
          String.format(
              Locale.ROOT,
              "%d sessions, %s to %s",
              equity.size(),
              LocalDate.ofEpochDay(equity.session(0)),
              LocalDate.ofEpochDay(equity.session(equity.size() - 1)));
      List<Series> controls = new ArrayList<>();
      if (!strategy.controlKey().isEmpty()) {
        for (String control : CONTROLS) {
          curve(results, strategy.controlKey() + "/" + control, control).ifPresent(controls::add);
        }
      }
      strategies.add(reported(strategy, equity, controls));
    }
    ExecutionPlan plan = outcome.plan();
    return new RunReport(
        outcome.run().title(),
        outcome.run().id(),
        outcome.run().digest(),
        new RunReport.Source(String.join(", ", Told.sets(outcome)), extent, told.warnings()),
        facts(outcome, told),
        strategies,
        PlanSvg.of(plan),
        new RunReport.Reuse(
            (int) plan.count(Fate.TODO),
            (int) plan.count(Fate.REUSED),
            (int) plan.count(Fate.SKIPPED),
            saved(plan)),
        "scripts/finagent replay " + outcome.run().id());
  }

  private static StrategyReport reported(
      Told.Strategy strategy, Series equity, List<Series> controls) {
    return new StrategyReport(
        strategy.name(), equity, controls, metrics(strategy), strategy.currency(), List.of());
  }

  private static int saved(ExecutionPlan plan) {
    return plan.tasks().stream().map(Planned::strategies).mapToInt(s -> s.size() - 1).sum();
  }

  private static List<RunReport.Fact> facts(RunJob.Outcome outcome, Told told) {
    return List.of(
        new RunReport.Fact("began", outcome.run().at().toString()),
        new RunReport.Fact("by", outcome.run().user()),
        new RunReport.Fact("code", "finagent " + outcome.run().codeVersion()),
        new RunReport.Fact("orders filled at", told.fills()),
        new RunReport.Fact("currency", told.currencies()),
        new RunReport.Fact("table versions", outcome.run().versions().toString()),
        new RunReport.Fact("reproducible", "bitwise, on any number of cores"));
  }

  private static List<Metric> metrics(Told.Strategy strategy) {
    List<Metric> metrics = new ArrayList<>(strategy.metrics());
    Trying.Worth worth = strategy.worth();
    if (worth != null) {
      metrics.add(new Metric("trial", "", "trials", worth.trials(), Double.NaN));
      metrics.add(
          new Metric("trial", "", "probabilistic-sharpe", worth.probabilistic(), Double.NaN));
      metrics.add(
          new Metric(
              "trial",
              "",
              "expected-max-sharpe",
              worth.luck() * strategy.number("sharpe") / strategy.number("sharpe-per-bar"),
              Double.NaN));
      metrics.add(new Metric("trial", "", "deflated-sharpe", worth.deflated(), Double.NaN));
    }
    return metrics;
  }

  private static Optional<Series> curve(Results results, String key, String name) {
    return results
        .read(key)
        .map(
            book -> {
              Rows rows = book.equity();
              int[] sessions = new int[rows.size()];
              System.arraycopy(rows.ints("session"), 0, sessions, 0, rows.size());
              double[] values = new double[rows.size()];
              System.arraycopy(rows.doubles("equity"), 0, values, 0, rows.size());
              return Series.of(name, sessions, values);
            });
  }
}
