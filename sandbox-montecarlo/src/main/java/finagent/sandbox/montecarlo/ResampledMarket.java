package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Panel;
import finagent.sandbox.random.Philox;
import java.util.Set;

/** Paths of whole historical sessions drawn in blocks. */
public final class ResampledMarket implements PathMarket {
  private final ResampledPanel market;
  private final RowBootstrap bootstrap;
  private final Philox random;
  private final int[] history;
  private final int[] rows;

  private ResampledMarket(
      ResampledPanel market, RowBootstrap bootstrap, Philox random, int[] history, int bars) {
    this.market = market;
    this.bootstrap = bootstrap;
    this.random = random;
    this.history = history;
    this.rows = new int[bars - 1];
  }

  /**
   * Of a history without gaps.
   *
   * @param bars of each path
   * @param rows the row of the history that stands in each place of the history drawn from; empty =
   *     itself. Another order is another history that might have been: what estimation error is
   *     measured with
   * @param columns beside the close that are made; NaN in the others
   */
  public static ResampledMarket of(
      Panel history,
      int bars,
      RowBootstrap bootstrap,
      Philox random,
      int[] rows,
      Set<String> columns) {
    ResampledPanel market = ResampledPanel.of(history, bars, columns);
    int known = market.returns().rows();
    if (bootstrap.rows() != known || (rows.length != 0 && rows.length != known)) {
      throw new IllegalArgumentException(
          "A bootstrap of %d rows in the order of %d does not fit a history of %d"
              .formatted(bootstrap.rows(), rows.length, known));
    }
    return new ResampledMarket(market, bootstrap, random, rows.clone(), bars);
  }

  @Override
  public FedMarket market(long path) {
    bootstrap.rows(random, path, rows);
    for (int t = 0; t < rows.length && history.length > 0; t++) {
      rows[t] = history[rows[t]];
    }
    market.start(rows);
    return market;
  }

  /** Historical rows of the sessions of the path made last; shared. */
  public int[] rows() {
    return rows;
  }

  /** Total returns of the history. */
  public RowReturns returns() {
    return market.returns();
  }
}
