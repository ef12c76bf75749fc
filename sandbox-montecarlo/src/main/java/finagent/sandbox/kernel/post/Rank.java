package finagent.sandbox.kernel.post;

import finagent.sandbox.kernel.IdScores;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * Ranks the scores of a session evenly over -1 (lowest) to 1 (highest); equal scores share the mean
 * of their ranks (mid-ranks, Kendall 1945); a single score is 0. Inputs: score, mask; output:
 * score; NaN for who is not in the mask or has no score. Cost O(n log n).
 */
public final class Rank implements RowKernel {
  @Override
  public State open(Layout layout) {
    return IdScores.open(layout, 1);
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    double[] values = state.doubles(IdScores.VALUES);
    for (int r = 0; r < block.rows(); r++) {
      int n = IdScores.take(state, block, r);
      Arrays.sort(values, 0, n);
      int at = block.outAt(0) + r * block.width();
      for (int i = 0; i < block.width(); i++) {
        block.out(0)[at + i] =
            IdScores.counts(block, r, i)
                ? rank(values, n, IdScores.score(block, r, i))
                : Double.NaN;
      }
    }
  }

  private static double rank(double[] sorted, int n, double score) {
    // Twice the mid-rank, counted from 0.
    int twice = below(sorted, n, score, false) + below(sorted, n, score, true) - 1;
    return n == 1 ? 0 : (double) (twice - (n - 1)) / (n - 1);
  }

  /** How many are less than (or equal to) a score. */
  private static int below(double[] sorted, int n, double score, boolean orEqual) {
    int low = 0;
    int high = n;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (sorted[mid] < score || (orEqual && sorted[mid] == score)) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
