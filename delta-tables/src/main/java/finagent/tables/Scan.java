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

  Scan(Configuration settings, TableDef table, Filter filter, List<String> columns) {
    this.settings = settings;
    this.table = table;
    this.filter = filter;
    this.columns = columns;
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
    return SmallFiles.here()
        .read(
            table,
            location,
            file,
            filter,
            columns,
            (some, names) ->
                new DataFile(settings, table, some, names)
                    .read(file.in(location), file.partition()));
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
