package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Account;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Ledger;
import finagent.sandbox.ledger.Row;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Book;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What anybody could have done instead, from the strategy's first decision on: hold cash, hold the
 * benchmark, or buy an equal part of every instrument that is then in the strategy's universe and
 * has a price, with the strategy's own costs and what it knew of liquidity, and keep it. A
 * benchmark or cash that is not known at one of the bars ends there: what it came to is not known
 * either.
 */
final class Controls {
  private final Panel panel;
  private final Book book;
  private final Start start;
  private final int firstBar;

  /**
   * A control's name and what it would have done.
   *
   * @param gaps where its returns are not known: how many are {@code missing}, and the session of
   *     the {@code first-missing}; empty = all are known
   */
  record Curve(String name, Journal journal, List<Metric> gaps) {}

  Controls(Panel panel, Book book, Start start) {
    this.panel = panel;
    this.book = book;
    this.start = start;
    this.firstBar = Math.max(0, start.bar);
  }

  List<Curve> curves() {
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("buy-and-hold", buyAndHold(), List.of()));
    panel
        .perSession("benchmark")
        .ifPresent(returns -> curves.add(compounded("benchmark", returns)));
    panel.perSession("cash-rate").ifPresent(rates -> curves.add(compounded("cash", daily(rates))));
    return curves;
  }

  private Curve compounded(String name, double[] returns) {
    List<Integer> missing =
        IntStream.range(firstBar + 1, returns.length)
            .filter(t -> start.bar >= 0 && Double.isNaN(returns[t]))
            .boxed()
            .toList();
    List<Metric> gaps =
        missing.isEmpty()
            ? List.of()
            : List.of(
                number(name, "missing", missing.size()),
                number(name, "first-missing", panel.time().session(missing.get(0))));
    return new Curve(name, compound(returns), gaps);
  }

  private static Metric number(String control, String name, double value) {
    return new Metric("control", control, name, value, Double.NaN);
  }

  private Journal buyAndHold() {
    Ledger ledger =
        Ledger.open(
            patient(book.account()),
            panel.instruments(),
            panel.time(),
            panel.actions(),
            firstBar,
            Journal.Detail.EQUITY);
    Row row = row();
    double[] target = equalWeight();
    for (int t = firstBar; t < panel.time().size(); t++) {
      row.seat(panel, t);
      ledger.advance(t, row);
      if (t == firstBar) {
        ledger.decide(target, 0, null, 0, row);
      }
    }
    return ledger.close();
  }

  /** The strategy's costs and fills, without its limits on how much is bought at once. */
  private static Account patient(Account account) {
    return new Account(
        account.capital(),
        account.currency(),
        account.fill(),
        account.sizing(),
        account.patience(),
        account.rebalance(),
        0,
        1,
        Double.POSITIVE_INFINITY,
        account.maxLeverage(),
        account.dividends(),
        account.costs());
  }

  private double[] equalWeight() {
    double present = Arrays.stream(start.open).sum();
    return Arrays.stream(start.open).map(open -> open == 1 ? 1.0 / present : 0).toArray();
  }

  private Journal compound(double[] returns) {
    Journal journal = new Journal();
    double equity = book.account().capital();
    for (int t = firstBar; t < returns.length; t++) {
      if (t > firstBar) {
        equity *= 1 + returns[t];
      }
      double[] row = new double[Journal.EQUITY.size()];
      row[Journal.BAR] = t;
      row[Journal.E_EQUITY] = equity;
      row[Journal.E_CASH] = equity;
      journal.equity().add(row);
    }
    return journal;
  }

  private double[] daily(double[] rates) {
    return Evaluation.cashReturns(panel.time(), rates);
  }

  /** A row of the panel with the estimates of liquidity of the start. */
  private Row row() {
    Row row = new Row();
    row.open = panel.bars().column("open");
    row.close = panel.bars().column("close");
    row.volume = panel.bars().column("volume");
    row.adv = start.adv;
    row.sigma = start.sigma;
    return row;
  }
}
