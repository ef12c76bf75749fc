package finagent.jobs;

import finagent.jobs.nightly.Alerts;
import finagent.jobs.nightly.CheckStep;
import finagent.jobs.nightly.ImportStep;
import finagent.jobs.nightly.NotebookStep;
import finagent.jobs.nightly.OrderStep;
import finagent.jobs.nightly.Past;
import finagent.jobs.nightly.Pipeline;
import finagent.jobs.nightly.ReportStep;
import finagent.jobs.nightly.Step;
import finagent.tables.Warehouse;
import finagent.tables.ingest.FileRestater;
import finagent.tables.night.NightId;
import finagent.tables.night.NightLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a night of a pipeline is made of.
 *
 * @param out folder of order files and reports
 */
record NightSteps(
    Warehouse warehouse, Pipeline pipeline, Console console, Clock clock, String master, Path out) {
  private List<Path> files() {
    return pipeline.parts().stream().map(Pipeline.Part::file).toList();
  }

  /** The pipeline's strategies as their files have them. */
  Strategies asWritten() {
    return Strategies.read(files(), List.of());
  }

  /** The pipeline's strategies with a session as the last of their period, without controls. */
  Strategies upTo(LocalDate session) {
    return Strategies.read(files(), List.of("period.to=" + session, "controls.draws=0"));
  }

  /** The steps of a night, in order. */
  List<Step> of(
      NightId night, Strategies asWritten, Strategies strategies, String spec, Alerts alerts) {
    LocalDate session = night.session();
    NightLog log = new NightLog(warehouse);
    Past past = Past.of(log, pipeline.name(), session);
    Optional<Past.One> before = past.lastDone(session);
    SortedMap<String, Double> shares = new TreeMap<>();
    for (int k = 0; k < pipeline.parts().size(); k++) {
      shares.merge(strategies.specs().get(k).name(), pipeline.parts().get(k).share(), Double::sum);
    }
    String file = "%s-%s".formatted(pipeline.name(), session);
    List<Step> steps =
        new ArrayList<>(
            List.of(
                new ImportStep(
                    warehouse, new FileRestater(), clock, pipeline, session, isLate(log, session)),
                new StrategyStep(
                    warehouse,
                    asWritten,
                    strategies,
                    this::upTo,
                    console,
                    clock,
                    master,
                    night,
                    spec,
                    past,
                    alerts),
                new OrderStep(
                    warehouse,
                    pipeline,
                    night,
                    before,
                    shares,
                    out.resolve(file + "-orders.csv"),
                    alerts),
                new RiskStep(warehouse, pipeline, night),
                new CheckStep(night, past, before, alerts),
                new ReportStep(night, out.resolve(file + "-report.txt"))));
    pipeline
        .notebook()
        .ifPresent(
            notebook ->
                steps.add(
                    new NotebookStep(
                        warehouse,
                        night,
                        program(notebook),
                        notebook.file(),
                        out.resolve(file + "-notebook"))));
    return steps;
  }

  /** Whether a drop of a later session was imported. */
  private boolean isLate(NightLog log, LocalDate session) {
    return log.since(pipeline.name(), session.plusDays(1)).stream()
        .anyMatch(entry -> entry.step().equals(ImportStep.NAME));
  }

  private static List<String> program(Pipeline.Notebook notebook) {
    if (!notebook.program().isEmpty()) {
      return notebook.program();
    }
    String root = System.getProperty("finagent.root", "");
    if (root.isEmpty()) {
      throw new IllegalArgumentException(
          "scripts/notebook is not at hand here; name what runs %s: notebook: {file: .., command: ..}"
              .formatted(notebook.file()));
    }
    return List.of(root + "/scripts/notebook");
  }
}
