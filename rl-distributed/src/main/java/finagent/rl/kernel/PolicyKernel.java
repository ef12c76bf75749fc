package finagent.rl.kernel;

import finagent.rl.training.LearntPolicy;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.InLoopKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * A learnt policy trades: at each bar it observes what it observed in training and its action
 * becomes target weights as it did there. Input: the total-return index. Until every feature of
 * every instrument it knows is there it has no opinion; what it does not know it does not hold.
 * Trades as the schedule says. O(instruments x features) a bar.
 */
public final class PolicyKernel implements InLoopKernel {
  private static final int LOGS = 0;
  private static final int MEMORY = 1;
  private static final int EQUITY = 2;

  private final Sight sight;

  /**
   * A policy at work.
   *
   * @throws IllegalArgumentException if it was not trained to trade, or on features unknown here
   */
  public PolicyKernel(LearntPolicy learnt) {
    sight = new Sight(learnt);
  }

  @Override
  public State open(Layout layout) {
    return State.ofDoubles(
        1, sight.logs(layout), sight.reward().start(), new double[] {Double.NaN});
  }

  @Override
  public void observe(State state, Layout layout, Block block) {
    sight.observe(state.doubles(LOGS), layout.width(), block.in(0), block.inAt(0));
  }

  @Override
  public Trade decide(State state, Layout layout, Standing account, double[] target, Trade wanted) {
    remember(state, account.equity());
    Arrays.fill(target, 0);
    double[] weights =
        sight.wanted(state.doubles(LOGS), layout, account::weight, state.doubles(MEMORY));
    if (weights.length == 0) {
      return Trade.NONE;
    }
    for (int k = 0; k < weights.length; k++) {
      target[layout.instruments().indexOf(sight.instruments().get(k))] = weights[k];
    }
    return wanted;
  }

  private void remember(State state, double equity) {
    double before = state.doubles(EQUITY)[0];
    if (before > 0 && equity > 0) {
      sight.reward().of(StrictMath.log(equity / before), state.doubles(MEMORY), 0);
    }
    state.doubles(EQUITY)[0] = equity;
  }
}
