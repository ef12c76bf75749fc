package finagent.jobs;

import finagent.jobs.stress.Measured;
import finagent.jobs.stress.StressMatrix.Entry;
import finagent.tables.Warehouse;
import finagent.tables.montecarlo.StressRow;
import finagent.tables.montecarlo.StressRows;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers stress tests: each a run, its numbers in the table {@code stress}. */
final class StressLog {
  private static final String MARK = "stress: true\n---\n";

  private final Warehouse warehouse;
  private final Clock clock;

  StressLog(Warehouse warehouse, Clock clock) {
    this.warehouse = warehouse;
    this.clock = clock;
  }

  /** Whether a run's specification is that of a stress test. */
  static boolean isIn(String spec) {
    return spec.startsWith(MARK);
  }

  /**
   * Appends the rows, then the run.
   *
   * @param spec of the strategies, resolved
   */
  Run remember(String title, String spec, StressJob.Outcome outcome) {
    String id = RunIds.next(clock);
    List<StressRow> rows = new ArrayList<>();
    for (Entry entry : outcome.entries()) {
      rows.add(row(entry, StressRow.BASELINE, entry.baseline(), entry.baselineDigest()));
      rows.add(row(entry, StressRow.STRESSED, entry.stressed(), entry.digest()));
    }
    String digest = new StressRows(warehouse).append(id, rows);
    Run run =
        new Run(
            id,
            Run.State.COMPLETED,
            clock.instant(),
            System.getProperty("user.name", "unknown"),
            System.getenv().getOrDefault("FINAGENT_PROJECT", ""),
            title,
            MARK + spec,
            outcome.versions(),
            Collections.emptySortedMap(),
            0,
            Main.VERSION,
            digest,
            "");
    new RunLog(warehouse).append(run);
    return run;
  }

  private static StressRow row(Entry entry, String world, Measured measured, String digest) {
    return new StressRow(
        entry.key(),
        entry.strategy(),
        entry.scenario(),
        world,
        day(entry.first()),
        day(entry.last()),
        measured.totalReturn(),
        measured.drawdown(),
        measured.commission(),
        measured.spread(),
        measured.impact(),
        measured.borrow(),
        measured.turnover(),
        measured.fills(),
        digest);
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
