package finagent.sandbox.montecarlo;

import finagent.sandbox.program.Feed;
import finagent.sandbox.vector.Rows;
import java.util.ArrayList;
import java.util.List;

/** Makes the bars of a {@link ResampledPanel} in blocks. O(instruments x columns) a bar. */
final class ResampledFeed implements Feed {
  private static final Rows ROWS = Rows.best();
  private static final double[] NOTHING = {};

  private final double[] firstClose;
  private final RowReturns returns;
  private final int width;
  private final int most;
  private final List<Column> columns = new ArrayList<>();

  /** A block of closes, and behind it the last closes of the block before. */
  private final double[] close;

  private int[] drawn = {};
  private boolean trades = true;

  /** A column of the history and the block that is made of it. */
  private static final class Column {
    final String name;
    final double[] from;
    final double[] block;

    /** What the values of the history are kept as. */
    final Basis basis;

    /** Whether somebody has asked for it. */
    boolean asked;

    Column(String name, double[] from, double[] block, Basis basis) {
      this.name = name;
      this.from = from;
      this.block = block;
      this.basis = basis;
    }
  }

  ResampledFeed(double[] firstClose, RowReturns returns) {
    this.firstClose = firstClose;
    this.returns = returns;
    width = returns.instruments();
    most = Feed.maxRows(width);
    close = new double[(most + 1) * width];
  }

  /** Another column, of values kept on a basis. */
  void add(String name, double[] from, Basis basis) {
    trades &= !name.equals("volume") || ROWS.positive(from, 0, from.length);
    boolean first = name.equals("close");
    columns.add(new Column(name, from, first ? close : new double[most * width], basis));
  }

  /** Goes to another market. */
  void start(int[] rows) {
    drawn = rows;
  }

  @Override
  public void make(int first, int rows) {
    int last = most * width;
    for (int r = 0; r < rows; r++) {
      if (first + r == 0) {
        System.arraycopy(firstClose, 0, close, 0, width);
      } else {
        int before = r == 0 ? last : (r - 1) * width;
        int row = drawn[first + r - 1] * returns.stride();
        ROWS.grow(close, before, r * width, returns.values(), row, width);
      }
    }
    System.arraycopy(close, (rows - 1) * width, close, last, width);
    for (Column column : columns) {
      if (column.asked && column.block != close) {
        fill(column, first, rows);
      }
    }
  }

  private void fill(Column column, int first, int rows) {
    for (int r = 0; r < rows; r++) {
      int from = (first + r == 0 ? 0 : drawn[first + r - 1] + 1) * width;
      int to = r * width;
      switch (column.basis) {
        case PRICE -> ROWS.product(column.from, from, close, column.block, to, width);
        case MONEY -> ROWS.quotient(column.from, from, close, column.block, to, width);
        case VALUE -> System.arraycopy(column.from, from, column.block, to, width);
      }
    }
  }

  @Override
  public boolean alwaysTrades() {
    return trades;
  }

  @Override
  public double[] column(String name) {
    for (Column column : columns) {
      if (column.name.equals(name)) {
        column.asked = true;
        return column.block;
      }
    }
    return NOTHING;
  }
}
