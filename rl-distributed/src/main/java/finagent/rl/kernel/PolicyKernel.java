package finagent.rl.kernel;

import finagent.rl.algorithm.Policy;
import finagent.rl.env.Features;
import finagent.rl.env.Weights;
import finagent.rl.reward.Reward;
import finagent.rl.training.LearntPolicy;
import finagent.rl.training.LearntPolicy.Desk;
import finagent.rl.training.Rewards;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.InLoopKernel;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.Standing;
import finagent.sandbox.program.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A learnt policy trades: at each bar it observes what it observed in training - its features,
 * scaled as then, present weights, what its reward remembers - and its action becomes target
 * weights as it did there. Input: the total-return index. Until every feature of every instrument
 * it knows is there it has no opinion; what it does not know it does not hold. Trades as the
 * schedule says. O(instruments x features) a bar.
 */
public final class PolicyKernel implements InLoopKernel {
  private static final int LOGS = 0;
  private static final int MEMORY = 1;
  private static final int EQUITY = 2;

  private final Desk desk;
  private final Features features;
  private final Reward reward;
  private final int observations;
  private final ThreadLocal<Policy> policy;

  /**
   * A policy at work.
   *
   * @throws IllegalArgumentException if it was not trained to trade, or on features unknown here
   */
  public PolicyKernel(LearntPolicy learnt) {
    desk =
        learnt
            .trading()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "This policy was not trained on a market, so it cannot trade; use one that"
                            + " finagent policies lists with a data set"));
    features = new Features(desk.scaler().columns());
    reward = Rewards.of(desk.reward());
    observations = learnt.network().observations();
    policy = ThreadLocal.withInitial(() -> learnt.network().policy());
  }

  private int rows() {
    return features.warmup() + 1;
  }

  @Override
  public State open(Layout layout) {
    List<String> missing = new ArrayList<>(desk.instruments());
    missing.removeAll(layout.instruments().ids());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The policy trades %s; the strategy's data has no %s"
              .formatted(desk.instruments(), missing));
    }
    double[] logs = new double[rows() * layout.width()];
    Arrays.fill(logs, Double.NaN);
    return State.ofDoubles(1, logs, reward.start(), new double[] {Double.NaN});
  }

  /** An index that has ended stands still, as in training. */
  @Override
  public void observe(State state, Layout layout, Block block) {
    double[] logs = state.doubles(LOGS);
    int width = layout.width();
    int last = logs.length - width;
    System.arraycopy(logs, width, logs, 0, last);
    for (int i = 0; i < width; i++) {
      double index = block.in(0)[block.inAt(0) + i];
      double before = rows() > 1 ? logs[last - width + i] : Double.NaN;
      logs[last + i] = Double.isNaN(index) ? before : StrictMath.log(index);
    }
  }

  @Override
  public Trade decide(State state, Layout layout, Standing account, double[] target, Trade wanted) {
    remember(state, account.equity());
    Arrays.fill(target, 0);
    double[] seen = new double[observations];
    if (!look(state, layout, account, seen)) {
      return Trade.NONE;
    }
    double[] action = new double[desk.instruments().size()];
    policy.get().act(seen, action);
    Weights.of(action, desk.grossLimit(), desk.longOnly(), action);
    for (int k = 0; k < action.length; k++) {
      target[layout.instruments().indexOf(desk.instruments().get(k))] = action[k];
    }
    return wanted;
  }

  private void remember(State state, double equity) {
    double before = state.doubles(EQUITY)[0];
    if (before > 0 && equity > 0) {
      reward.of(StrictMath.log(equity / before), state.doubles(MEMORY), 0);
    }
    state.doubles(EQUITY)[0] = equity;
  }

  private boolean look(State state, Layout layout, Standing account, double[] seen) {
    double[] logs = state.doubles(LOGS);
    int at = 0;
    for (String id : desk.instruments()) {
      int i = layout.instruments().indexOf(id);
      int k = logs.length - layout.width() + i;
      for (int c = 0; c < features.names().size(); c++) {
        double value = features.last(c, logs, k, layout.width());
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
          return false;
        }
        seen[at++] = desk.scaler().scaled(c, value);
      }
      seen[at++] = account.weight(i);
    }
    double[] memory = state.doubles(MEMORY);
    System.arraycopy(memory, 0, seen, at, memory.length);
    return true;
  }
}
