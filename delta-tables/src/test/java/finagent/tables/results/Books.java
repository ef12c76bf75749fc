package finagent.tables.results;

import finagent.sandbox.backtest.BookResult;
import finagent.sandbox.backtest.Metric;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import java.util.List;

/** Small books to keep. */
public final class Books {
  private Books() {}

  /** Two bars, one trade, one position in each of B and A. */
  public static BookResult book(String key, double lastEquity) {
    Journal journal = new Journal();
    journal.equity().add(0, 100, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    journal.equity().add(1, lastEquity, 50, 50, 50, 50, 0.5, 0, 0, 0, -0.0, 0, 1);
    journal.trades().add(1, 1, 0, 50, 5, 10, 0.5, 0, 0, Journal.Reason.FILLED.ordinal());
    journal.trades().add(1, 0, 0, 50, 0, Double.NaN, 0, 0, 0, Journal.Reason.NO_BAR.ordinal());
    journal.positions().add(1, 1, 5, 10, 0.5);
    return new BookResult(
        key,
        "mom",
        TimeAxis.of("XNYS", 252, new long[] {1_000_000, 2_000_000}, new int[] {10, 11}),
        InstrumentAxis.of(List.of("A", "B")),
        journal,
        List.of(
            new Metric("portfolio", "", "sharpe", 1.5, 0.25),
            new Metric("cost", "spread", "paid", 0, Double.NaN)));
  }
}
