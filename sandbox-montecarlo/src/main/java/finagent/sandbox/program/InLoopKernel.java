package finagent.sandbox.program;

/** Decides with the account in view, after every close. */
public non-sealed interface InLoopKernel extends Kernel {
  /**
   * Sees the inputs of its step at a bar: one row. Called for every bar from the first of the data
   * on, also before the book may trade, and before {@link #decide} of the same bar. Kernels without
   * inputs see nothing.
   */
  default void observe(State state, Layout layout, Block block) {}

  /**
   * Looks at the account and may change the targets.
   *
   * @param account the account at the close of the bar just ended
   * @param target in: the weights wanted so far, one per instrument; out: the weights wanted now
   * @param wanted how the strategy trades at this bar so far; the schedule never says {@link
   *     Trade#AT_ONCE}
   * @return how to trade now; {@code wanted} passes on what was so far
   */
  Trade decide(State state, Layout layout, Standing account, double[] target, Trade wanted);

  /** Whether and how the targets of a bar become orders. */
  enum Trade {
    NONE,
    /** By the rules of the account: one tranche of the book, nothing within the no-trade band. */
    BY_SCHEDULE,
    /** The whole book at once: all tranches, without a band. */
    AT_ONCE
  }
}
