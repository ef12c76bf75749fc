package finagent.sandbox.kernel.alpha;

import finagent.sandbox.program.Layout;
import finagent.sandbox.program.State;
import java.util.Arrays;
import java.util.List;

/**
 * The pairs of the current formation and where each stands, kept in the arrays of a state. A pair
 * that was ever open ties its legs until the formation after its own: a target may be traded bars
 * after it was set, and neither leg is to move without the other. A leg that is gone ties nothing.
 */
final class PairSlots {
  /** Free to be opened. */
  private static final int FREE = 0;

  /** Must come back inside the entry band first. */
  private static final int WAITING = 1;

  /** Stopped: not before the next formation. */
  private static final int STOPPED = 2;

  private final PairRules rules;
  private final Layout layout;
  private final double[] beta;
  private final double[] mean;
  private final double[] sd;
  private final long[] a;
  private final long[] b;
  private final long[] side;
  private final long[] age;
  private final long[] status;
  private final long[] moved;

  /** Legs of the pairs the last formation closed; -1 = none. */
  private final long[] leftA;

  private final long[] leftB;

  /** Number of arrays of doubles and of longs it needs. */
  static final int DOUBLES = 3;

  static final int LONGS = 8;

  PairSlots(PairRules rules, Layout layout, State state, int firstDoubles, int firstLongs) {
    this.rules = rules;
    this.layout = layout;
    this.beta = state.doubles(firstDoubles);
    this.mean = state.doubles(firstDoubles + 1);
    this.sd = state.doubles(firstDoubles + 2);
    this.a = state.longs(firstLongs);
    this.b = state.longs(firstLongs + 1);
    this.side = state.longs(firstLongs + 2);
    this.age = state.longs(firstLongs + 3);
    this.status = state.longs(firstLongs + 4);
    this.moved = state.longs(firstLongs + 5);
    this.leftA = state.longs(firstLongs + 6);
    this.leftB = state.longs(firstLongs + 7);
  }

  /** Writes into the longs of a new state that there are no pairs. */
  static void empty(long[][] longs, int firstLongs) {
    for (int array : new int[] {0, 6, 7}) {
      Arrays.fill(longs[firstLongs + array], -1);
    }
  }

  /** Replaces the pairs; open ones are closed. Slots beyond the new pairs are empty (a = -1). */
  void take(List<Formation.Pair> pairs) {
    Arrays.fill(a, -1);
    Arrays.fill(side, 0);
    Arrays.fill(age, 0);
    Arrays.fill(status, FREE);
    for (int s = 0; s < pairs.size(); s++) {
      Formation.Pair pair = pairs.get(s);
      a[s] = pair.a();
      b[s] = pair.b();
      beta[s] = pair.test().beta();
      mean[s] = pair.mean();
      sd[s] = pair.test().sd();
    }
  }

  /** Groups the legs of pairs still open, which are about to be closed together. */
  void leave(double[] groups, int at) {
    for (int s = 0; s < a.length; s++) {
      boolean open = a[s] >= 0 && side[s] != 0;
      leftA[s] = open ? a[s] : -1;
      leftB[s] = open ? b[s] : -1;
      if (open) {
        link(groups, at, (int) a[s], (int) b[s]);
      }
    }
  }

  /** Moves every pair on by a bar; {@code tradable} says who may be opened today. */
  void step(double[] logs, boolean[] tradable) {
    for (int s = 0; s < a.length; s++) {
      moved[s] = 0;
      if (a[s] >= 0) {
        int first = (int) a[s];
        int second = (int) b[s];
        double z = (logs[first] - beta[s] * logs[second] - mean[s]) / sd[s];
        if (side[s] != 0) {
          hold(s, z);
        } else {
          watch(s, z, tradable[first] && tradable[second]);
        }
      }
    }
  }

  private void hold(int s, double z) {
    age[s]++;
    boolean stopped = !(Math.abs(z) < rules.stop());
    boolean reached = Math.abs(z) <= rules.exit() || z * side[s] > 0;
    if (stopped || reached || age[s] >= rules.maxHold()) {
      side[s] = 0;
      status[s] = stopped ? STOPPED : reached ? FREE : WAITING;
      moved[s] = 1;
    }
  }

  private void watch(int s, double z, boolean tradable) {
    double distance = Math.abs(z);
    if (status[s] == WAITING && distance < rules.enter()) {
      status[s] = FREE;
    }
    if (status[s] == FREE && tradable && distance >= rules.enter() && distance < rules.stop()) {
      side[s] = z > 0 ? -1 : 1;
      age[s] = 0;
      moved[s] = 1;
    }
  }

  /** Sums the legs of the open pairs; each pair is 1 gross. */
  void positions(double[] out, int at) {
    for (int s = 0; s < a.length; s++) {
      if (a[s] >= 0 && side[s] != 0) {
        double unit = side[s] / (1 + beta[s]);
        out[at + (int) a[s]] += unit;
        out[at + (int) b[s]] -= unit * beta[s];
      }
    }
  }

  /**
   * Gives all instruments of pairs that moved or tie their legs, and hang together, one number: 1 +
   * the lowest rank by id among them.
   */
  void link(double[] groups, int at, double[] logs) {
    for (int s = 0; s < a.length; s++) {
      boolean begun = a[s] >= 0 && (side[s] != 0 || age[s] > 0);
      if (moved[s] == 1 || (begun && known(logs, a[s], b[s]))) {
        link(groups, at, (int) a[s], (int) b[s]);
      }
      if (leftA[s] >= 0 && known(logs, leftA[s], leftB[s])) {
        link(groups, at, (int) leftA[s], (int) leftB[s]);
      }
    }
  }

  private static boolean known(double[] logs, long first, long second) {
    return !Double.isNaN(logs[(int) first]) && !Double.isNaN(logs[(int) second]);
  }

  private void link(double[] groups, int at, int a, int b) {
    int first = at + a;
    int second = at + b;
    double own = 1 + Math.min(layout.rankById(a), layout.rankById(b));
    double lowest = lower(lower(own, groups[first]), groups[second]);
    relabel(groups, at, groups[first], lowest);
    relabel(groups, at, groups[second], lowest);
    groups[first] = lowest;
    groups[second] = lowest;
  }

  private static double lower(double number, double group) {
    return group == 0 ? number : Math.min(number, group);
  }

  private void relabel(double[] groups, int at, double from, double to) {
    if (from != 0 && from != to) {
      for (int i = at; i < at + layout.width(); i++) {
        groups[i] = groups[i] == from ? to : groups[i];
      }
    }
  }
}
