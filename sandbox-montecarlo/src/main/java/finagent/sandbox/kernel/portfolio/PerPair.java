package finagent.sandbox.kernel.portfolio;

import finagent.sandbox.kernel.IdOrder;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;

/**
 * So much gross for every open pair: {@code weight = gross x position}, all scaled down together
 * where their gross would exceed {@code maxGross}. Inputs: pairs (net position, each pair 1 gross),
 * groups; outputs: weights and groups (none where legs may be filled one by one). Cost O(n).
 */
public final class PerPair implements RowKernel {
  private final double gross;
  private final double maxGross;
  private final boolean together;

  /**
   * Weights for pairs.
   *
   * @param together whether legs that move together are filled both or not at all
   */
  public PerPair(double gross, double maxGross, boolean together) {
    if (!(gross > 0 && maxGross > 0)) {
      throw new IllegalArgumentException(
          "Invalid gross: %s per pair, %s in all (must be > 0)".formatted(gross, maxGross));
    }
    this.gross = gross;
    this.maxGross = maxGross;
    this.together = together;
  }

  @Override
  public State open(Layout layout) {
    return State.of(1, new double[0][], new long[][] {IdOrder.of(layout)});
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    int width = block.width();
    for (int r = 0; r < block.rows(); r++) {
      int from = block.inAt(0) + r * width;
      double scale = scale(state.longs(0), block.in(0), from);
      int weights = block.outAt(0) + r * width;
      int groups = block.outAt(1) + r * width;
      int numbers = block.inAt(1) + r * width;
      for (int i = 0; i < width; i++) {
        double position = block.in(0)[from + i];
        block.out(0)[weights + i] = Double.isNaN(position) ? 0 : position * scale;
        block.out(1)[groups + i] = together ? block.in(1)[numbers + i] : 0;
      }
    }
  }

  private double scale(long[] order, double[] positions, int at) {
    double sum = 0;
    for (long i : order) {
      double position = positions[at + (int) i];
      sum += Double.isNaN(position) ? 0 : Math.abs(position);
    }
    return sum * gross > maxGross ? maxGross / sum : gross;
  }
}
