package finagent.tables;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A folder of Delta tables, read and appended to without Spark. Tables come into being with their
 * first row. Any number of threads and JVMs may write at the same time: a lost race is tried again
 * for up to {@link #PATIENCE}. It travels to other JVMs as its address, with the settings of Hadoop
 * that spark-submit was given ({@code spark.hadoop.}).
 */
public final class Warehouse implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How long an append keeps trying while others commit first. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String SUBMITTED = "spark.hadoop.";

  private final String place;
  private final TreeMap<String, String> submitted;
  private transient volatile @Nullable OpenWarehouse opened;

  private Warehouse(String place) {
    this.place = place;
    this.submitted = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(SUBMITTED)) {
        submitted.put(name.substring(SUBMITTED.length()), System.getProperty(name));
      }
    }
  }

  public static Warehouse open(Path directory) {
    return open(directory.toAbsolutePath().normalize().toString());
  }

  /**
   * Opens a warehouse; nothing is created before the first row.
   *
   * @param place a folder, or the URI of one: {@code out/warehouse}, {@code file:/data/w}, {@code
   *     s3a://bucket/w}, others where a safe log store is configured for the scheme
   */
  public static Warehouse open(String place) {
    Optional<String> scheme = scheme(place);
    if (scheme.isPresent()) {
      Warehouse remote = new Warehouse(place.replaceAll("/+$", ""));
      if (remote.settings().get(OpenWarehouse.LOG_STORE.formatted(scheme.get())) == null) {
        throw Faults.unsafeScheme(place, scheme.get());
      }
      return remote;
    }
    Path directory = Path.of(path(place)).toAbsolutePath().normalize();
    for (Path at = directory; at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        if (!Files.isDirectory(at)) {
          throw Faults.unwritable(directory.toString(), at + " is a file, not a folder");
        }
        break;
      }
    }
    return new Warehouse(directory.toString());
  }

  /** Address: an absolute path, or a URI where it is not local. */
  public String place() {
    return place;
  }

  /** Where a table lies, for Spark's {@code delta.`..`} and every other reader. */
  public String place(TableDef table) {
    return place + "/" + table.name();
  }

  /** Fails in words if rows cannot be written here; appends ask this before their first row. */
  public Warehouse requireWritable() {
    if (scheme(place).isEmpty()) {
      try {
        Path directory = Files.createDirectories(Path.of(place));
        Files.delete(Files.createTempFile(directory, ".writable", ""));
      } catch (IOException e) {
        throw Faults.unwritable(place, e.getClass().getSimpleName() + " " + e.getMessage());
      }
    }
    return this;
  }

  /** Version of the table; -1 where it does not exist yet. */
  public long version(TableDef table) {
    try {
      return opened().table(table).latest().map(TableLog.State::version).orElse(-1L);
    } catch (IOException | RuntimeException | FSError | NoClassDefFoundError e) {
      throw Faults.of("read", table, place, e);
    }
  }

  /** Appends all rows or none; returns the version that holds them. No rows: no new version. */
  public long append(TableDef table, Rows rows) {
    return append(table, rows, Optional.empty());
  }

  /**
   * Appends if no write of the same application came in between: what makes read-then-append safe.
   */
  public long append(TableDef table, Rows rows, Once once) {
    return append(table, rows, Optional.of(once));
  }

  /**
   * Appends rows in the place of those with the same key, all in one commit: a MERGE without Spark,
   * for what fits in memory. For tables with a partition; the rows are of one partition value.
   *
   * @param key columns that tell rows apart within the partition
   * @param filter what rules out no file that holds a row to replace
   */
  public long replace(TableDef table, Rows rows, List<String> key, Filter filter, Once once) {
    if (rows.isEmpty()) {
      return version(table);
    }
    requireColumns(table, rows);
    return opened().writable().table(table).replace(rows, key, filter, once, PATIENCE);
  }

  private long append(TableDef table, Rows rows, Optional<Once> once) {
    if (rows.isEmpty()) {
      return version(table);
    }
    requireColumns(table, rows);
    return opened().writable().table(table).append(rows, once, PATIENCE);
  }

  private static void requireColumns(TableDef table, Rows rows) {
    if (!rows.columns().equals(table.columns())) {
      throw new IllegalArgumentException(
          "These rows have columns %s; table %s needs %s"
              .formatted(
                  rows.columns().stream().map(Column::name).toList(),
                  table.name(),
                  table.columnNames()));
    }
  }

  /**
   * Brings a table of an older schema to this program's, which appends do by themselves; false
   * where it is there already or the table does not exist.
   */
  public boolean upgrade(TableDef table) {
    try {
      return opened().writable().table(table).upgrade();
    } catch (IOException | RuntimeException e) {
      throw Faults.of("upgrade", table, place, e);
    }
  }

  /**
   * The next write of an application to a table; take it before reading what the write rests on.
   */
  public Once next(TableDef table, String application) {
    return new Once(application, opened().table(table).lastOf(application) + 1);
  }

  /** All columns of the newest version. */
  public Rows read(TableDef table, Filter filter) {
    return read(table, filter, table.columnNames(), OptionalLong.empty());
  }

  /**
   * Reads rows; none where the table does not exist.
   *
   * @param version which version; empty = the newest
   */
  public Rows read(TableDef table, Filter filter, List<String> columns, OptionalLong version) {
    OpenWarehouse here = opened();
    try {
      KernelTable stored = here.table(table);
      Optional<TableLog.State> state =
          version.isPresent() ? stored.at(version.getAsLong()) : stored.latest();
      return state.isEmpty()
          ? Rows.of(table, columns)
          : new Scan(here.settings(), table, filter, columns, version.isEmpty())
              .read(state.get(), stored.location());
    } catch (IOException | RuntimeException | FSError | NoClassDefFoundError e) {
      throw Faults.of("read", table, place, e);
    }
  }

  /** Settings a Spark session needs to work on the same tables; add them before it starts. */
  public static SortedMap<String, String> sparkSettings() {
    return new TreeMap<>(
        Map.of(
            "spark.sql.extensions",
            "io.delta.sql.DeltaSparkSessionExtension",
            "spark.sql.catalog.spark_catalog",
            "org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "spark.delta.logStore.file.impl",
            LinkLogStore.class.getName(),
            "spark.delta.logStore.s3a.impl",
            OpenWarehouse.S3_LOG_STORE,
            SUBMITTED + OpenWarehouse.UPLOAD_BUFFER,
            OpenWarehouse.IN_MEMORY,
            "spark.hadoop.fs.file.impl",
            RawLocalFileSystem.class.getName(),
            "spark.sql.parquet.outputTimestampType",
            "TIMESTAMP_MICROS",
            "spark.sql.session.timeZone",
            "UTC",
            "spark.databricks.delta.snapshotPartitions",
            "1",
            "spark.databricks.delta.properties.defaults.enableDeletionVectors",
            "false"));
  }

  /** Hadoop's settings for files beside the tables. */
  Configuration settings() {
    return opened().settings();
  }

  static String path(String place) {
    return place.startsWith("file:") ? URI.create(place).getPath() : place;
  }

  private static Optional<String> scheme(String place) {
    int colon = place.indexOf("://");
    return colon < 2 || place.startsWith("file:")
        ? Optional.empty()
        : Optional.of(place.substring(0, colon));
  }

  SortedMap<String, String> submitted() {
    return submitted;
  }

  OpenWarehouse opened() {
    OpenWarehouse here = opened;
    if (here == null) {
      synchronized (this) {
        here = opened;
        if (here == null) {
          here = new OpenWarehouse(this);
          opened = here;
        }
      }
    }
    return here;
  }

  @Override
  public String toString() {
    return place;
  }

  /**
   * One write in a numbered series of an application.
   *
   * @param application who writes, e.g. {@code import:sp500-daily}
   * @param version number of the write; each is committed at most once
   */
  public record Once(String application, long version) {}
}
