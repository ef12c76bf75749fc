package finagent.sandbox.kernel;

import finagent.sandbox.program.Layout;

/**
 * Instruments in the order of their ids: the order in which row kernels sum and break ties, so that
 * reordering the columns of a panel changes no bit. Cost O(n) once per run.
 */
public final class IdOrder {
  private IdOrder() {}

  /** Column of the k-th instrument by id, for k = 0..width-1. */
  public static long[] of(Layout layout) {
    long[] order = new long[layout.width()];
    for (int i = 0; i < order.length; i++) {
      order[layout.rankById(i)] = i;
    }
    return order;
  }
}
