package finagent.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Which rows to read: conditions that must all hold. Files whose statistics rule a condition out
 * are not opened; rows of the others are checked one by one. A null never fits.
 */
public final class Filter {
  private final List<Condition> conditions;

  private Filter(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /** Every row. */
  public static Filter all() {
    return new Filter(List.of());
  }

  public Filter equal(String column, String text) {
    return among(column, List.of(text));
  }

  public Filter among(String column, Collection<String> texts) {
    return with(new Among(column, new TreeSet<>(texts)));
  }

  /** Both ends included; for whole numbers, dates (epoch days) and instants (microseconds). */
  public Filter between(String column, long low, long high) {
    return with(new Between(column, low, high));
  }

  public Filter atMost(String column, long high) {
    return between(column, Long.MIN_VALUE, high);
  }

  private Filter with(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Filter(List.copyOf(more));
  }

  List<String> columns() {
    return conditions.stream().map(Condition::column).distinct().toList();
  }

  /** Whether the file may hold a row that fits, as far as the log knows. */
  boolean mayHold(TableDef table, ActiveFile file) {
    return conditions.stream().allMatch(condition -> condition.mayHold(table, file));
  }

  /** Positions of the rows that fit. */
  int[] fitting(Rows rows) {
    boolean[] fits = new boolean[rows.size()];
    Arrays.fill(fits, true);
    for (Condition condition : conditions) {
      for (int r = 0; r < fits.length && rows.mayBeNull(condition.column()); r++) {
        fits[r] &= !rows.isNull(condition.column(), r);
      }
      condition.check(rows, fits);
    }
    int[] chosen = new int[fits.length];
    int n = 0;
    for (int r = 0; r < fits.length; r++) {
      chosen[n] = r;
      n += fits[r] ? 1 : 0;
    }
    return Arrays.copyOf(chosen, n);
  }

  private sealed interface Condition {
    String column();

    boolean mayHold(TableDef table, ActiveFile file);

    void check(Rows rows, boolean[] fits);
  }

  private record Among(String column, TreeSet<String> texts) implements Condition {
    @Override
    public boolean mayHold(TableDef table, ActiveFile file) {
      return file.texts(column).map(range -> texts.stream().anyMatch(range::holds)).orElse(true);
    }

    @Override
    public void check(Rows rows, boolean[] fits) {
      String[] values = rows.texts(column);
      String last = "";
      boolean lastFits = texts.contains(last);
      for (int r = 0; r < fits.length; r++) {
        if (!values[r].equals(last)) {
          last = values[r];
          lastFits = texts.contains(last);
        }
        fits[r] &= lastFits;
      }
    }
  }

  private record Between(String column, long low, long high) implements Condition {
    @Override
    public boolean mayHold(TableDef table, ActiveFile file) {
      return file.numbers(table.column(column))
          .map(range -> range.least() <= high && range.greatest() >= low)
          .orElse(true);
    }

    @Override
    public void check(Rows rows, boolean[] fits) {
      switch (rows.columns().get(rows.index(column)).type()) {
        case LONG, TIMESTAMP -> {
          long[] values = rows.longs(column);
          for (int r = 0; r < fits.length; r++) {
            fits[r] &= values[r] >= low && values[r] <= high;
          }
        }
        case INT, DATE, BOOLEAN -> {
          int[] values = rows.ints(column);
          for (int r = 0; r < fits.length; r++) {
            fits[r] &= values[r] >= low && values[r] <= high;
          }
        }
        case STRING, DOUBLE ->
            throw new IllegalArgumentException(
                "Column '%s' is no whole number, date or instant".formatted(column));
      }
    }
  }
}
