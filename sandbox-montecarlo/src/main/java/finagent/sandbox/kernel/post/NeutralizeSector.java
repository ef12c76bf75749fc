package finagent.sandbox.kernel.post;

import finagent.sandbox.kernel.IdOrder;
import finagent.sandbox.kernel.IdScores;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * Takes the mean of its sector off each score (Grinold and Kahn 2000, chapter 14: neutral bets).
 * Instruments without a known sector are a sector of their own. Inputs: score, mask; output: score;
 * NaN for who is not in the mask or has no score. Cost O(n).
 */
public final class NeutralizeSector implements RowKernel {
  @Override
  public State open(Layout layout) {
    int sectors = layout.sectors().size();
    return State.of(
        1,
        new double[][] {new double[sectors], new double[sectors]},
        new long[][] {IdOrder.of(layout)});
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    double[] sum = state.doubles(0);
    double[] count = state.doubles(1);
    for (int r = 0; r < block.rows(); r++) {
      Arrays.fill(sum, 0);
      Arrays.fill(count, 0);
      for (long k : state.longs(0)) {
        int i = (int) k;
        if (IdScores.counts(block, r, i)) {
          sum[layout.sector(i)] += IdScores.score(block, r, i);
          count[layout.sector(i)]++;
        }
      }
      int at = block.outAt(0) + r * block.width();
      for (int i = 0; i < block.width(); i++) {
        int s = layout.sector(i);
        block.out(0)[at + i] =
            IdScores.counts(block, r, i)
                ? IdScores.score(block, r, i) - sum[s] / count[s]
                : Double.NaN;
      }
    }
  }
}
