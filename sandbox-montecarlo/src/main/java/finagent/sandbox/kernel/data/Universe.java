package finagent.sandbox.kernel.data;

import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import finagent.sandbox.vector.Rows;

/**
 * Which instruments a strategy may hold at a bar: 1, else 0. Inputs: close, volume, member, adv;
 * output: the mask. In the universe is who has a bar today, was a member of the index on the day
 * (unless {@code asOf} is false) and satisfies {@code where}: comparisons {@code > >= < <=} of
 * {@code price} (today's close), {@code volume} (today's), {@code adv20} (shares, the adv input)
 * and {@code dollars20} (adv20 x price) with numbers, joined by {@code and}. {@code onExit: sell}
 * drops who no longer qualifies at once; {@code hold} keeps who qualified once for as long as it
 * trades. Cost O(1) a cell.
 */
public final class Universe implements RowKernel {
  private static final Rows ROWS = Rows.best();

  private final Rule where;
  private final boolean asOf;
  private final boolean hold;

  /**
   * A universe.
   *
   * @param where comparisons; empty = all
   * @param asOf whether membership on the day counts
   * @param hold whether who qualified once stays
   */
  public Universe(String where, boolean asOf, boolean hold) {
    this.where = Rule.of(where);
    this.asOf = asOf;
    this.hold = hold;
  }

  @Override
  public boolean everyBar() {
    return hold;
  }

  @Override
  public boolean reads(int port) {
    return switch (port) {
      case 1 -> where.needs(false);
      case 2 -> asOf;
      case 3 -> where.needs(true);
      default -> true;
    };
  }

  @Override
  public State open(Layout layout) {
    return State.of(1, new double[0][], new long[][] {new long[layout.width()]});
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    if (where.isEmpty() && !hold) {
      bars(block);
      return;
    }
    double[] close = block.in(0);
    double[] volume = block.in(1);
    double[] member = block.in(2);
    double[] adv = block.in(3);
    double[] out = block.out(0);
    long[] entered = state.longs(0);
    for (int r = 0; r < block.rows(); r++) {
      int at = r * block.width();
      for (int i = 0; i < block.width(); i++) {
        int cell = at + i;
        double price = close[block.inAt(0) + cell];
        boolean in =
            price > 0
                && ((hold && entered[i] == 1)
                    || ((!asOf || member[block.inAt(2) + cell] == 1)
                        && where.holds(
                            price, volume[block.inAt(1) + cell], adv[block.inAt(3) + cell])));
        out[block.outAt(0) + cell] = in ? 1 : 0;
        if (in && hold) {
          entered[i] = 1;
        }
      }
    }
  }

  /** All who have a bar and, as of the day, are members. */
  private void bars(Block block) {
    ROWS.present(
        block.in(0),
        block.inAt(0),
        block.in(2),
        block.inAt(2),
        asOf,
        block.out(0),
        block.outAt(0),
        block.rows() * block.width());
  }
}
