package finagent.tables.market;

import finagent.tables.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Of several rows for one key, the one that was learned last. */
public final class Latest {
  private static final String INSTRUMENT = "instrument_id";

  private Latest() {}

  /** Positions of the rows with the greatest {@code known_at} of their key, in order of keys. */
  public static Collection<Integer> of(Rows rows, List<String> key) {
    return of(rows, key, BarIds.ofAll(List.of()));
  }

  /** The same where rows of one instrument may have it by several names. */
  public static Collection<Integer> of(Rows rows, List<String> key, BarIds ids) {
    SortedMap<String, Integer> last = new TreeMap<>();
    long[] knownAt = rows.longs("known_at");
    for (int r = 0; r < rows.size(); r++) {
      last.merge(key(rows, key, ids, r), r, (a, b) -> knownAt[b] >= knownAt[a] ? b : a);
    }
    return last.values();
  }

  private static String key(Rows rows, List<String> columns, BarIds ids, int r) {
    StringBuilder key = new StringBuilder();
    for (String column : columns) {
      switch (rows.columns().get(rows.index(column)).type()) {
        case STRING -> {
          String text = rows.text(column, r);
          key.append(column.equals(INSTRUMENT) ? ids.of(text) : text);
        }
        case DATE, INT -> key.append(String.format(Locale.ROOT, "%011d", rows.ints(column)[r]));
        case LONG, TIMESTAMP, DOUBLE, BOOLEAN ->
            throw new IllegalArgumentException("Column '%s' is no key".formatted(column));
      }
      key.append('\n');
    }
    return key.toString();
  }
}
