package finagent.jobs;

import finagent.tables.Warehouse;
import finagent.tables.market.DeltaMarket;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.util.Collections;
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

  /** Begins it. */
  static NightRun begun(
      Warehouse warehouse, Strategies strategies, Clock clock, String title, DeltaMarket market) {
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
                Collections.emptySortedMap(),
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

  /** Ends it; answers the digest of its own rows. */
  String completed(SortedMap<String, String> books) {
    String digest = new Results(warehouse).runDigest(books);
    log.append(run.with(books).in(Run.State.COMPLETED, clock.instant(), digest, ""));
    return digest;
  }
}
