package finagent.sandbox.kernel.post;

import finagent.sandbox.kernel.IdScores;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;

/**
 * Standardises the scores of a session: {@code (x - mean) / sd} with the sample standard deviation
 * (n - 1) of the scores that count; 0 where they are all equal. Inputs: score, mask; output: score;
 * NaN for who is not in the mask or has no score. Cost O(n), two passes.
 */
public final class ZScore implements RowKernel {
  @Override
  public State open(Layout layout) {
    return IdScores.open(layout, 1);
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    double[] values = state.doubles(IdScores.VALUES);
    for (int r = 0; r < block.rows(); r++) {
      int n = IdScores.take(state, block, r);
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += values[k];
      }
      double mean = sum / n;
      double squares = 0;
      for (int k = 0; k < n; k++) {
        squares += (values[k] - mean) * (values[k] - mean);
      }
      write(block, r, mean, Math.sqrt(squares / (n - 1)), allEqual(values, n));
    }
  }

  private static boolean allEqual(double[] values, int n) {
    for (int k = 1; k < n; k++) {
      if (values[k] != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static void write(Block block, int r, double mean, double sd, boolean equal) {
    int at = block.outAt(0) + r * block.width();
    for (int i = 0; i < block.width(); i++) {
      double z = equal ? 0 : (IdScores.score(block, r, i) - mean) / sd;
      block.out(0)[at + i] = IdScores.counts(block, r, i) ? z : Double.NaN;
    }
  }
}
