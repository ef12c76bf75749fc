package finagent.jobs;

import finagent.jobs.report.StressReport;
import finagent.jobs.stress.StressMatrix.Entry;
import finagent.tables.results.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the page of a stress test. */
final class StressPage {
  private StressPage() {}

  /** Writes it where it is wanted, else to {@code runs/RUN.html} in the current folder. */
  static Path write(Run run, StressJob.Outcome outcome, @Nullable Path wanted) {
    Path file =
        Optional.ofNullable(wanted)
            .orElseGet(() -> Path.of("runs", run.id() + ".html"))
            .toAbsolutePath();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, report(run, outcome).html());
    } catch (IOException e) {
      throw new UncheckedIOException("The page cannot be written to " + file, e);
    }
    return file;
  }

  private static StressReport report(Run run, StressJob.Outcome outcome) {
    Set<String> notes = new LinkedHashSet<>(outcome.warnings());
    outcome.left().forEach(left -> notes.add(left.scenario() + " not run: " + left.reason()));
    List<StressReport.Cell> cells = new ArrayList<>();
    for (Entry entry : outcome.entries()) {
      cells.add(
          new StressReport.Cell(
              entry.strategy(),
              entry.scenario(),
              entry.first() + " to " + entry.last(),
              entry.stressed().totalReturn(),
              entry.baseline().totalReturn(),
              entry.stressed().drawdown(),
              entry.stressed().costs() - entry.baseline().costs(),
              entry.stressed().fills() - entry.baseline().fills()));
      notes.addAll(entry.notes());
    }
    return new StressReport(
        run.title(), run.id(), run.digest(), List.copyOf(notes), cells, run.versions().toString());
  }
}
