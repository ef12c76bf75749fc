package finagent.jobs;

import finagent.jobs.montecarlo.PathRunner;
import finagent.jobs.report.Series;
import finagent.jobs.report.SimulationPage;
import finagent.jobs.report.SimulationReport;
import finagent.sandbox.montecarlo.Histogram;
import finagent.tables.montecarlo.McResult;
import finagent.tables.montecarlo.Tally.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the page of a simulation from what the run has at hand. */
final class MonteCarloPage {
  private static final int MOST_STRATEGIES = 8;
  private static final int WORST_DRAWN = 3;

  private MonteCarloPage() {}

  /** Writes it where it is wanted, else to {@code runs/RUN.html} in the current folder. */
  static Path write(MonteCarloJob.Outcome outcome, Likeness likeness, @Nullable Path wanted) {
    Path file =
        Optional.ofNullable(wanted)
            .orElseGet(() -> Path.of("runs", outcome.run().id() + ".html"))
            .toAbsolutePath();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, SimulationPage.html(report(outcome, likeness)));
    } catch (IOException e) {
      throw new UncheckedIOException("The page cannot be written to " + file, e);
    }
    return file;
  }

  private static SimulationReport report(MonteCarloJob.Outcome outcome, Likeness likeness) {
    PathRunner runner = new PathRunner(outcome.experiment(), outcome.history());
    List<SimulationReport.Strategy> strategies = new ArrayList<>();
    int books = outcome.experiment().program().books().size();
    for (int b = 0; b < Math.min(MOST_STRATEGIES, books); b++) {
      strategies.add(strategy(outcome, runner, b));
    }
    List<SimulationReport.Compared> compared = new ArrayList<>();
    for (int b = 1; b < books; b++) {
      String name = outcome.experiment().program().books().get(b).name();
      compared.add(new SimulationReport.Compared(name, results(outcome, name)));
    }
    List<String> notes = new ArrayList<>(outcome.notes());
    likeness.loss().ifPresent(notes::add);
    return new SimulationReport(
        outcome.run().title(),
        outcome.run().id(),
        outcome.run().digest(),
        outcome.history().source(),
        String.format(
            Locale.ROOT,
            "%,d paths of %d sessions; %s; seed %d",
            outcome.simulated().paths(),
            outcome.experiment().steps(),
            MonteCarloTables.model(outcome),
            outcome.experiment().question().seed()),
        outcome.experiment().worlds(),
        outcome.experiment().question().calibration(),
        notes,
        strategies,
        compared,
        likeness.paths() == 0 ? List.of() : likeness.rows(),
        outcome.run().versions().toString());
  }

  private static SimulationReport.Strategy strategy(
      MonteCarloJob.Outcome outcome, PathRunner runner, int b) {
    String name = outcome.experiment().program().books().get(b).name();
    List<McResult> own = results(outcome, name);
    Map<String, Histogram> histograms = new TreeMap<>();
    outcome
        .simulated()
        .reductions()
        .forEach(
            (Subject subject, finagent.sandbox.montecarlo.Reduction reduction) -> {
              if (subject.strategy().equals(name) && subject.step() == 0) {
                histograms.put(subject.statistic(), reduction.histogram());
              }
            });
    List<Series> worst =
        own.stream()
            .filter(result -> result.statistic().equals("worst-path"))
            .limit(WORST_DRAWN)
            .map(result -> path(runner, b, (long) result.value()))
            .toList();
    return new SimulationReport.Strategy(
        name, own, histograms, series("history", runner.equity(b, runner.itself())), worst);
  }

  private static List<McResult> results(MonteCarloJob.Outcome outcome, String strategy) {
    return outcome.simulated().results().stream()
        .filter(result -> result.strategy().equals(strategy))
        .toList();
  }

  private static Series path(PathRunner runner, int b, long path) {
    return series("path " + path, runner.equity(b, runner.enter(path)));
  }

  /** As multiples of where it starts, by the sessions after the start. */
  private static Series series(String name, double[] equity) {
    int[] steps = new int[equity.length];
    double[] levels = new double[equity.length];
    for (int t = 0; t < equity.length; t++) {
      steps[t] = t;
      levels[t] = equity[t] / equity[0];
    }
    return Series.of(name, steps, levels);
  }
}
