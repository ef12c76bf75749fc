package finagent.jobs;

import finagent.agents.Compiler;
import finagent.jobs.montecarlo.Experiment;
import finagent.jobs.montecarlo.Question;
import finagent.jobs.montecarlo.Simulation;
import finagent.jobs.montecarlo.Target;
import finagent.planner.Digest;
import finagent.planner.ExecutionPlan;
import finagent.planner.Memory;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Panel;
import finagent.sandbox.montecarlo.FactorPanel;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.sandbox.montecarlo.PanelModels;
import finagent.sandbox.montecarlo.PathModel;
import finagent.sandbox.montecarlo.ResampledPanel;
import finagent.sandbox.montecarlo.WholeHistory;
import finagent.sandbox.program.Program;
import finagent.tables.LogTags;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.montecarlo.Calibration;
import finagent.tables.montecarlo.Calibrations;
import finagent.tables.montecarlo.Chunks;
import finagent.tables.montecarlo.McResults;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A simulation as a run: planned and compiled once, the market read once at pinned versions, chunks
 * of paths on the grid, every chunk remembered, the result rows and their digest written last.
 */
final class MonteCarloJob {
  /** More paths than these are a slip of the pen: a thousand cores would take years. */
  static final long MOST_PATHS = 1_000_000_000_000L;

  private final Warehouse warehouse;
  private final Strategies strategies;
  private final Console console;
  private final Clock clock;

  MonteCarloJob(Warehouse warehouse, Strategies strategies, Console console, Clock clock) {
    this.warehouse = warehouse;
    this.strategies = strategies.with(warehouse);
    this.console = console;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param years how long each path is measured; 0 = as the question's steps say
   * @param versions of the market tables to read; those not named are read as they are now
   */
  record Request(
      String title,
      Question question,
      double years,
      long paths,
      Optional<Target> target,
      String master,
      int parts,
      SortedMap<String, Long> versions) {
    Request {
      if (paths < 1 || paths > MOST_PATHS) {
        throw new IllegalArgumentException(
            "Invalid paths: %d (must be 1..%,d; the error falls with the root of their number, so %,d are a tenth as wrong as %,d)"
                .formatted(paths, MOST_PATHS, 1_000_000, 10_000));
      }
    }
  }

  /**
   * What came of it.
   *
   * @param notes what was left out or repaired, known biases of the data, and numbers that not all
   *     paths have
   */
  record Outcome(
      Run run,
      Experiment experiment,
      Panel history,
      Simulation.Outcome simulated,
      List<String> notes,
      double seconds) {}

  /** A simulation ready to start: what it reads and what it runs. */
  record Ready(
      Experiment experiment, Panel history, List<String> notes, SortedMap<String, Long> versions) {}

  /** Runs it; the strategies' plug-ins must stay open. */
  Outcome run(Request request) {
    return strategies.within(() -> ran(request));
  }

  /** Plans, reads and compiles, and runs nothing. */
  Ready ready(Question question, double years, SortedMap<String, Long> versions) {
    DeltaMarket market = DeltaMarket.at(warehouse, versions);
    Planning planning = new Planning(strategies.pools(), market, false);
    ExecutionPlan plan = planning.plan(strategies.specs(), Memory.empty());
    Map<Slice, List<Digest>> slices = new LinkedHashMap<>();
    for (Digest book :
        strategies.specs().stream().map(spec -> plan.books().get(spec.name())).toList()) {
      slices
          .computeIfAbsent(planning.slice(StressJob.bars(plan, book)), slice -> new ArrayList<>())
          .add(book);
    }
    if (slices.size() != 1) {
      throw new IllegalArgumentException(
          "These strategies read %d different markets or periods; on common paths they must read one (start one simulation for each)"
              .formatted(slices.size()));
    }
    Map.Entry<Slice, List<Digest>> only = slices.entrySet().iterator().next();
    WholeHistory history = WholeHistory.of(market.read(only.getKey()));
    Program program =
        Compiler.books(plan, strategies.pools(), only.getValue(), Collections.emptySet());
    Panel panel = history.panel();
    Question measured =
        years == 0 ? question : question.over((int) Math.rint(years * panel.time().barsPerYear()));
    Experiment experiment =
        Experiment.of(
            program, strategies.pools().kernels(), measured, panel, model(measured, panel));
    List<String> notes = new ArrayList<>(history.notes());
    panel.warnings().forEach(text -> notes.add(only.getKey().dataSet() + ": " + text));
    return new Ready(experiment, panel, notes, market.versions());
  }

  private Optional<PathModel> model(Question question, Panel history) {
    if (question.calibration().isEmpty()) {
      return Optional.empty();
    }
    Calibrations known = new Calibrations(warehouse);
    Calibration calibration =
        known
            .find(question.calibration())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No calibration '%s' here; there are %s"
                            .formatted(question.calibration(), known.ids())));
    if (!calibration.model().equals(question.model().word())) {
      throw new IllegalArgumentException(
          "Calibration %s is of model '%s', not '%s'; say --model %s"
              .formatted(
                  calibration.id(),
                  calibration.model(),
                  question.model().word(),
                  calibration.model()));
    }
    Calibration.Fitted market =
        calibration.series().stream()
            .filter(series -> series.name().equals(Calibration.MARKET))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Calibration %s holds no market, only single instruments; calibrate again"
                            .formatted(calibration.id())));
    double[] logs = FactorPanel.marketLogs(ResampledPanel.of(history).returns());
    ModelKind kind = question.model();
    return Optional.of(
        PanelModels.rebuilt(kind, market::value, logs, history.time().barsPerYear()));
  }

  private Outcome ran(Request request) {
    long begin = System.nanoTime();
    Ready ready = ready(request.question(), request.years(), request.versions());
    RunLog log = new RunLog(warehouse);
    Run run = begun(request, ready);
    log.append(run);
    SimulationLog told = new SimulationLog(log, console, clock, run.id(), ready.experiment());
    told.begin();
    console.meter().run(run.id());
    HealthLog health = new HealthLog(warehouse, console.meter(), clock);
    LogTags before = LogTags.of(run.id());
    LogTags.task(SimulationLog.TASK);
    try (Cancel cancel = Cancel.armed(() -> stopped(log, told, run))) {
      Simulation.Outcome simulated = simulated(request, ready, told, health);
      String digest =
          new McResults(warehouse).append(run.id(), simulated.key(), simulated.results());
      Run done = run.in(Run.State.COMPLETED, clock.instant(), digest, "");
      cancel.disarm();
      told.end(simulated.paths(), health.all());
      log.append(done); // the last that can fail: what has completed is never told to have failed
      return new Outcome(
          done,
          ready.experiment(),
          ready.history(),
          simulated,
          Stream.concat(ready.notes().stream(), simulated.notes().stream()).toList(),
          (System.nanoTime() - begin) * 1e-9);
    } catch (RuntimeException | Error e) {
      failed(log, told, run, e);
      throw e;
    } finally {
      before.restore();
    }
  }

  /** Runs the paths on a grid that is closed again before the run counts as completed. */
  private Simulation.Outcome simulated(
      Request request, Ready ready, SimulationLog told, HealthLog health) {
    try (Grid grid = health.open(request.master(), strategies.jars())) {
      try {
        return new Simulation(
                grid,
                ready.history(),
                ready.experiment(),
                new Chunks(warehouse),
                request.parts(),
                told::done)
            .run(request.paths(), request.target());
      } finally {
        health.settle(grid);
      }
    }
  }

  private void failed(RunLog log, SimulationLog told, Run run, Throwable cause) {
    try {
      told.failed(Words.of(cause));
      log.append(run.in(Run.State.FAILED, clock.instant(), "", Words.of(cause)));
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
      console.warn(
          "the failure of run %s could not be recorded: %s".formatted(run.id(), Words.of(e)));
    }
  }

  private static void stopped(RunLog log, SimulationLog told, Run run) {
    told.cancelled();
    log.append(
        run.in(
            Run.State.CANCELLED,
            Clock.systemUTC().instant(),
            "",
            "interrupted; what is done is kept: start it again to go on"));
  }

  private Run begun(Request request, Ready ready) {
    return new Run(
        RunIds.next(clock),
        Run.State.RUNNING,
        clock.instant(),
        System.getProperty("user.name", "unknown"),
        System.getenv().getOrDefault("FINAGENT_PROJECT", ""),
        request.title(),
        ready.experiment().question().stored() + strategies.resolved(),
        ready.versions(),
        Collections.emptySortedMap(),
        request.question().seed(),
        Main.VERSION,
        "",
        "");
  }
}
