package finagent.sandbox.program;

/** Decides with the account in view, after every close. */
public non-sealed interface InLoopKernel extends Kernel {
  /**
   * Looks at the account and may change the targets.
   *
   * @param account the account at the close of the bar just ended
   * @param target in: the weights wanted so far, one per instrument; out: the weights wanted now
   * @param scheduled whether the strategy's schedule trades at this bar anyway
   * @return whether to trade: {@code scheduled} passes the schedule on, true forces a trade
   */
  boolean decide(State state, Layout layout, Standing account, double[] target, boolean scheduled);
}
