package finagent.rl.kernel;

import finagent.rl.training.LearntPolicy;
import finagent.sandbox.program.Block;
import finagent.sandbox.program.Layout;
import finagent.sandbox.program.RowKernel;
import finagent.sandbox.program.State;
import java.util.Arrays;

/**
 * The weights a learnt policy wants as scores, without an account: what it observes as held are the
 * weights of a paper book that follows it, traded at each close without costs and drifting with the
 * index in between. Input: the total-return index; output: scores, missing until every feature is
 * there and for instruments the policy does not know. O(instruments x features) a bar.
 */
public final class PolicySignal implements RowKernel {
  private static final int LOGS = 0;
  private static final int MEMORY = 1;
  private static final int HELD = 2;
  private static final int LAST = 3;
  private static final double RUIN = 0.001;

  private final Sight sight;

  /**
   * A policy's opinions.
   *
   * @throws IllegalArgumentException if it was not trained to trade, or on features unknown here
   */
  public PolicySignal(LearntPolicy learnt) {
    sight = new Sight(learnt);
  }

  @Override
  public boolean everyBar() {
    return true;
  }

  @Override
  public State open(Layout layout) {
    double[] last = new double[layout.width()];
    Arrays.fill(last, Double.NaN);
    return State.ofDoubles(
        1, sight.logs(layout), sight.reward().start(), new double[layout.width()], last);
  }

  @Override
  public void run(State state, Layout layout, Block block) {
    int width = layout.width();
    double[] held = state.doubles(HELD);
    for (int r = 0; r < block.rows(); r++) {
      int in = block.inAt(0) + r * width;
      int out = block.outAt(0) + r * width;
      drift(state, layout, block.in(0), in);
      sight.observe(state.doubles(LOGS), width, block.in(0), in);
      double[] weights =
          sight.wanted(state.doubles(LOGS), layout, i -> held[i], state.doubles(MEMORY));
      Arrays.fill(block.out(0), out, out + width, Double.NaN);
      for (int k = 0; k < weights.length; k++) {
        int i = layout.instruments().indexOf(sight.instruments().get(k));
        held[i] = weights[k];
        block.out(0)[out + i] = weights[k];
      }
    }
  }

  /** What the paper book earned since the bar before, and what its weights have become. */
  private void drift(State state, Layout layout, double[] index, int at) {
    double[] held = state.doubles(HELD);
    double[] last = state.doubles(LAST);
    double growth = 1;
    boolean invested = false;
    for (String id : sight.instruments()) {
      int i = layout.instruments().indexOf(id);
      double change = index[at + i] / last[i] - 1;
      last[i] = Double.isNaN(index[at + i]) ? last[i] : index[at + i];
      if (held[i] != 0) {
        invested = true;
        double earned = Double.isNaN(change) ? 0 : held[i] * change;
        growth += earned;
        held[i] += earned;
      }
    }
    boolean ruined = !(growth > RUIN);
    for (int i = 0; i < held.length; i++) {
      held[i] = ruined ? 0 : held[i] / growth;
    }
    if (invested) {
      sight.reward().of(StrictMath.log(Math.max(growth, RUIN)), state.doubles(MEMORY), 0);
    }
  }
}
