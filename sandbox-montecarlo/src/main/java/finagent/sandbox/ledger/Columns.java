package finagent.sandbox.ledger;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Growing columns of doubles, all of one length: rows without row objects. */
public final class Columns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> names;
  private double[][] values;
  private int rows;

  public Columns(List<String> names) {
    this.names = List.copyOf(names);
    this.values = new double[names.size()][64];
  }

  public int rows() {
    return rows;
  }

  public List<String> names() {
    return names;
  }

  /** Appends one row; one value per column, in the order of {@link #names()}. */
  public void add(double... row) {
    if (row.length != values.length) {
      throw new IllegalArgumentException(
          "A row of %d values does not fit the columns %s".formatted(row.length, names));
    }
    int at = grow();
    for (int c = 0; c < row.length; c++) {
      values[c][at] = row[c];
    }
  }

  /** Appends an empty row and returns its position: for hot loops that write columns directly. */
  public int grow() {
    if (rows == values[0].length) {
      reserve(rows * 2);
    }
    return rows++;
  }

  /** Drops all rows after the first {@code rows}. */
  void keep(int rows) {
    this.rows = Math.min(this.rows, rows);
  }

  public void reserve(int capacity) {
    if (capacity > values[0].length) {
      double[][] larger = new double[values.length][];
      Arrays.setAll(larger, c -> Arrays.copyOf(values[c], capacity));
      values = larger;
    }
  }

  /** The shared array behind a column; valid until the next row is added; longer than rows(). */
  public double[] raw(int column) {
    return values[column];
  }

  public double at(int column, int row) {
    return values[column][row];
  }

  /** A copy of a column, cut to {@link #rows()}. */
  public double[] column(String name) {
    int c = names.indexOf(name);
    if (c < 0) {
      throw new IllegalArgumentException("No column '%s'; there are %s".formatted(name, names));
    }
    return Arrays.copyOf(values[c], rows);
  }

  public Map<String, double[]> copies() {
    Map<String, double[]> copies = new LinkedHashMap<>();
    names.forEach(name -> copies.put(name, column(name)));
    return copies;
  }
}
