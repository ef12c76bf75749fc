package finagent.sandbox.montecarlo;

import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;

/**
 * One strategy re-run on one synthetic market after another, with all buffers kept between runs.
 * All markets of a run have the axes of the first; runs are quickest on one panel object that is
 * filled anew. One per thread.
 */
public interface PanelRun {
  /**
   * Runs the strategy over a market.
   *
   * @return what came of it, from the close of the first decision on; overwritten by the next run
   */
  Outcome run(Panel panel);

  /**
   * Equity at the close of each bar of the last run, index = bar of the panel; the capital before
   * the book's first bar. Overwritten by the next run.
   */
  double[] equity();

  /** The bar of the last run's first decision that wanted anything, or -1. */
  int firstDecision();

  /**
   * The quickest that gives the bits of the full ledger.
   *
   * @throws IllegalArgumentException if the program has not exactly one book
   */
  static PanelRun of(Program program, Kernels kernels) {
    return ledger(program, kernels);
  }

  /**
   * Through the full ledger: any program of one book.
   *
   * @throws IllegalArgumentException if the program has not exactly one book
   */
  static PanelRun ledger(Program program, Kernels kernels) {
    return LedgerRun.of(program, kernels);
  }
}
