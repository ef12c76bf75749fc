package finagent.tables.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import finagent.tables.Column;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The digest of results: the same rows give the same digest, wherever and in whatever pieces they
 * were computed. {@code scripts/digest.py} recomputes it from the Delta files.
 *
 * <p><b>Book digest</b> = SHA-256 over the rows of one key that count (those of its first commit),
 * in this order of tables, rows sorted by these columns, texts by their UTF-8 bytes, numbers by
 * value:
 *
 * <ol>
 *   <li>{@code equity} by session, end_at
 *   <li>{@code metrics} by scope, item, name
 *   <li>{@code positions} by instrument_id, session, end_at
 *   <li>{@code trades} by instrument_id, session, seq
 * </ol>
 *
 * <p>Of each row all columns in the order of the table's schema, without {@code key} and {@code
 * commit_id}: a text as its length in bytes (4 bytes, big-endian) and its UTF-8 bytes; a double as
 * its raw bits (8 bytes, big-endian; NaN is stored as 0x7ff8000000000000); whole numbers, dates
 * (days since 1970) and instants (microseconds since 1970) as 8 bytes, two's complement,
 * big-endian. Nothing stands between values, rows or tables.
 *
 * <p><b>Run digest</b> = SHA-256 over, for each strategy sorted by the UTF-8 bytes of its name, the
 * name and the book digest (64 lower-case hex digits), both encoded as texts.
 */
public final class ResultDigest {
  private static final Set<String> LEFT_OUT = Set.of("key", "commit_id");

  /** Tables in the order of the digest, with the columns their rows are sorted by. */
  static final List<Sorted> ORDER =
      List.of(
          new Sorted(Tables.EQUITY, List.of("session", "end_at")),
          new Sorted(Tables.METRICS, List.of("scope", "item", "name")),
          new Sorted(Tables.POSITIONS, List.of("instrument_id", "session", "end_at")),
          new Sorted(Tables.TRADES, List.of("instrument_id", "session", "seq")));

  private final MessageDigest sha;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  private ResultDigest() {
    try {
      this.sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", e);
    }
  }

  /** Digest of a book from its sorted rows; see {@link #sort}. */
  static String book(BookTables sorted) {
    ResultDigest digest = new ResultDigest();
    sorted.parts().forEach(rows -> digest.take(rows, LEFT_OUT));
    return digest.hex();
  }

  /** Digest of a run from its strategies' book digests by name. */
  public static String run(SortedMap<String, String> bookByStrategy) {
    ResultDigest digest = new ResultDigest();
    bookByStrategy.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ResultDigest::compareBytes))
        .forEach(book -> digest.text(book.getKey()).text(book.getValue()));
    return digest.hex();
  }

  /**
   * Digest of rows alone, encoded as those of a book.
   *
   * @param leftOut columns that do not count
   */
  public static String rows(Rows sorted, Set<String> leftOut) {
    ResultDigest digest = new ResultDigest();
    digest.take(sorted, leftOut);
    return digest.hex();
  }

  /** The rows in the order of the digest; the same object where they are so already. */
  static Rows sort(TableDef table, Rows rows) {
    return sort(
        rows,
        ORDER.stream()
            .filter(sorted -> sorted.table().equals(table))
            .flatMap(sorted -> sorted.columns().stream())
            .toList());
  }

  /** The rows in the order of some columns; the same object where they are so already. */
  public static Rows sort(Rows rows, List<String> columns) {
    Comparator<Integer> order =
        columns.stream()
            .map(column -> comparator(rows, column))
            .reduce(Comparator::thenComparing)
            .orElseThrow();
    boolean sorted = true;
    for (int r = 1; r < rows.size() && sorted; r++) {
      sorted = order.compare(r - 1, r) <= 0;
    }
    if (sorted) {
      return rows;
    }
    Integer[] positions = new Integer[rows.size()];
    Arrays.setAll(positions, r -> r);
    Arrays.sort(positions, order);
    return rows.select(Arrays.stream(positions).mapToInt(Integer::intValue).toArray());
  }

  private static Comparator<Integer> comparator(Rows rows, String column) {
    return switch (rows.columns().get(rows.index(column)).type()) {
      case STRING -> {
        String[] texts = rows.texts(column);
        yield (a, b) -> compareBytes(texts[a], texts[b]);
      }
      case LONG, TIMESTAMP -> {
        long[] values = rows.longs(column);
        yield (a, b) -> Long.compare(values[a], values[b]);
      }
      case INT, DATE, BOOLEAN -> {
        int[] values = rows.ints(column);
        yield (a, b) -> Integer.compare(values[a], values[b]);
      }
      case DOUBLE -> throw new IllegalArgumentException("Rows are not sorted by " + column);
    };
  }

  /** By UTF-8 bytes; text with surrogates sorts otherwise in Java than elsewhere. */
  static int compareBytes(String a, String b) {
    return a.equals(b) ? 0 : Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private void take(Rows rows, Set<String> leftOut) {
    List<Column> columns =
        rows.columns().stream().filter(column -> !leftOut.contains(column.name())).toList();
    Object[] arrays = columns.stream().map(column -> array(rows, column)).toArray();
    for (int r = 0; r < rows.size(); r++) {
      for (Object array : arrays) {
        if (array instanceof double[] numbers) {
          whole(Double.doubleToRawLongBits(numbers[r]));
        } else if (array instanceof long[] longs) {
          whole(longs[r]);
        } else if (array instanceof int[] ints) {
          whole(ints[r]);
        } else {
          text(((String[]) array)[r]);
        }
      }
    }
  }

  private static Object array(Rows rows, Column column) {
    return switch (column.type()) {
      case STRING -> rows.texts(column.name());
      case DOUBLE -> rows.doubles(column.name());
      case LONG, TIMESTAMP -> rows.longs(column.name());
      case INT, DATE, BOOLEAN -> rows.ints(column.name());
    };
  }

  private void whole(long value) {
    room(Long.BYTES);
    buffer.putLong(value);
  }

  private ResultDigest text(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    room(Integer.BYTES);
    buffer.putInt(bytes.length);
    if (bytes.length > buffer.remaining()) {
      flush();
    }
    if (bytes.length > buffer.remaining()) {
      sha.update(bytes);
    } else {
      buffer.put(bytes);
    }
    return this;
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    sha.update(buffer.flip());
    buffer.clear();
  }

  private String hex() {
    flush();
    return HexFormat.of().formatHex(sha.digest());
  }

  /** A table, and the columns that put its rows in order. */
  record Sorted(TableDef table, List<String> columns) {}
}
