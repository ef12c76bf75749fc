package finagent.agents.audit;

import finagent.sandbox.program.Block;
import finagent.sandbox.program.ColumnKernel;
import finagent.sandbox.program.Kernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;

/**
 * Kernels that use later rows of the block they are shown or behind it, or figures before their
 * day.
 */
final class Leaks {
  private Leaks() {}

  static Kernel of(Kind kind, int h) {
    return switch (kind) {
      case SHIFT ->
          (Cells) (block, r, i) -> r + h < block.rows() ? in(block, r + h, i) : Double.NaN;
      case PEEK -> (Cells) (block, r, i) -> behind(block, r + h, i);
      case SCALING -> (Cells) (block, r, i) -> zScore(block, r, i);
      case CENTRED -> (Cells) (block, r, i) -> mean(block, r - h, r + h + 1, i);
      case BACK_FILL -> (Cells) (block, r, i) -> next(block, r, i);
      case RESTATED -> (Cells) (block, r, i) -> in(block, r, i);
      case FUTURE_UNIVERSE -> new Survivors();
    };
  }

  static double in(Block block, int r, int i) {
    return block.in(0)[block.inAt(0) + r * block.width() + i];
  }

  private static double behind(Block block, int r, int i) {
    int at = block.inAt(0) + r * block.width() + i;
    return at < block.in(0).length ? block.in(0)[at] : Double.NaN;
  }

  private static double mean(Block block, int from, int to, int i) {
    double sum = 0;
    int count = 0;
    for (int r = Math.max(0, from); r < Math.min(block.rows(), to); r++) {
      double value = in(block, r, i);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return sum / count;
  }

  private static double zScore(Block block, int r, int i) {
    double mean = mean(block, 0, block.rows(), i);
    double squares = 0;
    for (int q = 0; q < block.rows(); q++) {
      double value = in(block, q, i);
      squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
    }
    return (in(block, r, i) - mean) / Math.sqrt(squares);
  }

  private static double next(Block block, int row, int i) {
    int r = row;
    while (r < block.rows() - 1 && Double.isNaN(in(block, r, i))) {
      r++;
    }
    return in(block, r, i);
  }

  /** One value per cell, from anything in the block. */
  @FunctionalInterface
  interface Cells extends ColumnKernel {
    double at(Block block, int r, int i);

    @Override
    default State open(Layout layout) {
      return State.none();
    }

    @Override
    default void run(State state, Block block) {
      for (int r = 0; r < block.rows(); r++) {
        for (int i = 0; i < block.width(); i++) {
          block.out(0)[block.outAt(0) + r * block.width() + i] = at(block, r, i);
        }
      }
    }
  }

  private record Survivors() implements RowKernel {
    @Override
    public State open(Layout layout) {
      return State.none();
    }

    @Override
    public void run(State state, Layout layout, Block block) {
      for (int r = 0; r < block.rows(); r++) {
        Twins.equalWeights(block, r, block.rows() - 1);
      }
    }
  }
}
