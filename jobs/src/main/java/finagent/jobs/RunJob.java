package finagent.jobs;

import finagent.agents.Conductor;
import finagent.planner.ExecutionPlan;
import finagent.planner.ExecutionPlan.Fate;
import finagent.planner.Memory;
import finagent.sandbox.grid.Grid;
import finagent.tables.LogTags;
import finagent.tables.Parallel;
import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.DeltaMemory;
import finagent.tables.results.DeltaResultStore;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** One run: plan, execute, remember, sum up. Everything that runs strategies goes through here. */
final class RunJob {
  /** How the title of a run ends that opened holdout periods. */
  static final String UNSEALED = " (holdout unsealed)";

  private final Warehouse warehouse;
  private final Warehouse results;
  private final Strategies strategies;
  private final Console console;
  private final Clock clock;

  RunJob(Warehouse warehouse, Strategies strategies, Console console, Clock clock) {
    this(warehouse, warehouse, strategies, console, clock);
  }

  /**
   * A job that keeps its results apart.
   *
   * @param results where the rows of results go; the run itself is told in {@code warehouse}
   */
  RunJob(
      Warehouse warehouse, Warehouse results, Strategies strategies, Console console, Clock clock) {
    this.warehouse = warehouse;
    this.results = results;
    this.strategies = strategies.with(warehouse);
    this.console = console;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param id of the run; empty = a new one
   * @param title for people
   * @param master where work is spread
   * @param versions of the market tables to read; those not named are read as they are now
   * @param unsealed whether holdout periods are opened, which is recorded
   * @param parts how many cuts a stage has; 0 = as the grid sees fit
   * @param fresh whether to compute everything, even what is known
   * @param counted whether its books count as tried
   */
  record Request(
      String id,
      String title,
      String master,
      SortedMap<String, Long> versions,
      int parts,
      boolean unsealed,
      boolean fresh,
      boolean counted) {
    Request(
        String title,
        String master,
        SortedMap<String, Long> versions,
        int parts,
        boolean unsealed,
        boolean fresh) {
      this("", title, master, versions, parts, unsealed, fresh, true);
    }

    /** A request for what a night needs, which is no trial. */
    static Request ofNight(String title, String master) {
      return new Request("", title, master, Collections.emptySortedMap(), 0, false, false, false);
    }
  }

  /**
   * What came of it.
   *
   * @param worth of each strategy, by name, in the light of all that was tried
   */
  record Outcome(
      Run run,
      ExecutionPlan plan,
      Planning planning,
      Map<String, Trying.Worth> worth,
      double seconds) {}

  /** Runs the strategies; their plug-ins must stay open. */
  Outcome run(Request request) {
    return strategies.within(() -> ran(request));
  }

  private Outcome ran(Request request) {
    long begin = System.nanoTime();
    DeltaMarket market = DeltaMarket.at(warehouse, request.versions());
    Planning planning = new Planning(strategies.pools(), market, request.unsealed());
    ExecutionPlan plan =
        planning.plan(
            strategies.specs(), request.fresh() ? Memory.empty() : new DeltaMemory(results));
    RunLog log = new RunLog(warehouse);
    Run run = begun(request, plan, market.versions());
    log.append(run);
    console.meter().run(run.id());
    TaskLog tasks = new TaskLog(run.id(), strategies.pools(), log, console, clock);
    LogTags before = LogTags.of(run.id());
    try (Cancel cancel = Cancel.armed(() -> cancelled(log, tasks, run))) {
      execute(request, planning, market, plan, run, tasks);
      Parallel.all(
          tasks::flush,
          () -> {
            if (request.counted()) {
              Trying.record(warehouse, results, plan, run, planning);
            }
          });
      String digest = new Results(results).runDigest(run.books());
      Map<String, Trying.Worth> worth = Trying.worth(warehouse, plan, run, planning);
      Run done = run.in(Run.State.COMPLETED, clock.instant(), digest, "");
      if (!cancel.disarm()) {
        throw new CancellationException("interrupted");
      }
      log.append(done); // the last that can fail: what has completed is never told to have failed
      return new Outcome(done, plan, planning, worth, (System.nanoTime() - begin) * 1e-9);
    } catch (RuntimeException | Error e) {
      failed(log, tasks, run, e);
      throw e;
    } finally {
      before.restore();
    }
  }

  private void execute(
      Request request,
      Planning planning,
      DeltaMarket market,
      ExecutionPlan plan,
      Run run,
      TaskLog tasks) {
    String master = plan.count(Fate.TODO) == 0 ? Grids.HERE : request.master();
    HealthLog health = new HealthLog(warehouse, console.meter(), clock);
    try (Grid opened = health.open(master, strategies.jars())) {
      try {
        Conductor.execute(
            new Conductor.Setup(
                run.id(),
                plan,
                strategies.pools(),
                opened,
                market,
                planning::slice,
                DeltaResultStore.bitwise(results),
                request.parts(),
                tasks,
                System::nanoTime));
      } finally {
        health.settle(opened);
        tasks.stages(health.all());
      }
    }
  }

  private Run begun(Request request, ExecutionPlan plan, SortedMap<String, Long> versions) {
    SortedMap<String, String> books = new TreeMap<>();
    plan.books().forEach((name, key) -> books.put(name, key.hex()));
    return new Run(
        request.id().isEmpty() ? RunIds.next(clock) : request.id(),
        Run.State.RUNNING,
        clock.instant(),
        System.getProperty("user.name", "unknown"),
        System.getenv().getOrDefault("FINAGENT_PROJECT", ""),
        request.title() + (request.unsealed() ? UNSEALED : ""),
        strategies.resolved(),
        versions,
        books,
        0,
        Main.VERSION,
        "",
        "");
  }

  private void cancelled(RunLog log, TaskLog tasks, Run run) {
    tasks.cancel();
    log.append(run.in(Run.State.CANCELLED, clock.instant(), "", "interrupted"));
  }

  /** An interrupted run is not told to have failed because its grid was taken away. */
  private void failed(RunLog log, TaskLog tasks, Run run, Throwable cause) {
    if (tasks.isCancelled()) {
      return;
    }
    try {
      tasks.flush();
      log.append(run.in(Run.State.FAILED, clock.instant(), "", Words.of(cause)));
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
      console.warn(
          "the failure of run %s could not be recorded: %s".formatted(run.id(), Words.of(e)));
    }
  }
}
