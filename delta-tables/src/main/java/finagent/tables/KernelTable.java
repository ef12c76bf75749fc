package finagent.tables;

import static io.delta.kernel.internal.util.Utils.singletonCloseableIterator;
import static io.delta.kernel.internal.util.Utils.toCloseableIterator;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionBuilder;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One table, written through Delta Kernel: created by the first append, safe for many writers. */
final class KernelTable {
  private static final Logger LOG = LoggerFactory.getLogger(KernelTable.class);

  /** Rows per data file at most: what range pruning can leave out is a file. */
  static final int ROWS_PER_FILE = 250_000;

  private final Engine engine;
  private final Configuration settings;
  private final TableDef definition;
  private final String place;
  private final String location;
  private final TableLog log;
  private volatile boolean exists;

  KernelTable(Engine engine, Configuration settings, TableDef definition, String warehouse) {
    this.engine = engine;
    this.settings = settings;
    this.definition = definition;
    this.place = warehouse;
    this.location =
        (warehouse.startsWith("/") ? "file:" : "") + warehouse + "/" + definition.name();
    this.log = TableLog.of(engine, location);
  }

  /** What the newest version consists of; empty where the table does not exist yet. */
  Optional<TableLog.State> latest() throws IOException {
    return log.latest(engine, this::snapshot);
  }

  /** What a version consists of; empty where the table does not exist yet. */
  Optional<TableLog.State> at(long version) throws IOException {
    Optional<TableLog.State> latest = latest();
    long newest = latest.map(TableLog.State::version).orElse(-1L);
    if (newest == version || newest < 0) {
      return latest;
    }
    try {
      return Optional.of(
          log.of(engine, known(log.table().getSnapshotAsOfVersion(engine, version))));
    } catch (RuntimeException e) {
      throw version > newest || version < 0
          ? Faults.noSuchVersion(definition, place, version, newest, e)
          : Faults.of("read", definition, place, e);
    }
  }

  String location() {
    return location;
  }

  private Optional<Snapshot> snapshot() {
    try {
      return Optional.of(known(log.table().getLatestSnapshot(engine)));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    }
  }

  private Snapshot known(Snapshot snapshot) {
    String schema = Migration.schemaVersion((SnapshotImpl) snapshot);
    if (!schema.matches("[0-9]{1,6}") || Integer.parseInt(schema) > definition.schemaVersion()) {
      throw Faults.newerSchema(definition, place, schema);
    }
    return snapshot;
  }

  /** Version of the last write an application made, -1 if it made none. */
  long lastOf(String application) {
    return snapshot()
        .flatMap(s -> ((SnapshotImpl) s).getLatestTransactionVersion(engine, application))
        .orElse(-1L);
  }

  long append(Rows rows, Optional<Warehouse.Once> once, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (int attempt = 0; ; attempt++) {
      try {
        return attempt(rows, once);
      } catch (IOException | RuntimeException | FSError e) { // FSError: e.g. a full local disk
        if (once.isPresent() && Faults.isOvertaken(e)) {
          throw Faults.overtaken(definition, once.get().application());
        }
        if (!Faults.isConflict(e)) {
          throw Faults.of("write", definition, place, e);
        }
        if (System.nanoTime() > deadline) {
          throw Faults.impatient(definition, patience, e);
        }
        pause(attempt);
      }
    }
  }

  /** Puts rows in the place of those with the same key; tries again while others commit first. */
  long replace(Rows rows, List<String> key, Filter filter, Warehouse.Once once, Duration patience) {
    Replacement replacement = new Replacement(settings, definition, location, key, filter);
    long deadline = System.nanoTime() + patience.toNanos();
    for (int attempt = 0; ; attempt++) {
      try {
        upgrade();
        Optional<Long> version = replacement.commit(this, rows, once);
        if (version.isEmpty()) {
          return append(rows, Optional.of(once), patience);
        }
        committed(version.get());
        return version.get();
      } catch (FileAlreadyExistsException e) {
        if (System.nanoTime() > deadline) {
          throw Faults.impatient(definition, patience, e);
        }
        pause(attempt);
      } catch (IOException | RuntimeException | FSError e) {
        throw Faults.of("write", definition, place, e);
      }
    }
  }

  /** Makes the checkpoint that is due after a commit past Kernel. */
  void committed(long version) {
    if (version % TableDef.CHECKPOINT_INTERVAL == 0) {
      checkpoint(version);
    }
  }

  /** Brings an older table to this program's schema; false where there was nothing to do. */
  boolean upgrade() throws IOException {
    while (snapshot().isPresent()) {
      try {
        return Migration.of(engine, definition, log.table(), location);
      } catch (FileAlreadyExistsException e) {
        pause(0); // somebody else committed first
      }
    }
    return false;
  }

  /** 2 ms, doubling up to 256 ms, shortened by up to a half so that losers do not meet again. */
  static void pause(int attempt) {
    long millis = 2L << Math.min(attempt, 7);
    try {
      Thread.sleep(millis - (System.nanoTime() >>> 7) % (millis / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseException("Interrupted while waiting to write; nothing was written", e);
    }
  }

  private long attempt(Rows rows, Optional<Warehouse.Once> once) throws IOException {
    if (!exists) {
      Optional<TableLog.State> state = latest();
      if (state.isEmpty()) {
        Birth.of(engine, definition, location);
      } else if (state.get().schema() < definition.schemaVersion()) {
        Migration.of(engine, definition, log.table(), location);
      }
      exists = true;
    }
    TransactionBuilder builder =
        log.table().createTransactionBuilder(engine, "finagent", Operation.WRITE);
    if (once.isPresent()) {
      builder = builder.withTransactionId(engine, once.get().application(), once.get().version());
    }
    Transaction transaction = builder.build(engine);
    List<Row> actions = write(rows, transaction.getTransactionState(engine));
    TransactionCommitResult result =
        transaction.commit(
            engine, CloseableIterable.inMemoryIterable(toCloseableIterator(actions.iterator())));
    if (result.isReadyForCheckpoint()) {
      checkpoint(result.getVersion());
    }
    return result.getVersion();
  }

  private List<Row> write(Rows rows, Row state) {
    List<Part> parts = parts(rows);
    List<List<Row>> actions =
        Parallel.map(
            parts, rows.size() > ROWS_PER_FILE ? parts.size() : 1, p -> write(rows, state, p));
    return actions.stream().flatMap(List::stream).toList();
  }

  private List<Row> write(Rows rows, Row state, Part part) throws IOException {
    Map<String, Literal> partition =
        definition.partitions().isEmpty()
            ? Map.of()
            : Map.of(definition.partitions().get(0), Literal.ofString(part.partition()));
    String path = directory(part) + "/" + UUID.randomUUID() + ".parquet";
    new DataFileWriter(settings, definition.partitions()).write(path, rows, part.from(), part.to());
    FileStatus written = new Path(path).getFileSystem(settings).getFileStatus(new Path(path));
    DataFileStatus file =
        new DataFileStatus(
            written.getPath().toString(),
            written.getLen(),
            written.getModificationTime(),
            Optional.of(new Statistics(rows, part.from(), part.to(), definition.partitions())));
    List<Row> actions = new ArrayList<>();
    try (CloseableIterator<Row> made =
        Transaction.generateAppendActions(
            engine,
            state,
            singletonCloseableIterator(file),
            Transaction.getWriteContext(engine, state, partition))) {
      made.forEachRemaining(actions::add);
    }
    return actions;
  }

  /** Not Kernel's: that one has a space in the warehouse's name encoded. */
  private String directory(Part part) {
    return definition.partitions().isEmpty()
        ? location
        : location + "/" + definition.partitions().get(0) + "=" + part.partition();
  }

  /** Consecutive rows of one partition value, at most a file's worth each. */
  private List<Part> parts(Rows rows) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < rows.size()) {
      String value =
          definition.partitions().isEmpty() ? "" : rows.text(definition.partitions().get(0), from);
      int to = from + 1;
      while (to < rows.size()
          && to - from < ROWS_PER_FILE
          && (definition.partitions().isEmpty()
              || rows.text(definition.partitions().get(0), to).equals(value))) {
        to++;
      }
      parts.add(new Part(value, from, to));
      from = to;
    }
    return parts;
  }

  /** Rows are durable without it, so a checkpoint that fails is reported and nothing else. */
  private void checkpoint(long version) {
    try {
      log.table().checkpoint(engine, version);
    } catch (CheckpointAlreadyExistsException e) {
      LOG.debug(
          "table {} version {}: another program made the checkpoint", definition.name(), version);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "table {} version {}: no checkpoint was made ({}); rows are safe, reading gets slower",
          definition.name(),
          version,
          e.toString());
    }
  }

  private record Part(String partition, int from, int to) {}
}
