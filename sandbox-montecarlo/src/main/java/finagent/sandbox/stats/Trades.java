package finagent.sandbox.stats;

import finagent.sandbox.backtest.Metric;
import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.ledger.Journal.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * The trades of a book in the sense of episodes: from flat to flat, one per instrument and time a
 * position was held. Scaling in and out is part of the episode; turning a position round ends one
 * and starts the next. Positions still open stand apart and are in no statistic.
 *
 * <p>Profit is money out less money in, after commission, spread and impact. Dividends paid in cash
 * and borrow fees belong to positions, not to trades, and are not counted; a reinvested dividend
 * is, as shares that cost nothing. O(rows + instruments).
 *
 * @param closed in the order they ended, then by instrument
 * @param open number of positions held at the end
 */
public record Trades(List<Episode> closed, int open) {
  /** What is left of a position by rounding, relative to its largest size, counts as flat. */
  private static final double FLAT = 1e-9;

  public Trades {
    closed = List.copyOf(closed);
  }

  /**
   * One episode.
   *
   * @param instrument index on the journal's instrument axis
   * @param from bar of the first fill
   * @param to bar of the last fill
   * @param profit account currency, after costs
   */
  public record Episode(int instrument, int from, int to, double profit) {
    /** Bars it was held. */
    public int length() {
      return to - from;
    }
  }

  /** Reads the trades of a journal, which must have kept them. */
  public static Trades of(Journal journal) {
    Columns rows = journal.trades();
    List<Position> held = new ArrayList<>();
    List<Episode> closed = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      double quantity = rows.at(Journal.T_QUANTITY, row);
      Reason reason = Reason.of(rows.at(Journal.T_REASON, row));
      int i = (int) rows.at(Journal.T_INSTRUMENT, row);
      if (quantity != 0 || reason == Reason.SPINOFF) {
        position(held, i).apply(rows, row, reason, closed);
      }
    }
    return new Trades(closed, (int) held.stream().filter(p -> p.shares != 0).count());
  }

  private static Position position(List<Position> held, int instrument) {
    while (held.size() <= instrument) {
      held.add(new Position(held.size()));
    }
    return held.get(instrument);
  }

  /** Share of episodes that ended in profit; NaN without any. */
  public double winRate() {
    return closed.isEmpty() ? Double.NaN : (double) wins() / closed.size();
  }

  private long wins() {
    return closed.stream().filter(episode -> episode.profit() > 0).count();
  }

  /** Average bars held. */
  public double averageHolding() {
    double bars = closed.stream().mapToDouble(Episode::length).sum();
    return closed.isEmpty() ? Double.NaN : bars / closed.size();
  }

  /** Sum of profits over sum of losses; NaN if nothing was lost. */
  public double profitFactor() {
    Sum won = new Sum();
    Sum lost = new Sum();
    for (Episode episode : closed) {
      (episode.profit() > 0 ? won : lost).add(Math.abs(episode.profit()));
    }
    return lost.value() > 0 ? won.value() / lost.value() : Double.NaN;
  }

  /** All of it, in the scope {@code portfolio}. */
  public List<Metric> metrics() {
    double rate = winRate();
    double rateError = Math.sqrt(rate * (1 - rate) / closed.size());
    double[] lengths = closed.stream().mapToDouble(Episode::length).toArray();
    return List.of(
        metric("trades", closed.size(), Double.NaN),
        metric("win-rate", rate, rateError),
        metric("average-holding", averageHolding(), Moments.of(lengths).meanError()),
        metric("profit-factor", profitFactor(), Double.NaN),
        metric("open-positions", open, Double.NaN));
  }

  private static Metric metric(String name, double value, double error) {
    return new Metric("portfolio", "", name, value, error);
  }

  /** The position of one instrument as its rows go by. */
  private static final class Position {
    private final int instrument;
    private double shares;
    private double largest;
    private double money;
    private int from;

    Position(int instrument) {
      this.instrument = instrument;
    }

    void apply(Columns rows, int row, Reason reason, List<Episode> closed) {
      int bar = (int) rows.at(Journal.BAR, row);
      double quantity = rows.at(Journal.T_QUANTITY, row);
      double price = rows.at(Journal.T_PRICE, row);
      switch (reason) {
        case SPLIT -> split(quantity);
        case DIVIDEND_REINVESTED -> trade(quantity, 0, 0);
        case SPINOFF -> money += shares * price;
        default -> fill(bar, quantity, price, cost(rows, row), closed);
      }
    }

    private static double cost(Columns rows, int row) {
      return rows.at(Journal.T_COMMISSION, row)
          + rows.at(Journal.T_SPREAD, row)
          + rows.at(Journal.T_IMPACT, row);
    }

    private void split(double quantity) {
      largest *= shares == 0 ? 1 : (shares + quantity) / shares;
      shares += quantity;
    }

    private void fill(int bar, double quantity, double price, double cost, List<Episode> closed) {
      double closing =
          quantity * shares < 0
              ? Math.copySign(Math.min(size(quantity), size(shares)), quantity)
              : 0;
      double part = closing / quantity;
      trade(closing, price, cost * part);
      if (closing != 0 && size(shares) <= FLAT * largest) {
        closed.add(new Episode(instrument, from, bar, money));
        shares = 0;
      }
      double opening = quantity - closing;
      if (size(opening) > FLAT * size(quantity)) {
        if (shares == 0) {
          from = bar;
          money = 0;
          largest = 0;
        }
        trade(opening, price, cost * (1 - part));
      }
    }

    private void trade(double quantity, double price, double cost) {
      shares += quantity;
      largest = Math.max(largest, size(shares));
      money -= quantity * price + cost;
    }

    private static double size(double value) {
      return Math.abs(value);
    }
  }
}
