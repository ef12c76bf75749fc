package finagent.tables;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a table consists of, kept in this JVM between reads. Delta Kernel reads the log the first
 * time; after that a look whether the next version is there is enough, and a version that only adds
 * or removes files is applied as it stands. Whatever else a version holds makes Kernel read again.
 * Only local tables are kept: elsewhere a look is as dear as reading.
 */
final class TableLog {
  private static final Map<String, TableLog> KEPT = new ConcurrentHashMap<>();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String location;
  private SoftReference<State> kept = new SoftReference<>(null);
  private volatile Table table;

  private TableLog(Engine engine, String location) {
    this.location = location;
    this.table = Table.forPath(engine, location);
  }

  /** The one of a table, shared by all that read it here. */
  static TableLog of(Engine engine, String location) {
    return KEPT.computeIfAbsent(location, any -> new TableLog(engine, location));
  }

  /** The table as Delta Kernel sees it, which remembers schema and protocol of what it read. */
  Table table() {
    return table;
  }

  /**
   * One version of a table.
   *
   * @param schema version of its columns, see {@link TableDef#schemaVersion}
   * @param files in the order of their paths
   */
  record State(long version, int schema, List<ActiveFile> files, Optional<Mark> mark) {}

  /** Tells a version's file in the log from one of another table that was made in its place. */
  record Mark(@Nullable Object file, long bytes, long modified) {
    static Optional<Mark> of(Path path) throws IOException {
      try {
        BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
        return Optional.of(
            new Mark(is.fileKey(), is.size(), is.lastModifiedTime().to(NANOSECONDS)));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * The newest version; empty where the table does not exist.
   *
   * @param kernel reads the newest snapshot anew
   */
  synchronized Optional<State> latest(Engine engine, Supplier<Optional<Snapshot>> kernel)
      throws IOException {
    Optional<Path> log = log();
    State state = kept.get();
    if (state == null
        || log.isEmpty()
        || state.mark().isEmpty()
        || !Mark.of(version(log.get(), state.version())).equals(state.mark())) {
      if (state != null) {
        table = Table.forPath(engine, location); // another table may have taken its place
      }
      state = null;
    }
    while (state != null && Files.exists(version(log.orElseThrow(), state.version() + 1))) {
      state = after(state, version(log.orElseThrow(), state.version() + 1)).orElse(null);
    }
    if (state == null) {
      Optional<Snapshot> snapshot = kernel.get();
      if (snapshot.isEmpty()) {
        kept.clear();
        return Optional.empty();
      }
      state = of(engine, snapshot.get(), log);
    }
    kept = new SoftReference<>(state);
    return Optional.of(state);
  }

  /** Everything a snapshot holds. */
  State of(Engine engine, Snapshot snapshot) throws IOException {
    return of(engine, snapshot, Optional.empty());
  }

  private State of(Engine engine, Snapshot snapshot, Optional<Path> log) throws IOException {
    List<ActiveFile> files = new ArrayList<>();
    ScanImpl scan = (ScanImpl) snapshot.getScanBuilder(engine).build();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(row -> files.add(file(row)));
        }
      }
    }
    long version = snapshot.getVersion(engine);
    Optional<Mark> mark = log.isPresent() ? Mark.of(version(log.get(), version)) : Optional.empty();
    int schema = Integer.parseInt(Migration.schemaVersion((SnapshotImpl) snapshot));
    return new State(version, schema, sorted(files), mark);
  }

  private ActiveFile file(Row row) {
    if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row) != null) {
      throw new WarehouseException(
          ("Table %s has deletion vectors, which many readers lack. Set"
                  + " delta.enableDeletionVectors=false and run REORG TABLE .. APPLY (PURGE).")
              .formatted(location));
    }
    Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    int statistics = add.getSchema().indexOf("stats");
    return new ActiveFile(
        add.getString(add.getSchema().indexOf("path")),
        add.getLong(add.getSchema().indexOf("size")),
        InternalScanFileUtils.getPartitionValues(row),
        ActiveFile.statistics(add.isNullAt(statistics) ? "" : add.getString(statistics)));
  }

  /** The next version, if its file only adds and removes files. */
  private static Optional<State> after(State before, Path commit) throws IOException {
    Optional<Mark> mark = Mark.of(commit);
    Map<String, ActiveFile> files = new LinkedHashMap<>();
    before.files().forEach(file -> files.put(file.path(), file));
    for (String line : Files.readAllLines(commit)) {
      Map.Entry<String, JsonNode> action = JSON.readTree(line).fields().next();
      JsonNode value = action.getValue();
      switch (action.getKey()) {
        case "add" -> {
          if (value.hasNonNull("deletionVector")) {
            return Optional.empty();
          }
          files.put(value.path("path").textValue(), file(value));
        }
        case "remove" -> files.remove(value.path("path").textValue());
        case "commitInfo", "txn" -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        new State(
            before.version() + 1, before.schema(), sorted(new ArrayList<>(files.values())), mark));
  }

  private static ActiveFile file(JsonNode add) {
    return new ActiveFile(
        Objects.requireNonNull(add.path("path").textValue(), "path"),
        add.path("size").longValue(),
        ActiveFile.partition(add),
        ActiveFile.statistics(add.path("stats").asText("")));
  }

  private static List<ActiveFile> sorted(List<ActiveFile> files) {
    files.sort(Comparator.comparing(ActiveFile::path));
    return List.copyOf(files);
  }

  private Optional<Path> log() {
    return location.startsWith("file:")
        ? Optional.of(Path.of(location.substring("file:".length()), "_delta_log"))
        : Optional.empty();
  }

  private static Path version(Path log, long version) {
    return log.resolve(String.format(Locale.ROOT, "%020d.json", version));
  }
}
