package finagent.tables.results;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which results count: of several commits of one key the first. */
final class Commits {
  private static final Comparator<Commit> ORDER =
      Comparator.comparingLong(Commit::atMicros).thenComparing(Commit::commitId);

  private final SortedMap<String, List<Commit>> byKey;

  private Commits(SortedMap<String, List<Commit>> byKey) {
    this.byKey = byKey;
  }

  /** Reads the commits of some keys. */
  static Commits of(Warehouse warehouse, Collection<String> keys) {
    return keys.isEmpty()
        ? new Commits(new TreeMap<>())
        : read(warehouse, Filter.all().among("key", keys));
  }

  /** Reads all commits. */
  static Commits all(Warehouse warehouse) {
    return read(warehouse, Filter.all());
  }

  private static Commits read(Warehouse warehouse, Filter filter) {
    SortedMap<String, List<Commit>> byKey = new TreeMap<>();
    Rows rows = warehouse.read(Tables.COMMITS, filter);
    for (int r = 0; r < rows.size(); r++) {
      Commit commit =
          new Commit(
              rows.text("key", r),
              rows.text("commit_id", r),
              rows.text("run_id", r),
              rows.text("digest", r),
              rows.text("reproducibility", r),
              rows.longs("committed_at")[r],
              rows.isNull("previous", r) ? "" : rows.text("previous", r));
      byKey.computeIfAbsent(commit.key(), key -> new ArrayList<>()).add(commit);
    }
    byKey.values().forEach(commits -> commits.sort(ORDER));
    return new Commits(byKey);
  }

  Optional<Commit> first(String key) {
    return Optional.ofNullable(byKey.get(key)).map(commits -> commits.get(0));
  }

  /**
   * A commit and those it goes on from, the latest first.
   *
   * @throws IllegalArgumentException if one of them is not there
   */
  List<Commit> before(Commit last) {
    List<Commit> links = new ArrayList<>(List.of(last));
    for (Commit at = last; !at.previous().isEmpty(); ) {
      Commit link = at;
      at =
          first(link.previous())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Key %s goes on from key %s, which has no commit here"
                              .formatted(link.key(), link.previous())));
      links.add(at);
    }
    return links;
  }

  /** Whether all a commit goes on from is there. */
  boolean isWhole(Commit last) {
    Optional<Commit> at = Optional.of(last);
    while (at.isPresent() && !at.get().previous().isEmpty()) {
      at = first(at.get().previous());
    }
    return at.isPresent();
  }

  Collection<String> keys() {
    return byKey.keySet();
  }

  /** One sentence per key that has commits with different digests. */
  List<Conflict> conflicts() {
    List<Conflict> conflicts = new ArrayList<>();
    byKey.forEach(
        (key, commits) ->
            commits.stream()
                .filter(commit -> !commit.digest().equals(commits.get(0).digest()))
                .findFirst()
                .ifPresent(other -> conflicts.add(conflict(commits.get(0), other))));
    return conflicts;
  }

  static Conflict conflict(Commit first, Commit other) {
    return new Conflict(
        first.key(),
        ("Key %s was computed twice with different results: %s by run %s (this one counts), %s by"
                + " run %s. Something it depends on is not in its key, or a kernel is not"
                + " deterministic.")
            .formatted(first.key(), first.digest(), first.run(), other.digest(), other.run()));
  }

  /** A key with two results, and that in words. */
  record Conflict(String key, String text) {}

  /**
   * One row of commits.
   *
   * @param previous key whose rows these go on from; empty = they are all there is
   */
  record Commit(
      String key,
      String commitId,
      String run,
      String digest,
      String reproducibility,
      long atMicros,
      String previous) {
    Commit with(String other) {
      return new Commit(key, commitId, run, other, reproducibility, atMicros, previous);
    }
  }
}
