package finagent.rl.replay;

import finagent.rl.env.Spaces;
import finagent.sandbox.random.Philox;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Transitions are drawn in proportion to {@code p = (|error| + 1e-3)^alpha} and weighed by {@code
 * (n P)^-beta} over the largest such weight of the batch, P = p / sum (Schaul, Quan, Antonoglou and
 * Silver 2016, "Prioritized experience replay", eq. 1 and section 3.4, proportional variant,
 * stratified). New ones get the highest priority so far.
 */
public final class PrioritisedReplay implements Replay {
  private static final double FLOOR = 1e-3;

  private final Transitions kept;
  private final SumTree priorities;
  private final Philox draws;
  private final float alpha;
  private final float beta;
  private double highest = 1;

  /**
   * An empty replay.
   *
   * @param alpha how much priorities count: 0 not at all, 1 fully
   * @param beta how much of the bias is undone: 0 none, 1 all
   */
  public PrioritisedReplay(Spaces spaces, int capacity, float alpha, float beta, long seed) {
    if (!(alpha >= 0 && alpha <= 1) || !(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException(
          "Invalid priorities: alpha %s, beta %s (both must be 0 to 1)".formatted(alpha, beta));
    }
    kept = new Transitions(spaces, capacity);
    priorities = new SumTree(capacity);
    draws = Philox.of(seed, "replay");
    this.alpha = alpha;
    this.beta = beta;
  }

  @Override
  public void add(float[] row) {
    priorities.set(kept.add(row), highest);
  }

  @Override
  public int size() {
    return kept.size();
  }

  @Override
  public void sample(long number, Batch batch) {
    double total = priorities.total();
    double part = total / batch.size();
    double largest = 0;
    for (int i = 0; i < batch.size(); i++) {
      double point = (i + draws.uniform(number, 0, 0, i)) * part;
      int place = priorities.find(Math.min(point, Math.nextDown(total)));
      batch.index[i] = place;
      double share = priorities.weight(place) / total;
      double weight = StrictMath.pow(kept.size() * share, -beta);
      batch.weight[i] = (float) weight;
      largest = Math.max(largest, weight);
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.weight[i] = (float) (batch.weight[i] / largest);
    }
    kept.gather(batch);
  }

  @Override
  public void learnt(Batch batch, float[] errors) {
    for (int i = 0; i < batch.size(); i++) {
      double priority = StrictMath.pow(errors[i] + FLOOR, alpha);
      if (!(priority < Double.POSITIVE_INFINITY)) {
        throw new IllegalStateException(
            "Training has diverged: a value is wrong by %s; a lower learning rate may help"
                .formatted(errors[i]));
      }
      priorities.set(batch.index[i], priority);
      highest = Math.max(highest, priority);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    kept.write(out);
    out.writeDouble(highest);
    for (int place = 0; place < kept.size(); place++) {
      out.writeDouble(priorities.weight(place));
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    kept.read(in);
    highest = in.readDouble();
    for (int place = 0; place < kept.size(); place++) {
      priorities.set(place, in.readDouble());
    }
  }
}
