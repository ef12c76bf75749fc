package finagent.jobs;

import finagent.jobs.nightly.Alerts;
import finagent.jobs.nightly.Pipeline;
import finagent.sandbox.market.Calendar;
import finagent.tables.Housekeeping;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import finagent.tables.upkeep.PinnedVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/**
 * Keeps the tables quick on a schedule of its own: small files are put together, and files that
 * neither the newest version nor one that a run read consists of are removed once they have been
 * out of use for a week.
 */
record NightUpkeep(Warehouse warehouse, Pipeline.Upkeep every, Clock clock) {
  private static final Duration KEPT = Duration.ofDays(7);

  /**
   * What was done.
   *
   * @param before small files
   * @param after what they became
   * @param removed files of older versions
   */
  record Done(int before, int after, int removed) {}

  /** Whether it is due after the night of a session: the last one of its week or month. */
  boolean isDue(LocalDate session) {
    LocalDate next = Calendar.XNYS.next(session);
    return switch (every) {
      case WEEKLY ->
          session.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
              != next.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTHLY -> session.getMonth() != next.getMonth();
      case NEVER -> false;
    };
  }

  /** Looks after the tables where it is due; what goes wrong is an alert, the night is done. */
  void after(NightId night, Console console, Alerts alerts) {
    if (isDue(night.session())) {
      try {
        long begin = System.nanoTime();
        Done done = run();
        console.say(
            "  %s upkeep: %.1f s, %d small files became %d, %d old ones removed",
            night.session(),
            (System.nanoTime() - begin) * 1e-9,
            done.before(),
            done.after(),
            done.removed());
      } catch (RuntimeException e) {
        alerts.raise(night, "upkeep", "WARN", Words.of(e)).forEach(console::warn);
      }
    }
  }

  private Done run() {
    Housekeeping housekeeping = new Housekeeping(warehouse);
    PinnedVersions pinned = PinnedVersions.of(warehouse);
    int before = 0;
    int after = 0;
    int removed = 0;
    for (TableDef table : Tables.all()) {
      Housekeeping.Compacted compacted = housekeeping.compact(table);
      before += compacted.before();
      after += compacted.after();
      removed +=
          housekeeping.vacuum(table, pinned.of(table), clock.instant().minus(KEPT), true).files();
    }
    return new Done(before, after, removed);
  }
}
