package finagent.tables.results;

import finagent.sandbox.backtest.Metric;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads results back: only rows that count, those of the first commit of their key. */
public final class Results {
  private final Warehouse warehouse;

  public Results(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Everything about one book; empty where the key has no commit. */
  public Optional<Book> read(String key) {
    Commits commits = Commits.of(warehouse, List.of(key));
    return commits
        .first(key)
        .map(
            commit ->
                read(commit, commits.conflicts().stream().map(Commits.Conflict::text).toList()));
  }

  /**
   * A book with all it goes on from, as if it had run in one piece: its rows and those of the keys
   * before it, its own metrics. Its digest is that of these rows. Empty where the key has no
   * commit.
   *
   * @throws IllegalArgumentException if a key before it has none
   */
  public Optional<Book> whole(String key) {
    Commits commits = Commits.all(warehouse);
    return commits
        .first(key)
        .map(
            commit -> {
              BookTables tables = whole(commits.before(commit));
              return new Book(commit.with(ResultDigest.book(tables)), tables, List.of());
            });
  }

  /** Whether a key has a commit, and every key it goes on from. */
  public boolean isWhole(String key) {
    Commits commits = Commits.all(warehouse);
    return commits.first(key).filter(commits::isWhole).isPresent();
  }

  private BookTables whole(List<Commits.Commit> links) {
    Set<String> keys = links.stream().map(Commits.Commit::key).collect(Collectors.toSet());
    Set<String> ids = links.stream().map(Commits.Commit::commitId).collect(Collectors.toSet());
    Filter all = Filter.all().among("key", keys).among("commit_id", ids);
    Filter last = Filter.all().equal("key", links.get(0).key()).among("commit_id", ids);
    return new BookTables(
        ResultDigest.ORDER.stream()
            .map(ResultDigest.Sorted::table)
            .map(
                table ->
                    ResultDigest.sort(
                        table, warehouse.read(table, table.equals(Tables.METRICS) ? last : all)))
            .toList());
  }

  private Book read(Commits.Commit commit, List<String> alerts) {
    Filter filter = Filter.all().equal("key", commit.key()).equal("commit_id", commit.commitId());
    BookTables tables =
        new BookTables(
            ResultDigest.ORDER.stream()
                .map(ResultDigest.Sorted::table)
                .map(table -> ResultDigest.sort(table, warehouse.read(table, filter)))
                .toList());
    return new Book(commit, tables, alerts);
  }

  /** The metrics of many books by key, in one pass; keys without a commit are left out. */
  public SortedMap<String, List<Metric>> metrics(Collection<String> keys) {
    Commits commits = Commits.of(warehouse, keys);
    SortedMap<String, List<Metric>> metrics = new TreeMap<>();
    if (commits.keys().isEmpty()) {
      return metrics;
    }
    Rows rows = warehouse.read(Tables.METRICS, Filter.all().among("key", commits.keys()));
    for (int r = 0; r < rows.size(); r++) {
      String key = rows.text("key", r);
      if (commits.first(key).orElseThrow().commitId().equals(rows.text("commit_id", r))) {
        metrics.computeIfAbsent(key, any -> new ArrayList<>()).add(metric(rows, r));
      }
    }
    metrics.values().forEach(list -> list.sort(null));
    return metrics;
  }

  /** Book digests by key; keys without a commit are left out. */
  public SortedMap<String, String> digests(Collection<String> keys) {
    Commits commits = Commits.of(warehouse, keys);
    SortedMap<String, String> digests = new TreeMap<>();
    commits.keys().forEach(key -> digests.put(key, commits.first(key).orElseThrow().digest()));
    return digests;
  }

  /**
   * The run digest over strategies whose books are committed.
   *
   * @param keyByStrategy key of the book by strategy name
   */
  public String runDigest(Map<String, String> keyByStrategy) {
    SortedMap<String, String> digests = digests(keyByStrategy.values());
    SortedMap<String, String> byName = new TreeMap<>();
    keyByStrategy.forEach(
        (name, key) -> {
          String digest = digests.get(key);
          if (digest == null) {
            throw new IllegalArgumentException(
                "Strategy '%s' (key %s) has no committed result in %s; finish or resume its run"
                    .formatted(name, key, warehouse));
          }
          byName.put(name, digest);
        });
    return ResultDigest.run(byName);
  }

  /**
   * The run digest over books that go on from earlier ones, each as if it had run in one piece;
   * empty where none of them does.
   *
   * @throws IllegalArgumentException if a key one goes on from has no commit
   */
  public Optional<String> wholeRunDigest(Map<String, String> keyByStrategy) {
    Commits commits = Commits.of(warehouse, keyByStrategy.values());
    boolean none =
        keyByStrategy.values().stream()
            .flatMap(key -> commits.first(key).stream())
            .allMatch(commit -> commit.previous().isEmpty());
    if (none) {
      return Optional.empty();
    }
    SortedMap<String, String> byName = new TreeMap<>();
    keyByStrategy.forEach(
        (name, key) -> whole(key).ifPresent(book -> byName.put(name, book.digest())));
    return Optional.of(ResultDigest.run(byName));
  }

  private static Metric metric(Rows rows, int r) {
    return new Metric(
        rows.text("scope", r),
        rows.text("item", r),
        rows.text("name", r),
        rows.doubles("value")[r],
        rows.doubles("error")[r]);
  }

  /** What one book did and how it fared, rows in the order of {@link ResultDigest}. */
  public static final class Book {
    private final Commits.Commit commit;
    private final BookTables tables;
    private final List<String> alerts;

    private Book(Commits.Commit commit, BookTables tables, List<String> alerts) {
      this.commit = commit;
      this.tables = tables;
      this.alerts = List.copyOf(alerts);
    }

    public String key() {
      return commit.key();
    }

    /** The run that computed it. */
    public String run() {
      return commit.run();
    }

    public String digest() {
      return commit.digest();
    }

    /** The digest of the rows as read: differs from {@link #digest()} if somebody changed them. */
    public String recomputed() {
      return ResultDigest.book(tables);
    }

    /** How reproducible it is: bitwise, fixed-partitions or statistical. */
    public String reproducibility() {
      return commit.reproducibility();
    }

    public Rows equity() {
      return tables.equity();
    }

    public Rows positions() {
      return tables.positions();
    }

    public Rows trades() {
      return tables.trades();
    }

    /** Sorted by scope, item and name. */
    public List<Metric> metrics() {
      List<Metric> metrics = new ArrayList<>();
      for (int r = 0; r < tables.metrics().size(); r++) {
        metrics.add(metric(tables.metrics(), r));
      }
      return metrics;
    }

    /** What is wrong with it, in words; empty = nothing. */
    public List<String> alerts() {
      return alerts;
    }
  }
}
