package finagent.sandbox.risk;

import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.Panel;
import finagent.sandbox.stats.Sum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Simple returns of instruments, oldest first, complete: every row has all of them. Immutable.
 * Row-major like a panel.
 */
public final class History implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InstrumentAxis instruments;
  private final double[] returns;
  private final List<String> notes;

  private History(InstrumentAxis instruments, double[] returns, List<String> notes) {
    this.instruments = instruments;
    this.returns = returns;
    this.notes = notes;
  }

  /**
   * Checks and copies.
   *
   * @param returns row-major, {@code rows x instruments}; each finite and not below -1
   */
  public static History of(List<String> ids, double[] returns) {
    if (ids.isEmpty() || returns.length == 0 || returns.length % ids.size() != 0) {
      throw new IllegalArgumentException(
          "%d returns do not make whole rows of %d instruments"
              .formatted(returns.length, ids.size()));
    }
    for (int k = 0; k < returns.length; k++) {
      if (!(returns[k] >= -1 && returns[k] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid return of '%s' in row %d: %s (must be finite and at least -1, a total loss)"
                .formatted(ids.get(k % ids.size()), k / ids.size(), returns[k]));
      }
    }
    return new History(InstrumentAxis.of(ids), returns.clone(), List.of());
  }

  /**
   * The total returns of some instruments of a panel in the bars [from, to). Rows in which one of
   * them has no return are left out, and counted in {@link #notes}.
   */
  public static History of(Panel panel, List<String> ids, int from, int to) {
    TotalReturns moves = TotalReturns.of(panel);
    int[] column = new int[ids.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = panel.instruments().indexOf(ids.get(i));
      if (column[i] < 0) {
        throw new IllegalArgumentException(
            "The market '%s' has no instrument '%s'".formatted(panel.source(), ids.get(i)));
      }
    }
    double[] rows = new double[Math.max(0, to - from) * column.length];
    int kept = 0;
    for (int t = from; t < to; t++) {
      boolean complete = true;
      for (int i = 0; i < column.length; i++) {
        double change = moves.change(t, column[i]);
        rows[kept * column.length + i] = change;
        complete &= !Double.isNaN(change);
      }
      kept += complete ? 1 : 0;
    }
    if (kept == 0) {
      throw new IllegalArgumentException(
          "No bar of %d..%d has a return of each of the %d instruments; leave out those that did not"
                  .formatted(from, to, ids.size())
              + " trade, or choose another period");
    }
    List<String> notes = new ArrayList<>();
    if (kept < to - from) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of %d rows left out: some instrument has no return there",
              to - from - kept,
              to - from));
    }
    return new History(
        InstrumentAxis.of(ids), Arrays.copyOf(rows, kept * column.length), List.copyOf(notes));
  }

  public InstrumentAxis instruments() {
    return instruments;
  }

  public int rows() {
    return returns.length / instruments.size();
  }

  /** Return of row r and instrument i. */
  public double at(int r, int i) {
    return returns[r * instruments.size() + i];
  }

  /** Repairs that were made. */
  public List<String> notes() {
    return notes;
  }

  double[] means() {
    double[] means = new double[instruments.size()];
    for (int i = 0; i < means.length; i++) {
      Sum sum = new Sum();
      for (int r = 0; r < rows(); r++) {
        sum.add(at(r, i));
      }
      means[i] = sum.value() / rows();
    }
    return means;
  }

  /** Profit of today's book in each row, in its currency: {@code sum(money r)}. */
  public double[] profits(Exposures book) {
    if (!book.instruments().equals(instruments)) {
      throw new IllegalArgumentException(
          "The book holds %s, the history is of %s; both must list the same instruments in the same"
                  .formatted(book.instruments(), instruments)
              + " order");
    }
    double[] profits = new double[rows()];
    for (int r = 0; r < profits.length; r++) {
      profits[r] = book.profit(returns, r * instruments.size());
    }
    return profits;
  }
}
