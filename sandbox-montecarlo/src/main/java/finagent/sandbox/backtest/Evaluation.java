package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.TimeAxis;
import finagent.sandbox.stats.Performance;
import finagent.sandbox.stats.Trades;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a journal amounts to. The evaluation begins at the close of the first decision, so that
 * warming up counts neither for nor against a strategy. Where that decision is filled at the same
 * close, the curve begins with what the account was worth before it paid for that, so that the
 * costs count.
 */
public final class Evaluation {
  private static final double DAYS_PER_YEAR = 365;
  private static final List<String> COSTS =
      List.of("commission", "spread", "impact", "borrow", "interest", "dividends");

  private Evaluation() {}

  /** The two numbers a noise draw is judged by. */
  public record Score(double sharpe, double totalReturn) {}

  /**
   * Performance, costs and trades of a book.
   *
   * @param firstDecision bar of the first decision; negative = there was none, all is NaN
   */
  public static List<Metric> portfolio(Panel panel, Journal journal, int firstDecision) {
    return portfolio(panel, journal.equity(), Trades.of(journal), firstDecision);
  }

  /** The same from equity rows and trades that were kept. */
  static List<Metric> portfolio(Panel panel, Columns equity, Trades trades, int firstDecision) {
    Performance performance = performance(panel, equity, firstDecision);
    List<Metric> metrics = new ArrayList<>(performance.metrics());
    metrics.add(number("sharpe-per-bar", performance.sharpePerBar()));
    metrics.add(number("excess-skew", performance.excess().skew()));
    metrics.add(number("excess-kurtosis", performance.excess().kurtosis()));
    metrics.addAll(trades.metrics());
    for (String cost : COSTS) {
      metrics.add(new Metric("cost", cost, "amount", sum(equity, cost), Double.NaN));
    }
    metrics.add(number("first-decision", day(panel, firstDecision)));
    return metrics;
  }

  private static Metric number(String name, double value) {
    return new Metric("portfolio", "", name, value, Double.NaN);
  }

  private static double day(Panel panel, int bar) {
    return bar < 0 ? Double.NaN : panel.time().session(bar);
  }

  private static double sum(Columns equity, String column) {
    double sum = 0;
    for (double value : equity.column(column)) {
      sum += value;
    }
    return sum;
  }

  /**
   * Of a book of its own or of one that may have traded before.
   *
   * @param fill when its orders are filled
   */
  static Score score(Panel panel, Journal journal, int firstDecision, Account.Fill fill) {
    Columns rows = journal.equity();
    int skip = skip(rows, firstDecision);
    double[] equity =
        fill == Account.Fill.CLOSE ? equity(rows, skip) : tail(rows.column("equity"), skip);
    return new Score(
        Performance.sharpe(equity, cash(panel, rows, skip), panel.time().barsPerYear()),
        Performance.totalReturn(equity));
  }

  private static Performance performance(Panel panel, Columns rows, int firstDecision) {
    int skip = skip(rows, firstDecision);
    return Performance.of(
        equity(rows, skip),
        cash(panel, rows, skip),
        tail(rows.column("traded"), skip),
        panel.time().barsPerYear());
  }

  /**
   * From the first decision on, before its own costs. A book has none in that bar but those of
   * fills at its close: before it, it holds nothing.
   */
  private static double[] equity(Columns rows, int skip) {
    double[] equity = tail(rows.column("equity"), skip);
    if (equity.length > 0) {
      equity[0] += charged(rows, skip);
    }
    return equity;
  }

  /** What fills of a row have cost, account currency. */
  public static double charged(Columns rows, int row) {
    return rows.at(Journal.E_COMMISSION, row)
        + rows.at(Journal.E_SPREAD, row)
        + rows.at(Journal.E_IMPACT, row);
  }

  /** Rows before the first decision. */
  private static int skip(Columns rows, int firstDecision) {
    return firstDecision < 0 ? rows.rows() : Math.max(0, firstDecision - first(rows));
  }

  private static int first(Columns rows) {
    return rows.rows() == 0 ? 0 : (int) rows.at(Journal.BAR, 0);
  }

  private static double[] cash(Panel panel, Columns rows, int skip) {
    return panel
        .perSession("cash-rate")
        .map(rates -> tail(cashReturns(panel.time(), rates), first(rows) + skip))
        .orElse(new double[0]);
  }

  private static double[] tail(double[] values, int from) {
    return Arrays.copyOfRange(values, Math.min(from, values.length), values.length);
  }

  /** Simple return of cash over each bar, at the annual rate known at the bar before. */
  public static double[] cashReturns(TimeAxis time, double[] rates) {
    double[] returns = new double[rates.length];
    for (int t = 1; t < rates.length; t++) {
      returns[t] = rates[t - 1] * (time.session(t) - time.session(t - 1)) / DAYS_PER_YEAR;
    }
    return returns;
  }

  static List<Metric> renamed(List<Metric> metrics, String scope, String item) {
    return metrics.stream()
        .filter(metric -> metric.scope().equals("portfolio"))
        .map(metric -> new Metric(scope, item, metric.name(), metric.value(), metric.error()))
        .toList();
  }
}
