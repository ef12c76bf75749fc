package finagent.tables;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reads rows of a version of a table, files side by side where there is much to read. */
final class Scan {
  /** Bytes from which a second thread pays. */
  private static final long LARGE = 1L << 20;

  private final Configuration settings;
  private final TableDef table;
  private final Filter filter;
  private final List<String> columns;

  private final boolean newest;

  /**
   * A scan.
   *
   * @param newest whether of the newest version, whose files will most likely be read again
   */
  Scan(
      Configuration settings, TableDef table, Filter filter, List<String> columns, boolean newest) {
    this.settings = settings;
    this.table = table;
    this.filter = filter;
    this.columns = columns;
    this.newest = newest;
  }

  /** Rows in the order of their files' names; a file's rows in their own order. */
  Rows read(TableLog.State state, String location) {
    List<ActiveFile> files =
        state.files().stream().filter(file -> filter.mayHold(table, file)).toList();
    long bytes = files.stream().mapToLong(ActiveFile::bytes).sum();
    return join(
        Parallel.map(files, bytes > LARGE ? files.size() : 1, file -> rows(location, file)));
  }

  private Rows rows(String location, ActiveFile file) throws IOException {
    SmallFiles.Reader stored =
        (some, names) ->
            new DataFile(settings, table, some, names).read(file.in(location), file.partition());
    return newest && file.bytes() <= SmallFiles.SMALL
        ? SmallFiles.here().read(table, location + "/" + file.path(), filter, columns, stored)
        : stored.read(filter, columns);
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
