package finagent.rl.kernel;

import finagent.rl.algorithm.Policy;
import finagent.rl.env.Features;
import finagent.rl.env.Weights;
import finagent.rl.reward.Reward;
import finagent.rl.training.LearntPolicy;
import finagent.rl.training.LearntPolicy.Desk;
import finagent.rl.training.Rewards;
import finagent.sandbox.program.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What a learnt policy observes and how it answers, as in training: features of the total-return
 * index, scaled as then, weights held, what its reward remembers.
 */
final class Sight {
  private final Desk desk;
  private final Features features;
  private final Reward reward;
  private final int observations;
  private final ThreadLocal<Policy> policy;

  /**
   * Of a policy.
   *
   * @throws IllegalArgumentException if it was not trained to trade, or on features unknown here
   */
  Sight(LearntPolicy learnt) {
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

  List<String> instruments() {
    return desk.instruments();
  }

  Reward reward() {
    return reward;
  }

  /** Room for the logs of the index that features need, nothing known yet. */
  double[] logs(Layout layout) {
    List<String> missing = new ArrayList<>(desk.instruments());
    missing.removeAll(layout.instruments().ids());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The policy trades %s; the strategy's data has no %s"
              .formatted(desk.instruments(), missing));
    }
    double[] logs = new double[(features.warmup() + 1) * layout.width()];
    Arrays.fill(logs, Double.NaN);
    return logs;
  }

  /** Takes up the index of a bar; one that has ended stands still, as in training. */
  void observe(double[] logs, int width, double[] index, int at) {
    int last = logs.length - width;
    System.arraycopy(logs, width, logs, 0, last);
    for (int i = 0; i < width; i++) {
      double value = index[at + i];
      double before = last > 0 ? logs[last - width + i] : Double.NaN;
      logs[last + i] = Double.isNaN(value) ? before : StrictMath.log(value);
    }
  }

  /**
   * The weights it wants, in the order of {@link #instruments}; empty until every feature of every
   * instrument is there.
   *
   * @param held weight of an instrument of the layout
   */
  double[] wanted(double[] logs, Layout layout, IntToDoubleFunction held, double[] memory) {
    double[] seen = new double[observations];
    int at = 0;
    for (String id : desk.instruments()) {
      int i = layout.instruments().indexOf(id);
      int k = logs.length - layout.width() + i;
      for (int c = 0; c < features.names().size(); c++) {
        double value = features.last(c, logs, k, layout.width());
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
          return new double[0];
        }
        seen[at++] = desk.scaler().scaled(c, value);
      }
      seen[at++] = held.applyAsDouble(i);
    }
    System.arraycopy(memory, 0, seen, at, memory.length);
    double[] action = new double[desk.instruments().size()];
    policy.get().act(seen, action);
    Weights.of(action, desk.grossLimit(), desk.longOnly(), action);
    return action;
  }
}
