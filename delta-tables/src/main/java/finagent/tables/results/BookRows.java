package finagent.tables.results;

import finagent.sandbox.backtest.BookResult;
import finagent.sandbox.backtest.Metric;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.InstrumentAxis;
import finagent.sandbox.market.TimeAxis;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import java.util.List;

/** Turns a book into rows of the four result tables, column by column, in the digest's order. */
final class BookRows {
  private static final Journal.Reason[] REASONS = Journal.Reason.values();

  private final BookResult book;
  private final String commit;

  private BookRows(BookResult book, String commit) {
    this.book = book;
    this.commit = commit;
  }

  static BookTables of(BookResult book, String commit) {
    BookRows made = new BookRows(book, commit);
    return new BookTables(
        List.of(
            ResultDigest.sort(Tables.EQUITY, made.equity()),
            ResultDigest.sort(Tables.METRICS, made.metrics()),
            ResultDigest.sort(Tables.POSITIONS, made.positions()),
            ResultDigest.sort(Tables.TRADES, made.trades())));
  }

  private Rows equity() {
    Columns from = book.journal().equity();
    Rows rows = start(Tables.EQUITY, from.rows());
    times(from, rows, true);
    for (int c = 1; c < Journal.EQUITY.size(); c++) {
      numbers(from, c, rows, Journal.EQUITY.get(c));
    }
    return rows;
  }

  private Rows positions() {
    Columns from = book.journal().positions();
    Rows rows = start(Tables.POSITIONS, from.rows());
    times(from, rows, true);
    instruments(from, rows);
    for (int c = 2; c < Journal.POSITIONS.size(); c++) {
      numbers(from, c, rows, Journal.POSITIONS.get(c));
    }
    return rows;
  }

  private Rows trades() {
    Columns from = book.journal().trades();
    Rows rows = start(Tables.TRADES, from.rows());
    times(from, rows, false);
    instruments(from, rows);
    TimeAxis time = book.time();
    double[] bar = from.raw(Journal.BAR);
    double[] decided = from.raw(Journal.T_DECIDED);
    double[] reason = from.raw(Journal.T_REASON);
    int[] seq = rows.ints("seq");
    int[] decidedSession = rows.ints("decided_session");
    String[] reasons = rows.texts("reason");
    for (int r = 0; r < from.rows(); r++) {
      seq[r] = book.before().trades() + r;
      decidedSession[r] = time.session((int) (decided[r] >= 0 ? decided[r] : bar[r]));
      reasons[r] = REASONS[(int) reason[r]].name();
    }
    numbers(from, Journal.T_ORDERED, rows, "ordered");
    numbers(from, Journal.T_QUANTITY, rows, "quantity");
    numbers(from, Journal.T_PRICE, rows, "price");
    numbers(from, Journal.T_COMMISSION, rows, "commission");
    numbers(from, Journal.T_SPREAD, rows, "spread");
    numbers(from, Journal.T_IMPACT, rows, "impact");
    return rows;
  }

  private Rows metrics() {
    List<Metric> metrics = book.metrics();
    Rows rows = start(Tables.METRICS, metrics.size());
    String[] scope = rows.texts("scope");
    String[] item = rows.texts("item");
    String[] name = rows.texts("name");
    double[] value = rows.doubles("value");
    double[] error = rows.doubles("error");
    for (int r = 0; r < metrics.size(); r++) {
      Metric metric = metrics.get(r);
      scope[r] = metric.scope();
      item[r] = metric.item();
      name[r] = metric.name();
      value[r] = oneNaN(metric.value());
      error[r] = oneNaN(metric.error());
    }
    return rows;
  }

  private Rows start(TableDef table, int size) {
    Rows rows = Rows.of(table);
    rows.reserve(size);
    rows.grow(size);
    return rows.fill("key", book.key(), 0).fill("commit_id", commit, 0);
  }

  private void times(Columns from, Rows rows, boolean withEnd) {
    TimeAxis time = book.time();
    double[] bar = from.raw(Journal.BAR);
    int[] session = rows.ints("session");
    for (int r = 0; r < from.rows(); r++) {
      session[r] = time.session((int) bar[r]);
    }
    if (withEnd) {
      long[] end = rows.longs("end_at");
      for (int r = 0; r < from.rows(); r++) {
        end[r] = time.endMicros((int) bar[r]);
      }
    }
  }

  private void instruments(Columns from, Rows rows) {
    InstrumentAxis instruments = book.instruments();
    double[] index = from.raw(Journal.T_INSTRUMENT);
    String[] ids = rows.texts("instrument_id");
    for (int r = 0; r < from.rows(); r++) {
      ids[r] = instruments.id((int) index[r]);
    }
  }

  private static void numbers(Columns from, int column, Rows rows, String name) {
    double[] source = from.raw(column);
    double[] target = rows.doubles(name);
    for (int r = 0; r < from.rows(); r++) {
      target[r] = oneNaN(source[r]);
    }
  }

  /** Processors disagree on the sign of a computed NaN; one NaN is stored. */
  private static double oneNaN(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }
}
