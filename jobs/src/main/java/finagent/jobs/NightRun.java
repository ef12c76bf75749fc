package finagent.jobs;

import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.util.SortedMap;

/** A run whose books go on from those of earlier runs, as the log of runs tells it. */
final class NightRun {
  private final Warehouse warehouse;
  private final Clock clock;
  private final RunLog log;
  private final Run run;

  private NightRun(Warehouse warehouse, Clock clock, Run run) {
    this.warehouse = warehouse;
    this.clock = clock;
    this.log = new RunLog(warehouse);
    this.run = run;
  }

  /**
   * Begins it.
   *
   * @param books keys it goes on from, by strategy: they are its books until it has its own, so
   *     that they stay while it works
   */
  static NightRun begun(
      Warehouse warehouse,
      Strategies strategies,
      Clock clock,
      String title,
      DeltaMarket market,
      SortedMap<String, String> books) {
    NightRun begun =
        new NightRun(
            warehouse,
            clock,
            new Run(
                RunIds.next(clock),
                Run.State.RUNNING,
                clock.instant(),
                System.getProperty("user.name", "unknown"),
                System.getenv().getOrDefault("FINAGENT_PROJECT", ""),
                title,
                strategies.resolved(),
                market.versions(),
                books,
                0,
                Main.VERSION,
                "",
                ""));
    begun.log.append(begun.run);
    return begun;
  }

  String id() {
    return run.id();
  }

  /** Says that it failed, and why; where that cannot be written the cause tells of it. */
  void failed(Throwable cause) {
    try {
      log.append(run.in(Run.State.FAILED, clock.instant(), "", Words.of(cause)));
    } catch (RuntimeException untold) {
      cause.addSuppressed(untold);
    }
  }

  /** Ends it; answers the digest of its own rows. */
  String completed(SortedMap<String, String> books) {
    String digest = new Results(warehouse).runDigest(books);
    log.append(run.with(books).in(Run.State.COMPLETED, clock.instant(), digest, ""));
    return digest;
  }
}
