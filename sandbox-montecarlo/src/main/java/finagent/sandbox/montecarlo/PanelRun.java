package finagent.sandbox.montecarlo;

import finagent.sandbox.fast.Pruned;
import finagent.sandbox.market.Panel;
import finagent.sandbox.program.Kernels;
import finagent.sandbox.program.Program;
import finagent.sandbox.program.Step;
import finagent.sandbox.program.Wire;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  /** As {@link #run(Panel)}, with bars made while they are read where that will do. */
  default Outcome run(FedMarket market) {
    return run(market.whole());
  }

  /**
   * Equity at the close of each bar of the last run, index = bar of the panel; the capital before
   * the book's first bar. Overwritten by the next run.
   */
  double[] equity();

  /** The bar of the last run's first decision that wanted anything, or -1. */
  int firstDecision();

  /** Whether the last run went through the full ledger. */
  boolean throughLedger();

  /**
   * The quickest that gives the bits of the full ledger.
   *
   * @throws IllegalArgumentException if the program has not exactly one book
   */
  static PanelRun of(Program program, Kernels kernels) {
    return refusal(program).isPresent() ? ledger(program, kernels) : fast(program, kernels);
  }

  /** The columns of bars a program of one book is run on: a market needs no others. */
  static Set<String> columns(Program program, Kernels kernels) {
    Set<String> columns = new TreeSet<>(List.of("open", "close", "volume"));
    for (Step step : Pruned.of(program, kernels).steps()) {
      step.inputs().stream().filter(Wire::isMarket).map(Wire::column).forEach(columns::add);
    }
    return columns;
  }

  /** Why a program of one book goes through the ledger; empty = it need not. */
  static Optional<String> refusal(Program program) {
    return FastRun.refusal(program);
  }

  /**
   * With one lane per instrument, and through the ledger only on a market with corporate actions or
   * a bar without a price; the same bits of equity either way.
   *
   * @throws IllegalArgumentException where {@link #refusal} says why
   */
  static PanelRun fast(Program program, Kernels kernels) {
    return FastRun.of(program, kernels);
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
