package finagent.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What keeps a warehouse small and quick, without Spark: how much it takes, rows taken out, files
 * put together, files that nothing needs removed. Others may write meanwhile.
 */
public final class Housekeeping {
  private static final String LOG = "_delta_log";

  private final Warehouse warehouse;

  public Housekeeping(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Files put together, and what they became. */
  public record Compacted(int before, int after) {}

  /** Files that went, or would go. */
  public record Vacuumed(int files, long bytes) {}

  /**
   * What a table takes; empty where it does not exist.
   *
   * @param pins older versions that somebody needs
   */
  public Optional<TableUse> use(TableDef table, SortedSet<Long> pins) {
    return of("measure", table, stored -> use(table, stored, pins));
  }

  private TableUse use(TableDef table, Stored stored, SortedSet<Long> pins) throws IOException {
    TableLog.State state = stored.state();
    long live = state.files().stream().mapToLong(ActiveFile::bytes).sum();
    long rows = state.files().stream().mapToLong(file -> Math.max(0, file.rows())).sum();
    long pinned = 0;
    long old = 0;
    long stray = 0;
    long log = 0;
    Map<String, List<FileLife>> lives = lives(table, stored);
    for (FileStatus file : listed(stored.location())) {
      List<FileLife> of = lives.getOrDefault(FileLife.local(file.getPath()), List.of());
      if (inLog(file)) {
        log += file.getLen();
      } else if (of.isEmpty()) {
        stray += file.getLen();
      } else if (of.stream().noneMatch(FileLife::isActive)) {
        boolean needed = of.stream().anyMatch(life -> life.isIn(pins));
        pinned += needed ? file.getLen() : 0;
        old += needed ? 0 : file.getLen();
      }
    }
    return new TableUse(
        table.name(),
        state.version(),
        state.schema(),
        state.files().size(),
        rows,
        live,
        pinned,
        old,
        stray,
        log,
        pins.headSet(state.version()).size());
  }

  /**
   * Removes files that neither the newest version nor a needed one consists of, once they have been
   * out of the table for long enough for readers to be done, and files no version ever named, once
   * they are old enough for no writer to be about to commit them.
   *
   * @param pins older versions that somebody needs
   * @param dropped files let go before this are removed
   * @param really false = only count
   */
  public Vacuumed vacuum(TableDef table, SortedSet<Long> pins, Instant dropped, boolean really) {
    return of("vacuum", table, stored -> vacuum(table, stored, pins, dropped, really))
        .orElse(new Vacuumed(0, 0));
  }

  private Vacuumed vacuum(
      TableDef table, Stored stored, SortedSet<Long> pins, Instant dropped, boolean really)
      throws IOException {
    int files = 0;
    long bytes = 0;
    List<FileStatus> listed =
        listed(stored.location()); // before the log: what is named later stays
    Map<String, List<FileLife>> lives = lives(table, new Stored(stored.table()));
    for (FileStatus file : listed) {
      List<FileLife> of = lives.getOrDefault(FileLife.local(file.getPath()), List.of());
      long letGo =
          of.isEmpty()
              ? file.getModificationTime()
              : of.stream().mapToLong(FileLife::removedAt).max().orElse(0);
      boolean needed = of.stream().anyMatch(life -> life.isActive() || life.isIn(pins));
      if (!inLog(file) && !needed && letGo < dropped.toEpochMilli()) {
        files++;
        bytes += file.getLen();
        if (really) {
          files(stored.location()).delete(file.getPath(), false);
        }
      }
    }
    return new Vacuumed(files, bytes);
  }

  /**
   * Takes rows out, in one commit.
   *
   * @param column column of text
   * @param values of the rows to take out; rows with a value that goes on after a slash are taken
   *     out too
   * @return how many rows that were
   */
  public long remove(TableDef table, String column, Set<String> values) {
    return remove(table, Map.of(column, values));
  }

  /**
   * Takes rows out that fit in several columns, in one commit.
   *
   * @param doomed values by column of text; a row goes that has one of them in every column
   * @return how many rows that were
   */
  public long remove(TableDef table, Map<String, ? extends Set<String>> doomed) {
    return of(
            "write",
            table,
            stored -> {
              Removal removal = new Removal(warehouse.settings(), table, stored.location(), doomed);
              return doomed.values().stream().anyMatch(Set::isEmpty)
                  ? 0L
                  : commit(table, stored.table(), removal, removal::rows);
            })
        .orElse(0L);
  }

  /** Puts small files together, in one commit. */
  public Compacted compact(TableDef table) {
    return of(
            "write",
            table,
            stored -> {
              Compaction compaction =
                  new Compaction(
                      warehouse.settings(), table, stored.location(), KernelTable.ROWS_PER_FILE);
              return commit(
                  table,
                  stored.table(),
                  compaction,
                  () -> new Compacted(compaction.before(), compaction.after()));
            })
        .orElse(new Compacted(0, 0));
  }

  /** Commits a change; tries again while others commit first. */
  private <T> T commit(TableDef table, KernelTable stored, Change change, Supplier<T> done)
      throws IOException {
    warehouse.opened().writable();
    long deadline = System.nanoTime() + Warehouse.PATIENCE.toNanos();
    for (int attempt = 0; ; attempt++) {
      try {
        stored.upgrade();
        TableLog.State state = stored.latest().orElseThrow();
        List<ObjectNode> actions = change.on(state);
        if (!actions.isEmpty()) {
          LogActions log = new LogActions(warehouse.settings(), table, stored.location());
          stored.committed(log.commit(state.version(), actions));
        }
        return done.get();
      } catch (FileAlreadyExistsException e) {
        if (System.nanoTime() > deadline) {
          throw Faults.impatient(table, Warehouse.PATIENCE, e);
        }
        KernelTable.pause(attempt);
      }
    }
  }

  /** Bytes of the newest version by value of a column of text, up to its first slash. */
  public SortedMap<String, Double> shares(TableDef table, String column) {
    return of("read", table, stored -> shares(table, column, stored)).orElse(new TreeMap<>());
  }

  private SortedMap<String, Double> shares(TableDef table, String column, Stored stored)
      throws IOException {
    SortedMap<String, Double> shares = new TreeMap<>();
    DataFile reader = new DataFile(warehouse.settings(), table, Filter.all(), List.of(column));
    for (ActiveFile file : stored.state().files()) {
      Rows rows = reader.read(file.in(stored.location()), file.partition());
      Map<String, Integer> counts = new HashMap<>();
      for (int r = 0; r < rows.size(); r++) {
        counts.merge(rows.text(column, r), 1, Integer::sum);
      }
      counts.forEach(
          (value, count) ->
              shares.merge(
                  Removal.stem(value), (double) file.bytes() * count / rows.size(), Double::sum));
    }
    return shares;
  }

  private static boolean inLog(FileStatus file) {
    return Optional.ofNullable(file.getPath().getParent())
        .map(parent -> FileLife.local(parent).contains("/" + LOG))
        .orElse(false);
  }

  private Map<String, List<FileLife>> lives(TableDef table, Stored stored) throws IOException {
    Map<String, List<FileLife>> lives = new HashMap<>();
    for (FileLife life :
        FileLife.of(warehouse.settings(), table, stored.location(), stored.state().version())) {
      lives.computeIfAbsent(life.path(), any -> new ArrayList<>()).add(life);
    }
    return lives;
  }

  private List<FileStatus> listed(String location) throws IOException {
    List<FileStatus> all = new ArrayList<>();
    list(files(location), new Path(location), all);
    return all;
  }

  /** Folder by folder: {@code listFiles} starts a process for each file of a local disk. */
  private static void list(FileSystem files, Path folder, List<FileStatus> all) throws IOException {
    for (FileStatus status : files.listStatus(folder)) {
      if (status.isDirectory()) {
        list(files, status.getPath(), all);
      } else {
        all.add(status);
      }
    }
  }

  private FileSystem files(String location) throws IOException {
    return new Path(location).getFileSystem(warehouse.settings());
  }

  /** A table that exists, at its newest version. */
  private record Stored(KernelTable table, TableLog.State state) {
    Stored(KernelTable table) throws IOException {
      this(table, table.latest().orElseThrow());
    }

    String location() {
      return table.location();
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Stored stored) throws IOException;
  }

  private <T> Optional<T> of(String doing, TableDef table, Work<T> work) {
    try {
      KernelTable stored = warehouse.opened().table(table);
      Optional<TableLog.State> state = stored.latest();
      return state.isEmpty()
          ? Optional.empty()
          : Optional.of(work.on(new Stored(stored, state.get())));
    } catch (IOException | RuntimeException | FSError e) {
      throw Faults.of(doing, table, warehouse.place(), e);
    }
  }
}
