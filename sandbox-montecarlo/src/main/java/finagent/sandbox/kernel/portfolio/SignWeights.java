package finagent.sandbox.kernel.portfolio;

import finagent.sandbox.kernel.IdOrder;
import finagent.sandbox.kernel.IdScores;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;

/**
 * Long where the score is above 0, short where it is below 0 (if shorts are allowed), gross 1.
 * Equal weights: {@code sign(x) / n} (the 1/N rule, DeMiguel, Garlappi and Uppal 2009); inverse
 * volatility: {@code sign(x) (1/sigma) / sum(1/sigma)} (Maillard, Roncalli and Teiletche 2010, the
 * case of equal correlations), where who has no volatility is left out. Inputs: score, mask, and
 * for inverse volatility sigma; output: weights, 0 for all others. Cost O(n).
 */
public final class SignWeights implements RowKernel {
  private static final Rows ROWS = Rows.best();

  private final boolean shorts;
  private final boolean inverseVol;

  private SignWeights(boolean shorts, boolean inverseVol) {
    this.shorts = shorts;
    this.inverseVol = inverseVol;
  }

  public static SignWeights equal(boolean shorts) {
    return new SignWeights(shorts, false);
  }

  public static SignWeights inverseVol(boolean shorts) {
    return new SignWeights(shorts, true);
  }

  @Override
  public State open(Layout layout) {
    return State.of(1, new double[0][], new long[][] {IdOrder.of(layout)});
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    if (!inverseVol) {
      equal(block);
      return;
    }
    double[] out = block.out(0);
    for (int r = 0; r < block.rows(); r++) {
      int at = block.outAt(0) + r * block.width();
      for (int i = 0; i < block.width(); i++) {
        out[at + i] = IdScores.counts(block, r, i) ? weight(block, r, i) : 0;
      }
      Normalise.gross(out, at, state.longs(0));
    }
  }

  /** Sides over their number: a sum of ones is exact in any order. */
  private void equal(Block block) {
    int width = block.width();
    double[] out = block.out(0);
    for (int r = 0; r < block.rows(); r++) {
      int score = block.inAt(0) + r * width;
      int mask = block.inAt(1) + r * width;
      int at = block.outAt(0) + r * width;
      int count = ROWS.sides(block.in(0), score, block.in(1), mask, shorts, out, at, width);
      if (count > 0) {
        ROWS.scale(out, at, width, 1.0 / count);
      }
    }
  }

  private double weight(Block block, int r, int i) {
    double side = Math.signum(IdScores.score(block, r, i));
    if (side == 0 || (side < 0 && !shorts)) {
      return 0;
    }
    return side * Volatility.inverse(block, r, i);
  }
}
