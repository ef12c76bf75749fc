package finagent.sandbox.kernel.risk;

import finagent.sandbox.program.InLoopKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * Goes flat at once, with all tranches, when {@code equity <= (1 - limit) peak} at a close,
 * whatever the schedule; stays flat for {@code cooldown} bars; then takes the strategy's targets up
 * again at once and measures from the equity of that close (a stop-loss on the account; Kaminski
 * and Lo 2014, section 2.1). While flat, what could not be sold yet is ordered sold again at every
 * close. Cost O(n) a bar.
 */
public final class DrawdownGuard implements InLoopKernel {
  private final double limit;
  private final int cooldown;

  public DrawdownGuard(double limit, int cooldown) {
    if (!(limit > 0 && limit <= 1) || cooldown < 1) {
      throw new IllegalArgumentException(
          "Invalid guard: limit %s, cooldown %d (must be > 0 and <= 1, and >= 1)"
              .formatted(limit, cooldown));
    }
    this.limit = limit;
    this.cooldown = cooldown;
  }

  /** The peak since the guard last let go, and the bars left to stay flat. */
  @Override
  public State open(Layout layout) {
    return State.of(1, new double[][] {{0}}, new long[][] {{0}});
  }

  @Override
  public Trade decide(State state, Layout layout, Standing account, double[] target, Trade wanted) {
    double[] peak = state.doubles(0);
    long[] left = state.longs(0);
    double equity = account.equity();
    if (left[0] > 0) {
      left[0]--;
      if (left[0] == 0) {
        peak[0] = equity;
        return Trade.AT_ONCE;
      }
      Arrays.fill(target, 0);
      return holds(account, target.length) ? Trade.AT_ONCE : wanted;
    }
    peak[0] = Math.max(peak[0], equity);
    if (!(equity <= peak[0] * (1 - limit))) {
      return wanted;
    }
    left[0] = cooldown;
    Arrays.fill(target, 0);
    return Trade.AT_ONCE;
  }

  private static boolean holds(Standing account, int instruments) {
    for (int i = 0; i < instruments; i++) {
      if (account.weight(i) != 0) {
        return true;
      }
    }
    return false;
  }
}
