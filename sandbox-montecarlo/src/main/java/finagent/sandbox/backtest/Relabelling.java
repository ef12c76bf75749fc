package finagent.sandbox.backtest;

import java.util.Arrays;

/**
 * Which instrument stands for which, kept from decision to decision. Where the one that stands for
 * an instrument with a weight cannot be held, it changes places for good with one that can be and
 * stands for an instrument without a weight. A permutation drawn uniformly therefore gives weights
 * to those that can be held uniformly. O(instruments) a decision.
 */
final class Relabelling {
  private final int[] label;

  /** Begins with a permutation, which it keeps. */
  Relabelling(int[] label) {
    this.label = label;
  }

  /**
   * Gives the weights of a decision to instruments that can be held, each to one of its own. Where
   * fewer can be held than there are weights, those that found a place are scaled up to the gross
   * of all.
   *
   * @param free which instruments can be held
   * @param target out: the weights; 0 for all others
   */
  void place(Targets targets, int decision, boolean[] free, double[] target) {
    Arrays.fill(target, 0);
    double placed = 0;
    double left = 0;
    int spare = 0;
    for (int i = 0; i < label.length; i++) {
      double weight = targets.weight(decision, i);
      if (!wants(weight)) {
        continue;
      }
      if (!free[label[i]]) {
        spare = spare(targets, decision, free, spare);
        if (spare == label.length) {
          left += Math.abs(weight);
          continue;
        }
        swap(i, spare);
      }
      target[label[i]] = weight;
      placed += Math.abs(weight);
    }
    if (left > 0 && placed > 0) {
      scale(target, (placed + left) / placed);
    }
  }

  private static boolean wants(double weight) {
    return weight != 0 && !Double.isNaN(weight);
  }

  /** The next that can give its place away; the number of instruments where there is none. */
  private int spare(Targets targets, int decision, boolean[] free, int from) {
    int k = from;
    while (k < label.length && (wants(targets.weight(decision, k)) || !free[label[k]])) {
      k++;
    }
    return k;
  }

  private void swap(int i, int k) {
    int other = label[i];
    label[i] = label[k];
    label[k] = other;
  }

  private static void scale(double[] target, double factor) {
    for (int i = 0; i < target.length; i++) {
      target[i] *= factor;
    }
  }
}
