package finagent.jobs.stress;

import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.stats.Drawdown;
import finagent.sandbox.stats.Sum;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a book did in some bars [from, to), measured from the close before them; account currency.
 * All NaN where the book was not open by then.
 *
 * @param totalReturn {@code equity(to - 1) / equity(from - 1) - 1}
 * @param drawdown deepest fall from a peak within these bars, e.g. -0.25
 * @param turnover value traded, both sides counted, over mean equity; not annualised
 * @param fills orders that were filled, in whole or in part
 */
public record Measured(
    double totalReturn,
    double drawdown,
    double commission,
    double spread,
    double impact,
    double borrow,
    double turnover,
    int fills)
    implements Serializable {
  private static final double NONE = Double.NaN;

  static Measured of(Journal journal, int from, int to) {
    Columns rows = journal.equity();
    int first = rows.rows() == 0 ? 0 : (int) rows.at(Journal.BAR, 0);
    int start = Math.max(0, from - 1 - first);
    int end = Math.min(rows.rows(), to - first);
    if (end - start < 2) {
      return new Measured(NONE, NONE, NONE, NONE, NONE, NONE, NONE, 0);
    }
    double[] equity = Arrays.copyOfRange(rows.column("equity"), start, end);
    double mean = Sum.of(equity) / equity.length;
    return new Measured(
        equity[equity.length - 1] / equity[0] - 1,
        Drawdown.of(equity).depth(),
        sum(rows, Journal.E_COMMISSION, start, end),
        sum(rows, Journal.E_SPREAD, start, end),
        sum(rows, Journal.E_IMPACT, start, end),
        sum(rows, Journal.E_BORROW, start, end),
        sum(rows, Journal.E_TRADED, start, end) / mean,
        fills(journal.trades(), from, to));
  }

  private static double sum(Columns rows, int column, int start, int end) {
    return Sum.of(Arrays.copyOfRange(rows.raw(column), start + 1, end));
  }

  private static int fills(Columns trades, int from, int to) {
    int fills = 0;
    for (int r = 0; r < trades.rows(); r++) {
      double bar = trades.at(Journal.BAR, r);
      boolean ordered = trades.at(Journal.T_DECIDED, r) >= 0;
      fills += ordered && bar >= from && bar < to && trades.at(Journal.T_QUANTITY, r) != 0 ? 1 : 0;
    }
    return fills;
  }

  /** Commission, spread, impact and borrow fees together. */
  public double costs() {
    return commission + spread + impact + borrow;
  }
}
