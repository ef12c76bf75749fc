package finagent.tables;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns of small data files, kept in this JVM between reads. Many small commits leave many small
 * files, and opening one costs far more than looking through its rows. A data file never changes
 * and its name is never given again. Those read longest ago go first.
 */
final class SmallFiles {
  /** Bytes up to which a file is small. */
  static final long SMALL = 1L << 16;

  /** Values kept in all. */
  private static final long MOST = 1L << 21;

  private static final SmallFiles HERE = new SmallFiles();

  private final Map<Key, Rows> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long values;

  private SmallFiles() {}

  /** The one of this JVM. */
  static SmallFiles here() {
    return HERE;
  }

  /** Which columns of which file. */
  private record Key(String path, List<String> columns) {}

  /** Reads the file from where it lies. */
  interface Reader {
    Rows read(Filter filter, List<String> columns) throws IOException;
  }

  /** The rows of a file that fit. */
  Rows read(TableDef table, String path, Filter filter, List<String> columns, Reader stored)
      throws IOException {
    List<String> all =
        Stream.concat(columns.stream(), filter.columns().stream()).distinct().toList();
    Key key = new Key(path, all);
    Optional<Rows> known = find(key);
    Rows whole = known.isPresent() ? known.get() : stored.read(Filter.all(), all);
    if (known.isEmpty()) {
      keep(key, whole);
    }
    Rows fitting = Rows.of(table, columns);
    int[] chosen = filter.fitting(whole);
    fitting.grow(chosen.length);
    for (int c = 0; c < columns.size(); c++) {
      fitting.copy(whole, c, chosen, c, 0);
    }
    return fitting;
  }

  private synchronized Optional<Rows> find(Key key) {
    return Optional.ofNullable(kept.get(key));
  }

  private synchronized void keep(Key key, Rows rows) {
    if (kept.putIfAbsent(key, rows) == null) {
      values += values(rows);
    }
    Iterator<Rows> oldest = kept.values().iterator();
    while (values > MOST && oldest.hasNext()) {
      values -= values(oldest.next());
      oldest.remove();
    }
  }

  private static long values(Rows rows) {
    return (long) rows.size() * rows.columns().size();
  }
}
