package finagent.tables.results;

import finagent.sandbox.backtest.BookResult;
import finagent.sandbox.grid.ResultStore;
import finagent.tables.LogTags;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Keeps results in Delta tables under a commit protocol: rows first, each with the id of its
 * commit; then one row per key in {@code commits}, which makes them visible. A key that is
 * committed already is not written again; if it came out differently, an event of level ERROR and
 * type {@code digest-conflict} says so.
 */
public final class DeltaResultStore implements ResultStore {
  private static final long serialVersionUID = 1L;

  /** Event type of a key with two different results. */
  public static final String DIGEST_CONFLICT = "digest-conflict";

  private final Warehouse warehouse;
  private final String reproducibility;
  private final Clock clock;

  /**
   * A store for one kind of results.
   *
   * @param reproducibility bitwise, fixed-partitions or statistical
   */
  public DeltaResultStore(Warehouse warehouse, String reproducibility, Clock clock) {
    this.warehouse = warehouse;
    this.reproducibility = reproducibility;
    this.clock = clock;
  }

  public static DeltaResultStore bitwise(Warehouse warehouse) {
    return new DeltaResultStore(warehouse, "bitwise", Clock.systemUTC());
  }

  @Override
  public void write(Stamp stamp, List<BookResult> results) {
    LogTags before = LogTags.of(stamp.run());
    try {
      written(stamp, results);
    } finally {
      before.restore();
    }
  }

  private void written(Stamp stamp, List<BookResult> results) {
    List<String> keys = results.stream().map(BookResult::key).distinct().toList();
    long before = warehouse.version(Tables.COMMITS);
    Commits known = Commits.of(warehouse, keys);
    String commit = UUID.randomUUID().toString();
    List<Commits.Conflict> conflicts = new ArrayList<>();
    SortedMap<String, Commits.Commit> fresh = new TreeMap<>();
    BookTables tables = BookTables.empty();
    for (BookResult result : results) {
      BookTables made = BookRows.of(result, commit);
      Commits.Commit mine = commit(result, commit, stamp, ResultDigest.book(made));
      Optional<Commits.Commit> first =
          known.first(mine.key()).or(() -> Optional.ofNullable(fresh.get(mine.key())));
      if (first.isEmpty()) {
        fresh.put(mine.key(), mine);
        tables.add(made);
      } else if (!first.get().digest().equals(mine.digest())) {
        conflicts.add(Commits.conflict(first.get(), mine));
      }
    }
    if (!fresh.isEmpty()) {
      tables.append(warehouse);
      long after = warehouse.append(Tables.COMMITS, rows(stamp, fresh));
      if (after > before + 1) {
        conflicts.addAll(Commits.of(warehouse, fresh.keySet()).conflicts());
      }
    }
    raise(stamp, conflicts);
  }

  private Commits.Commit commit(BookResult result, String commit, Stamp stamp, String digest) {
    return new Commits.Commit(
        result.key(),
        commit,
        stamp.run(),
        digest,
        reproducibility,
        RunLog.micros(clock.instant()),
        result.before().key());
  }

  private static Rows rows(Stamp stamp, SortedMap<String, Commits.Commit> commits) {
    Rows rows = Rows.of(Tables.COMMITS);
    for (Commits.Commit commit : commits.values()) {
      rows.add(
          commit.key(),
          commit.commitId(),
          commit.run(),
          stamp.stage(),
          stamp.shards().from(),
          stamp.shards().to(),
          commit.digest(),
          commit.reproducibility(),
          commit.atMicros(),
          commit.previous().isEmpty() ? Optional.empty() : commit.previous());
    }
    return rows;
  }

  private void raise(Stamp stamp, List<Commits.Conflict> conflicts) {
    if (conflicts.isEmpty()) {
      return;
    }
    Rows events = Rows.of(Tables.EVENTS);
    for (Commits.Conflict conflict : conflicts) {
      events.add(
          UUID.randomUUID().toString(),
          RunLog.micros(clock.instant()),
          DIGEST_CONFLICT,
          "ERROR",
          "",
          "",
          "One key, two different results",
          conflict.text(),
          "integrity",
          "{}",
          stamp.run(),
          conflict.key());
    }
    warehouse.append(Tables.EVENTS, events);
  }
}
