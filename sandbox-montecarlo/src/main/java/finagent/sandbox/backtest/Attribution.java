package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.stats.MarketModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a book's profit is made of, in account currency by instrument and sector, as a share of the
 * starting equity by source, and as a sum of returns over cash by market and alpha. Every split
 * adds up: instruments, sectors and sources to the change in equity, with interest; market and
 * alpha to the sum of the bars' returns over cash.
 */
final class Attribution {
  /** With fewer bars than this a market model says nothing. */
  private static final int LEAST = 60;

  /** Columns of a row after the instrument, and whether each adds to profit. */
  private static final List<String> NAMES = Journal.ATTRIBUTION.subList(1, 8);

  private static final double[] SIGNS = {1, 1, -1, -1, -1, -1, 0};

  private final Panel panel;
  private final Journal journal;
  private final List<Metric> metrics = new ArrayList<>();

  private Attribution(Panel panel, Journal journal) {
    this.panel = panel;
    this.journal = journal;
  }

  /**
   * All of it: scopes instrument, sector (where the panel knows any), source and factor.
   *
   * @param firstDecision bar from which returns are looked at; negative = there was none
   */
  static List<Metric> of(Panel panel, Journal journal, int firstDecision) {
    Attribution attribution = new Attribution(panel, journal);
    if (journal.equity().rows() > 0) {
      attribution.holdings();
      attribution.sources();
      attribution.market(firstDecision);
    }
    return attribution.metrics;
  }

  private void holdings() {
    Columns rows = journal.attribution();
    SortedMap<String, double[]> sectors = new TreeMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      int instrument = (int) rows.at(0, row);
      double[] amounts = new double[NAMES.size()];
      for (int c = 0; c < amounts.length; c++) {
        amounts[c] = rows.at(c + 1, row);
      }
      add("instrument", panel.instruments().id(instrument), amounts);
      double[] sum =
          sectors.computeIfAbsent(
              panel.sectors().get(panel.sector(instrument)), any -> new double[amounts.length]);
      Arrays.setAll(sum, c -> sum[c] + amounts[c]);
    }
    if (!panel.sectors().equals(List.of("unknown"))) {
      sectors.forEach((sector, amounts) -> add("sector", sector, amounts));
    }
  }

  private void add(String scope, String item, double[] amounts) {
    double profit = 0;
    for (int c = 0; c < amounts.length; c++) {
      add(scope, item, NAMES.get(c), amounts[c], Double.NaN);
      profit += SIGNS[c] * amounts[c];
    }
    add(scope, item, "profit", profit, Double.NaN);
  }

  private void add(String scope, String item, String name, double value, double error) {
    metrics.add(new Metric(scope, item, name, value, error));
  }

  private void sources() {
    Columns equity = journal.equity();
    double start = start(equity);
    double total = equity.at(Journal.E_EQUITY, equity.rows() - 1) / start - 1;
    Columns rows = journal.attribution();
    double told = 0;
    for (int c = 0; c < NAMES.size(); c++) {
      if (SIGNS[c] != 0) {
        told += source(NAMES.get(c), SIGNS[c] * sum(rows.column(NAMES.get(c))) / start);
      }
    }
    told += source("interest", sum(equity.column("interest")) / start);
    source("rounding", total - told);
    source("total", total);
  }

  private double source(String item, double share) {
    add("source", item, "return", share, Double.NaN);
    return share;
  }

  /** Equity before anything was traded, paid or received. */
  private static double start(Columns equity) {
    return equity.at(Journal.E_EQUITY, 0)
        + equity.column("commission")[0]
        + equity.column("spread")[0]
        + equity.column("impact")[0]
        + equity.column("borrow")[0]
        - equity.column("interest")[0]
        - equity.column("dividends")[0];
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** Beta to the data set's benchmark, alpha a year, and what each made of the returns. */
  private void market(int firstDecision) {
    double[] benchmark = panel.perSession("benchmark").orElse(new double[0]);
    if (benchmark.length == 0 || firstDecision < 0) {
      return;
    }
    double[] cash =
        panel
            .perSession("cash-rate")
            .map(rates -> Evaluation.cashReturns(panel.time(), rates))
            .orElseGet(() -> new double[panel.time().size()]);
    Columns equity = journal.equity();
    double[] book = new double[equity.rows()];
    double[] market = new double[equity.rows()];
    int n = 0;
    for (int row = 1; row < equity.rows(); row++) {
      int bar = (int) equity.at(Journal.BAR, row);
      double before = equity.at(Journal.E_EQUITY, row - 1);
      double over = equity.at(Journal.E_EQUITY, row) / before - 1 - cash[bar];
      if (bar > firstDecision && before > 0 && !Double.isNaN(over + benchmark[bar])) {
        book[n] = over;
        market[n++] = benchmark[bar] - cash[bar];
      }
    }
    if (n >= LEAST) {
      market(MarketModel.of(Arrays.copyOf(book, n), Arrays.copyOf(market, n)), market, n);
    }
  }

  private void market(MarketModel model, double[] market, int n) {
    double year = panel.time().barsPerYear();
    add("factor", "market", "beta", model.beta(), model.betaError());
    add("factor", "market", "return", model.beta() * sum(Arrays.copyOf(market, n)), Double.NaN);
    add("factor", "market", "r-squared", model.fit(), Double.NaN);
    add("factor", "alpha", "annual", model.alpha() * year, model.alphaError() * year);
    add("factor", "alpha", "return", model.alpha() * n, Double.NaN);
  }
}
