package finagent.sandbox.kernel;

import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;

/**
 * The scores that count in a row, those that are finite and whose instrument is in the mask, taken
 * in the order of ids. The state holds that order (longs 0) and scratch rows (doubles 0, 1, ..);
 * the block has the score on input 0 and the mask on input 1.
 */
public final class IdScores {
  /** The scores taken, in the order of ids. */
  public static final int VALUES = 0;

  private IdScores() {}

  /** A state with the order and so many scratch rows, one of which the scores need. */
  public static State open(Layout layout, int rows) {
    return State.of(1, new double[rows][layout.width()], new long[][] {IdOrder.of(layout)});
  }

  /** Whether the score of instrument i in row r counts. */
  public static boolean counts(Block block, int r, int i) {
    int cell = r * block.width() + i;
    double score = block.in(0)[block.inAt(0) + cell];
    return block.in(1)[block.inAt(1) + cell] == 1 && Math.abs(score) < Double.POSITIVE_INFINITY;
  }

  /** The score of instrument i in row r. */
  public static double score(Block block, int r, int i) {
    return block.in(0)[block.inAt(0) + r * block.width() + i];
  }

  /** Puts the scores of row r that count into {@link #VALUES} and says how many they are. */
  public static int take(State state, Block block, int r) {
    long[] order = state.longs(0);
    double[] values = state.doubles(VALUES);
    int n = 0;
    for (int k = 0; k < order.length; k++) {
      int i = (int) order[k];
      if (counts(block, r, i)) {
        values[n++] = score(block, r, i) + 0.0;
      }
    }
    return n;
  }
}
