package finagent.sandbox.stats;

import finagent.sandbox.backtest.Metric;
import finagent.sandbox.ledger.Journal;
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
    Episodes episodes = new Episodes();
    episodes.add(journal.trades());
    return episodes.trades();
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
}
