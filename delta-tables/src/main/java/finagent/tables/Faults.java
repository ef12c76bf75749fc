package finagent.tables;

import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.MetadataChangedException;
import io.delta.kernel.exceptions.ProtocolChangedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every message of the tables, made in one place from whatever went wrong below. */
final class Faults {
  private Faults() {}

  /** Somebody else committed first; the same append can be tried again. */
  static boolean isConflict(Throwable fault) {
    return causes(fault).stream()
        .anyMatch(
            cause ->
                (cause instanceof ConcurrentWriteException
                        && !(cause instanceof ConcurrentTransactionException))
                    || cause instanceof MetadataChangedException
                    || cause instanceof ProtocolChangedException
                    || cause instanceof TableAlreadyExistsException
                    || cause instanceof FileAlreadyExistsException);
  }

  static boolean isOvertaken(Throwable fault) {
    return causes(fault).stream().anyMatch(ConcurrentTransactionException.class::isInstance);
  }

  static WarehouseException overtaken(TableDef table, String application) {
    return new WarehouseException(
        ("Another program wrote %s to table %s at the same time; nothing of this step was written."
                + " Run it again: it will see what the other one wrote.")
            .formatted(application, table.name()));
  }

  static WarehouseException impatient(TableDef table, Duration patience, Throwable cause) {
    return new WarehouseException(
        ("Table %s could not be written within %d s because others kept committing to it; nothing"
                + " of this step was written. Run it again, or with fewer writers.")
            .formatted(table.name(), patience.toSeconds()),
        cause);
  }

  static WarehouseException newerSchema(TableDef table, String place, String found) {
    return new WarehouseException(
        ("Table %s in %s has schema version %s; this program knows version %d. Use the newer"
                + " program, or another --warehouse.")
            .formatted(table.name(), place, found, table.schemaVersion()));
  }

  static WarehouseException noSuchVersion(
      TableDef table, String place, long asked, long latest, Throwable cause) {
    return new WarehouseException(
        "Table %s in %s has no version %d to read; it has versions up to %d."
            .formatted(table.name(), place, asked, latest),
        cause);
  }

  static WarehouseException unwritable(String place, String why) {
    return new WarehouseException(
        "Cannot write to warehouse %s: %s. Name a folder you may write to with --warehouse."
            .formatted(place, why));
  }

  static WarehouseException unsafeScheme(String place, String scheme) {
    return new WarehouseException(
        ("Cannot use warehouse %s: no log store is configured that lets several programs commit"
                + " safely on %s://. Set io.delta.kernel.logStore.%s.impl (core-site.xml) and"
                + " spark.delta.logStore.%s.impl, e.g. to io.delta.storage.S3DynamoDBLogStore, or"
                + " use a local folder.")
            .formatted(place, scheme, scheme, scheme));
  }

  /** What a failed write or read means to the person who started it. */
  static WarehouseException of(String doing, TableDef table, String place, Throwable fault) {
    for (Throwable cause : causes(fault)) {
      if (cause instanceof WarehouseException known) {
        return known;
      }
      Optional<String> why = reason(cause, place);
      if (why.isPresent()) {
        return new WarehouseException(
            "Cannot %s table %s in %s: %s".formatted(doing, table.name(), place, why.get()), fault);
      }
    }
    List<Throwable> causes = causes(fault);
    Throwable deepest = causes.get(causes.size() - 1);
    return new WarehouseException(
        ("Cannot %s table %s in %s: %s. Nothing of this step is visible; 'finagent doctor' checks"
                + " the warehouse.")
            .formatted(doing, table.name(), place, deepest),
        fault);
  }

  private static Optional<String> reason(Throwable cause, String place) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("No space left") || text.contains("Disk quota exceeded")) {
      long free = Path.of(Warehouse.path(place)).toFile().getUsableSpace();
      return Optional.of(
          ("the disk is full (%.1f MB free). Nothing of this step is visible. Free some space, or"
                  + " use --warehouse on another disk.")
              .formatted(free / 1e6));
    }
    if (text.contains("File too large")) {
      return Optional.of(
          "a file grew beyond what this process or file system allows (see ulimit -f). Nothing of"
              + " this step is visible. Raise the limit, or use --warehouse elsewhere.");
    }
    boolean missing =
        cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError;
    if (missing && (text.contains("hadoop.fs.") || text.contains("amazonaws"))) {
      return Optional.of(
          ("the client of that store is not on the class path (%s). For s3a:// add hadoop-aws and"
                  + " aws-java-sdk-bundle: in FINAGENT_CLASSPATH, or for spark-submit in"
                  + " spark.driver.extraClassPath and spark.executor.extraClassPath.")
              .formatted(text));
    }
    if (cause instanceof FileNotFoundException && text.contains(".parquet")) {
      return Optional.of(
          ("a file of this version is not there any more (%s). It was vacuumed: only versions that"
                  + " runs, policies or calibrations read are kept beside the newest.")
              .formatted(text));
    }
    if (cause instanceof AccessDeniedException
        || text.contains("Permission denied")
        || text.contains("Read-only file system")) {
      return Optional.of(
          "permission denied (%s). Name a folder you may write to with --warehouse."
              .formatted(text));
    }
    if (cause instanceof FileSystemException || text.contains("makes no hard links")) {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  private static List<Throwable> causes(Throwable fault) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = fault; at != null && !causes.contains(at); at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }
}
