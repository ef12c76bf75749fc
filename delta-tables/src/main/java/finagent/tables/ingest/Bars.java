package finagent.tables.ingest;

import finagent.tables.Rows;
import java.util.Arrays;

/**
 * Bars in columns, about 60 bytes each, in the order they came; {@link #bySymbol} gives the order
 * by symbol and session.
 */
final class Bars {
  int size;
  int[] symbol = new int[1024];
  int[] session = new int[1024];
  int[] flags = new int[1024];

  /** Rules of {@link Check} the bar breaks; 0 = good. */
  int[] broken = new int[1024];

  int[] file = new int[1024];
  int[] line = new int[1024];
  final double[][] values = new double[5][1024];

  int add() {
    if (size == symbol.length) {
      int larger = (int) Math.min(Integer.MAX_VALUE - 8L, size * 2L);
      symbol = Arrays.copyOf(symbol, larger);
      session = Arrays.copyOf(session, larger);
      flags = Arrays.copyOf(flags, larger);
      broken = Arrays.copyOf(broken, larger);
      file = Arrays.copyOf(file, larger);
      line = Arrays.copyOf(line, larger);
      Arrays.setAll(values, c -> Arrays.copyOf(values[c], larger));
    }
    return size++;
  }

  double open(int r) {
    return values[0][r];
  }

  double high(int r) {
    return values[1][r];
  }

  double low(int r) {
    return values[2][r];
  }

  double close(int r) {
    return values[3][r];
  }

  double volume(int r) {
    return values[4][r];
  }

  /** The least session, epoch day; the greatest int where there is no bar. */
  int firstSession() {
    return Arrays.stream(session, 0, size).min().orElse(Integer.MAX_VALUE);
  }

  boolean sameValues(int r, Bars other, int s) {
    for (int c = 0; c < values.length; c++) {
      if (values[c][r] != other.values[c][s]) {
        return false;
      }
    }
    return true;
  }

  /** Rows of {@code bars_daily}, symbols as ids. */
  static Bars of(Rows rows, Symbols symbols) {
    Bars bars = new Bars();
    String[] ids = rows.texts("instrument_id");
    bars.size = rows.size();
    bars.symbol = new int[rows.size()];
    String last = "";
    int lastId = -1;
    for (int r = 0; r < bars.size; r++) {
      if (lastId < 0 || !ids[r].equals(last)) {
        last = ids[r];
        lastId = symbols.id(last);
      }
      bars.symbol[r] = lastId;
    }
    bars.session = rows.ints("session");
    bars.flags = rows.ints("flags");
    bars.values[0] = rows.doubles("open");
    bars.values[1] = rows.doubles("high");
    bars.values[2] = rows.doubles("low");
    bars.values[3] = rows.doubles("close");
    bars.values[4] = rows.doubles("volume");
    return bars;
  }

  /** Positions by symbol id and, within a symbol, by session; equal ones keep their order. */
  Order bySymbol(int symbols) {
    int[] first = new int[symbols + 1];
    for (int r = 0; r < size; r++) {
      first[symbol[r] + 1]++;
    }
    for (int s = 0; s < symbols; s++) {
      first[s + 1] += first[s];
    }
    int[] next = first.clone();
    int[] rows = new int[size];
    for (int r = 0; r < size; r++) {
      rows[next[symbol[r]]++] = r;
    }
    for (int s = 0; s < symbols; s++) {
      sortBySession(rows, first[s], first[s + 1]);
    }
    return new Order(first, rows);
  }

  private void sortBySession(int[] rows, int from, int to) {
    boolean sorted = true;
    for (int k = from + 1; k < to && sorted; k++) {
      sorted = session[rows[k - 1]] <= session[rows[k]];
    }
    if (!sorted) {
      long[] keys = new long[to - from];
      for (int k = from; k < to; k++) {
        keys[k - from] = ((long) session[rows[k]] << 32) | (rows[k] & 0xFFFFFFFFL);
      }
      Arrays.sort(keys);
      for (int k = from; k < to; k++) {
        rows[k] = (int) keys[k - from];
      }
    }
  }

  /** Rows by symbol. */
  static final class Order {
    private final int[] first;
    private final int[] rows;

    private Order(int[] first, int[] rows) {
      this.first = first;
      this.rows = rows;
    }

    /** Positions of a symbol's bars by session. */
    int[] of(int symbol) {
      return Arrays.copyOfRange(rows, first[symbol], first[symbol + 1]);
    }
  }
}
