package finagent.rl.algorithm;

import finagent.rl.net.FloatMath;
import finagent.rl.net.Shape;
import finagent.rl.vector.Kernels;
import java.util.Arrays;

/**
 * How outputs of a network become values of choices. With one atom an output is a value. With more,
 * the outputs of a choice are logits over values spaced evenly from low to high, and its value is
 * their mean (C51; Bellemare, Dabney and Munos 2017, "A distributional perspective on reinforcement
 * learning", algorithm 1). A duelling head has outputs of the state besides, and those of a choice
 * count from their mean over the choices (Wang et al. 2016, "Dueling network architectures", eq.
 * 9).
 *
 * <p>Output k of choice c stands in row {@code c atoms + k}, those of the state after all choices.
 */
final class ValueHead {
  private static final int P = Kernels.PANEL;

  private final int choices;
  private final int atoms;
  private final float low;
  private final float high;
  private final boolean dueling;
  private final float[] chance;
  private final float[] target;

  ValueHead(int choices, int atoms, float low, float high, boolean dueling) {
    this.choices = choices;
    this.atoms = atoms;
    this.low = low;
    this.high = high;
    this.dueling = dueling;
    chance = new float[atoms];
    target = new float[atoms];
  }

  /** Outputs the network needs. */
  int outputs() {
    return (choices + (dueling ? 1 : 0)) * atoms;
  }

  /** Turns what the network puts out for a sample into values or logits, in place. */
  void combine(float[] out, int stride, int s) {
    for (int k = 0; dueling && k < atoms; k++) {
      float shift = out[(choices * atoms + k) * stride + s] - mean(out, k, stride, s);
      for (int c = 0; c < choices; c++) {
        out[(c * atoms + k) * stride + s] += shift;
      }
    }
  }

  private float mean(float[] out, int k, int stride, int s) {
    float sum = 0;
    for (int c = 0; c < choices; c++) {
      sum += out[(c * atoms + k) * stride + s];
    }
    return sum / choices;
  }

  /** The choice with the highest value, the first of equals, of combined outputs. */
  int best(float[] out, int stride, int s) {
    int best = 0;
    float most = level(out, 0, stride, s);
    for (int c = 1; c < choices; c++) {
      float level = level(out, c, stride, s);
      if (level > most) {
        best = c;
        most = level;
      }
    }
    return best;
  }

  /** The value of a choice; of a distribution, counted in atoms from the lowest. */
  private float level(float[] out, int choice, int stride, int s) {
    if (atoms == 1) {
      return out[choice * stride + s];
    }
    chances(out, choice, stride, s);
    float sum = 0;
    for (int k = 0; k < atoms; k++) {
      sum += chance[k] * k;
    }
    return sum;
  }

  private float spacing() {
    return (high - low) / (atoms - 1);
  }

  private void chances(float[] out, int choice, int stride, int s) {
    int at = choice * atoms * stride + s;
    float most = out[at];
    for (int k = 1; k < atoms; k++) {
      most = Math.max(most, out[at + k * stride]);
    }
    float sum = 0;
    for (int k = 0; k < atoms; k++) {
      chance[k] = FloatMath.exp(out[at + k * stride] - most);
      sum += chance[k];
    }
    for (int k = 0; k < atoms; k++) {
      chance[k] /= sum;
    }
  }

  /**
   * Turns combined outputs of sample s of a panel into slopes of its loss by what the network put
   * out: Huber's of {@code value - (reward + discount next)} for one atom, else the cross-entropy
   * with the moved and projected distribution of the next choice.
   *
   * @param next combined outputs that judge what follows
   * @param best choice that follows
   * @return how wrong it was, for priorities
   */
  float descend(
      float[] now,
      int s,
      int taken,
      float[] next,
      int best,
      float reward,
      float discount,
      float weight) {
    float error;
    if (atoms == 1) {
      float off = now[taken * P + s] - (reward + discount * next[best * P + s]);
      clear(now, s);
      now[taken * P + s] = weight * Math.max(-1, Math.min(1, off));
      error = Math.abs(off);
    } else {
      chances(next, best, P, s);
      project(reward, discount);
      chances(now, taken, P, s);
      clear(now, s);
      error = 0;
      for (int k = 0; k < atoms; k++) {
        now[(taken * atoms + k) * P + s] = weight * (chance[k] - target[k]);
        if (target[k] > 0) {
          error +=
              target[k] * (FloatMath.log(target[k]) - FloatMath.log(Math.max(chance[k], 1e-30f)));
        }
      }
      error = Math.max(error, 0);
    }
    spread(now, s);
    return error;
  }

  private void clear(float[] now, int s) {
    for (int k = 0; k < choices * atoms; k++) {
      now[k * P + s] = 0;
    }
  }

  /** Each value, moved by reward and discount, shares its chance between its two neighbours. */
  private void project(float reward, float discount) {
    Arrays.fill(target, 0);
    for (int k = 0; k < atoms; k++) {
      float moved = reward + discount * (low + k * spacing());
      float place = (Math.max(low, Math.min(high, moved)) - low) / spacing();
      int below = Math.min((int) place, atoms - 2);
      float share = place - below;
      target[below] += chance[k] * (1 - share);
      target[below + 1] += chance[k] * share;
    }
  }

  /** Slopes by combined outputs become slopes by what the network put out. */
  private void spread(float[] now, int s) {
    for (int k = 0; dueling && k < atoms; k++) {
      float mean = mean(now, k, P, s);
      now[(choices * atoms + k) * P + s] = mean * choices;
      for (int c = 0; c < choices; c++) {
        now[(c * atoms + k) * P + s] -= mean;
      }
    }
  }

  /** The same policy as a network without outputs of the state, for keeping. */
  SavedPolicy saved(Shape shape, float[] weights) {
    Shape plain = new Shape(shape.inputs(), shape.hidden(), choices * atoms, shape.tanh());
    float[] kept = new float[plain.size()];
    int hidden = shape.hidden();
    System.arraycopy(weights, 0, kept, 0, plain.output());
    System.arraycopy(weights, shape.second(), kept, plain.second(), hidden * hidden);
    float[] unit = new float[outputs()];
    for (int j = 0; j <= hidden; j++) { // the weights from each hidden unit, then the biases
      for (int k = 0; k < unit.length; k++) {
        unit[k] = weights[j < hidden ? shape.output() + k * hidden + j : shape.outputBias() + k];
      }
      combine(unit, 1, 0);
      for (int k = 0; k < choices * atoms; k++) {
        kept[j < hidden ? plain.output() + k * hidden + j : plain.outputBias() + k] = unit[k];
      }
    }
    return SavedPolicy.choosing(plain, kept, atoms);
  }
}
