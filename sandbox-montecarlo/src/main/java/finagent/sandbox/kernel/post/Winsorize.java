package finagent.sandbox.kernel.post;

import finagent.sandbox.kernel.IdScores;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * Pulls the extreme scores of a session in: with {@code k = floor(share n)} of the n scores that
 * count, the k lowest become the (k+1)-th lowest, the k highest the (k+1)-th highest (Dixon 1960).
 * Inputs: score, mask; output: score; NaN for who is not in the mask or has no score. Cost O(n log
 * n).
 */
public final class Winsorize implements RowKernel {
  private final double share;

  /**
   * Winsorising.
   *
   * @param share of the scores pulled in on each side
   */
  public Winsorize(double share) {
    if (!(share >= 0 && share < 0.5)) {
      throw new IllegalArgumentException(
          "Invalid share: %s (must be >= 0 and < 0.5)".formatted(share));
    }
    this.share = share;
  }

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
      int k = (int) (share * n + 1e-9);
      double low = n == 0 ? Double.NaN : values[k];
      double high = n == 0 ? Double.NaN : values[n - 1 - k];
      int at = block.outAt(0) + r * block.width();
      for (int i = 0; i < block.width(); i++) {
        block.out(0)[at + i] =
            IdScores.counts(block, r, i)
                ? Math.min(Math.max(IdScores.score(block, r, i), low), high)
                : Double.NaN;
      }
    }
  }
}
