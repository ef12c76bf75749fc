package finagent.tables;

import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads rows of a snapshot through Delta Kernel, files side by side where there is much to read.
 */
final class KernelScan {
  /** Bytes from which a second thread pays. */
  private static final long LARGE = 1L << 20;

  private final Engine engine;
  private final Configuration settings;
  private final TableDef table;
  private final Filter filter;
  private final List<String> columns;

  KernelScan(
      Engine engine, Configuration settings, TableDef table, Filter filter, List<String> columns) {
    this.engine = engine;
    this.settings = settings;
    this.table = table;
    this.filter = filter;
    this.columns = columns;
  }

  /** Rows in the order of their files' names; a file's rows in their own order. */
  Rows read(Snapshot snapshot) throws IOException {
    ScanBuilder builder = snapshot.getScanBuilder(engine);
    Optional<io.delta.kernel.expressions.Predicate> predicate = filter.predicate(table);
    if (predicate.isPresent()) {
      builder = builder.withFilter(engine, predicate.get());
    }
    Scan scan = builder.build();
    List<Found> files = files(scan);
    long bytes = files.stream().mapToLong(file -> file.status().getSize()).sum();
    List<Rows> parts = Parallel.map(files, bytes > LARGE ? files.size() : 1, this::read);
    return join(parts);
  }

  /** The files a reader of these rows opens, as the statistics allow. */
  private List<Found> files(Scan scan) throws IOException {
    List<Found> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(
              row -> files.add(new Found(row, InternalScanFileUtils.getAddFileStatus(row))));
        }
      }
    }
    files.sort(Comparator.comparing(file -> file.status().getPath()));
    return files;
  }

  /** A file of the table and where it is. */
  private record Found(Row row, FileStatus status) {}

  private Rows read(Found file) throws IOException {
    if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file.row()) != null) {
      throw new WarehouseException(
          ("Table %s has deletion vectors, which many readers lack. Set"
                  + " delta.enableDeletionVectors=false and run REORG TABLE .. APPLY (PURGE).")
              .formatted(table.name()));
    }
    return new DataFile(settings, table, filter, columns)
        .read(file.status().getPath(), InternalScanFileUtils.getPartitionValues(file.row()));
  }

  private Rows join(List<Rows> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Rows all = Rows.of(table, columns);
    all.reserve(parts.stream().mapToInt(Rows::size).sum());
    parts.forEach(part -> all.addAll(part, 0, part.size()));
    return all;
  }
}
