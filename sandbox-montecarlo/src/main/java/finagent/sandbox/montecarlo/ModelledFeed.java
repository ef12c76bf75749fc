package finagent.sandbox.montecarlo;

import finagent.sandbox.program.Feed;
import finagent.sandbox.vector.Rows;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the bars of a {@link ModelledMarket} in blocks. O(instruments x columns) a bar. */
final class ModelledFeed implements Feed {
  private static final Rows ROWS = Rows.best();
  private static final double[] NOTHING = {};

  private final int width;
  private final int most;
  private final Map<String, double[]> blocks = new LinkedHashMap<>();

  /** The first close, row after row. */
  private final double[] firsts;

  /**
   * Opens of the block, which are the closes of the bars before, and behind them the last close.
   */
  private final double[] open;

  private final double[] close;

  /** The money traded, row after row, and the block of shares it makes at the block's closes. */
  private double[] money = NOTHING;

  private double[] shares = NOTHING;

  /** Whether somebody has asked for the volume. */
  private boolean asked;

  private double[] levels = NOTHING;
  private int levelsAt;
  private int before;
  private boolean trades = true;

  ModelledFeed(double[] firstClose) {
    width = firstClose.length;
    most = Feed.maxRows(width);
    firsts = repeated(firstClose, most + 1);
    open = firsts.clone();
    close = new double[most * width];
    blocks.put("open", open);
    blocks.put("close", close);
  }

  private double[] repeated(double[] row, int times) {
    double[] rows = new double[times * width];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = row[k % width];
    }
    return rows;
  }

  /** Another column that is made: high, low, volume, or the same row at every bar. */
  void add(String name, double[] row) {
    double[] block = blocks.computeIfAbsent(name, any -> repeated(row, most));
    if (Basis.of(name) == Basis.MONEY) {
      money = block.clone();
      shares = block;
      trades = ROWS.positive(row, 0, width);
    }
  }

  /** Goes to another market: its levels, relative to the first close, from bar 1 on. */
  void start(double[] levels, int at) {
    this.levels = levels;
    levelsAt = at;
  }

  @Override
  public void make(int first, int rows) {
    System.arraycopy(first == 0 ? firsts : open, first == 0 ? 0 : before * width, open, 0, width);
    int known = first == 0 ? 1 : 0;
    System.arraycopy(firsts, 0, open, width, known * width);
    int from = (1 + known) * width;
    int at = levelsAt + (first + known - 1) * width;
    ROWS.product(levels, at, firsts, open, from, (rows - known) * width);
    System.arraycopy(open, width, close, 0, rows * width);
    before = rows;
    extremes(rows * width);
    if (asked) {
      ROWS.quotient(money, 0, close, shares, 0, rows * width);
    }
  }

  private void extremes(int cells) {
    double[] high = column("high");
    for (int k = 0; k < Math.min(cells, high.length); k++) {
      high[k] = Math.max(open[k], close[k]);
    }
    double[] low = column("low");
    for (int k = 0; k < Math.min(cells, low.length); k++) {
      low[k] = Math.min(open[k], close[k]);
    }
  }

  @Override
  public boolean alwaysTrades() {
    return trades;
  }

  @Override
  public double[] column(String name) {
    double[] block = blocks.getOrDefault(name, NOTHING);
    asked |= block == shares && block.length > 0;
    return block;
  }
}
