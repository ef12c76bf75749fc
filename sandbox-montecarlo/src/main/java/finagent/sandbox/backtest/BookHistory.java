package finagent.sandbox.backtest;

import finagent.sandbox.ledger.Columns;
import finagent.sandbox.ledger.Journal;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.State;
import finagent.sandbox.stats.Episodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a book has done so far, as much of it as its evaluation needs: equity rows, episodes, where
 * it first decided. A book that runs in pieces adds each piece and is evaluated as one that ran
 * straight through, to the last bit. Bars keep their numbers on the time axis of the whole.
 */
public final class BookHistory {
  private static final int VERSION = 1;

  private final Columns equity = new Columns(Journal.EQUITY);
  private Episodes episodes = new Episodes();
  private int firstDecision = -1;
  private int trades;

  /** Adds what a trader has done since it was opened or resumed. */
  public void add(Trader trader) {
    Columns rows = trader.journal().equity();
    for (int row = 0; row < rows.rows(); row++) {
      int at = equity.grow();
      for (int c = 0; c < Journal.EQUITY.size(); c++) {
        equity.raw(c)[at] = rows.at(c, row);
      }
    }
    episodes.add(trader.journal().trades());
    trades += trader.journal().trades().rows();
    firstDecision = firstDecision < 0 ? trader.firstDecision() : firstDecision;
  }

  /** Rows of trades so far. */
  public int trades() {
    return trades;
  }

  /**
   * What all of it amounts to, as {@link Evaluation#portfolio}.
   *
   * @param panel whose time axis and rates reach over all of it
   */
  public List<Metric> metrics(Panel panel) {
    return Evaluation.portfolio(panel, equity, episodes.trades(), firstDecision);
  }

  /** All of it, as states. */
  public List<State> save() {
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < Journal.EQUITY.size(); c++) {
      columns.add(Arrays.copyOf(equity.raw(c), equity.rows()));
    }
    State own =
        State.of(VERSION, columns.toArray(double[][]::new), new long[][] {{firstDecision, trades}});
    return List.of(own, episodes.save());
  }

  /** Goes on from where it was saved. */
  public static BookHistory of(List<State> saved) {
    State own = saved.get(0);
    if (own.version() != VERSION) {
      throw new IllegalArgumentException(
          "Invalid state of a book's history: version %d; this program reads version %d"
              .formatted(own.version(), VERSION));
    }
    BookHistory history = new BookHistory();
    double[] row = new double[Journal.EQUITY.size()];
    for (int r = 0; r < own.doubles(0).length; r++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = own.doubles(c)[r];
      }
      history.equity.add(row);
    }
    history.firstDecision = (int) own.longs(0)[0];
    history.trades = (int) own.longs(0)[1];
    history.episodes = Episodes.of(saved.get(1));
    return history;
  }
}
