package finagent.tables;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Rows of a table in growing typed columns: no object per row, no boxing. Columns are plain arrays
 * that are shared, valid until the next row is added, and longer than {@link #size()}; see {@link
 * Column.Type} for which type is kept how.
 */
public final class Rows {
  private final List<Column> columns;
  private final Object[] data;
  private final BitSet[] nulls;
  private int size;
  private int capacity;

  private Rows(List<Column> columns, int capacity) {
    this.columns = columns;
    this.capacity = Math.max(1, capacity);
    this.data = new Object[columns.size()];
    this.nulls = new BitSet[columns.size()];
    for (int c = 0; c < data.length; c++) {
      data[c] = array(columns.get(c).type(), this.capacity);
      nulls[c] = new BitSet();
    }
  }

  public static Rows of(TableDef table) {
    return new Rows(table.columns(), 16);
  }

  /** Rows of some columns of a table, in the order given. */
  public static Rows of(TableDef table, List<String> columns) {
    return new Rows(columns.stream().map(table::column).toList(), 16);
  }

  static Rows like(Rows other, int capacity) {
    return new Rows(other.columns, capacity);
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public List<Column> columns() {
    return columns;
  }

  /** Position of a column. */
  public int index(String column) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).name().equals(column)) {
        return c;
      }
    }
    throw new IllegalArgumentException(
        "No column '%s' here; there are %s"
            .formatted(column, columns.stream().map(Column::name).toList()));
  }

  /** Adds {@code n} rows of zeros and empty texts and returns the position of the first. */
  public int grow(int n) {
    int first = size;
    reserve(Math.addExact(size, n));
    size += n;
    return first;
  }

  /** Makes room, so that arrays already handed out stay valid up to {@code rows}. */
  public void reserve(int rows) {
    if (rows > capacity) {
      int larger = (int) Math.max(rows, Math.min(Integer.MAX_VALUE - 8L, capacity * 2L));
      for (int c = 0; c < data.length; c++) {
        data[c] = copy(data[c], larger);
      }
      capacity = larger;
    }
  }

  /**
   * Adds one row; for small tables. {@code String} for text, {@code Number} for numbers, dates and
   * instants, {@code Boolean} for truth, {@code Optional.empty()} for nothing.
   */
  public Rows add(Object... values) {
    if (values.length != data.length) {
      throw new IllegalArgumentException(
          "A row of %d values does not fit the %d columns %s"
              .formatted(values.length, data.length, columns.stream().map(Column::name).toList()));
    }
    int row = grow(1);
    for (int c = 0; c < values.length; c++) {
      put(c, row, values[c]);
    }
    return this;
  }

  private void put(int c, int row, Object value) {
    if (value.equals(java.util.Optional.empty())) {
      setNull(c, row);
    } else if (data[c] instanceof String[] texts) {
      texts[row] = (String) value;
    } else if (data[c] instanceof double[] numbers) {
      numbers[row] = ((Number) value).doubleValue();
    } else if (data[c] instanceof long[] longs) {
      longs[row] = ((Number) value).longValue();
    } else {
      int[] ints = (int[]) data[c];
      ints[row] = value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).intValue();
    }
  }

  public String[] texts(String column) {
    return (String[]) data[index(column)];
  }

  public double[] doubles(String column) {
    return (double[]) data[index(column)];
  }

  public long[] longs(String column) {
    return (long[]) data[index(column)];
  }

  public int[] ints(String column) {
    return (int[]) data[index(column)];
  }

  public String text(String column, int row) {
    return texts(column)[row];
  }

  /** Writes one value to every row from {@code from} on. */
  public Rows fill(String column, String value, int from) {
    Arrays.fill(texts(column), from, size, value);
    return this;
  }

  public boolean isNull(String column, int row) {
    return nulls[index(column)].get(row);
  }

  boolean mayBeNull(String column) {
    return !nulls[index(column)].isEmpty();
  }

  void setNull(int column, int row) {
    if (!columns.get(column).nullable()) {
      throw new IllegalArgumentException(
          "Column '%s' needs a value in every row".formatted(columns.get(column).name()));
    }
    nulls[column].set(row);
  }

  Object array(int column) {
    return data[column];
  }

  BitSet nulls(int column) {
    return nulls[column];
  }

  /** Appends all rows of another with the same columns. */
  public Rows addAll(Rows other) {
    addAll(other, 0, other.size);
    return this;
  }

  /** Appends rows from (inclusive) to to (exclusive) of rows with the same columns. */
  void addAll(Rows other, int from, int to) {
    int at = grow(to - from);
    for (int c = 0; c < data.length; c++) {
      System.arraycopy(other.data[c], from, data[c], at, to - from);
      for (int r = other.nulls[c].nextSetBit(from); r >= 0 && r < to; ) {
        nulls[c].set(at + r - from);
        r = other.nulls[c].nextSetBit(r + 1);
      }
    }
  }

  /** Copies chosen values of one column of {@code from} to a column here, from row {@code at}. */
  void copy(Rows from, int column, int[] chosen, int to, int at) {
    gather(from.data[column], data[to], chosen, at);
    for (int r = 0; r < chosen.length && !from.nulls[column].isEmpty(); r++) {
      nulls[to].set(at + r, from.nulls[column].get(chosen[r]));
    }
  }

  /** A copy with rows in the order given, each by its position. */
  public Rows select(int[] order) {
    Rows selected = new Rows(columns, order.length);
    selected.grow(order.length);
    for (int c = 0; c < data.length; c++) {
      selected.copy(this, c, order, c, 0);
    }
    return selected;
  }

  private static void gather(Object from, Object to, int[] order, int at) {
    for (int r = 0; r < order.length; r++) {
      if (from instanceof double[] numbers) {
        ((double[]) to)[at + r] = numbers[order[r]];
      } else if (from instanceof long[] longs) {
        ((long[]) to)[at + r] = longs[order[r]];
      } else if (from instanceof int[] ints) {
        ((int[]) to)[at + r] = ints[order[r]];
      } else {
        ((String[]) to)[at + r] = ((String[]) from)[order[r]];
      }
    }
  }

  private static Object array(Column.Type type, int capacity) {
    return switch (type) {
      case STRING -> blank(new String[capacity], 0);
      case LONG, TIMESTAMP -> new long[capacity];
      case DOUBLE -> new double[capacity];
      case INT, DATE, BOOLEAN -> new int[capacity];
    };
  }

  private static Object copy(Object array, int capacity) {
    if (array instanceof String[] texts) {
      return blank(Arrays.copyOf(texts, capacity), texts.length);
    }
    if (array instanceof double[] numbers) {
      return Arrays.copyOf(numbers, capacity);
    }
    return array instanceof long[] longs
        ? Arrays.copyOf(longs, capacity)
        : Arrays.copyOf((int[]) array, capacity);
  }

  private static String[] blank(String[] texts, int from) {
    Arrays.fill(texts, from, texts.length, "");
    return texts;
  }
}
