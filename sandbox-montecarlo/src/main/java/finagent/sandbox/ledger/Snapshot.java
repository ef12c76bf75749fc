package finagent.sandbox.ledger;

import finagent.sandbox.program.State;
import java.util.Arrays;

/** The binary state of a ledger: everything the bars to come depend on, and nothing else. */
final class Snapshot {
  static final int VERSION = 2;
  private static final int SCALARS = 0;
  private static final int TALLY = 1;
  private static final int ARRAYS = 2;

  private final double[][] arrays;

  Snapshot(Holdings held, Orders orders, Targets targets, ActionsDesk desk) {
    double[][] first = held.arrays();
    double[][] second = orders.arrays();
    arrays = Arrays.copyOf(first, first.length + second.length + 2);
    System.arraycopy(second, 0, arrays, first.length, second.length);
    arrays[arrays.length - 2] = targets.ring();
    arrays[arrays.length - 1] = desk.reinvest;
  }

  State save(double[] scalars, Tally tally, long[] counters) {
    double[][] doubles = new double[ARRAYS + arrays.length][];
    doubles[SCALARS] = scalars;
    doubles[TALLY] = tally.save();
    for (int k = 0; k < arrays.length; k++) {
      doubles[ARRAYS + k] = arrays[k].clone();
    }
    return State.of(VERSION, doubles, new long[][] {counters});
  }

  void restore(State state, Tally tally) {
    if (state.version() != VERSION) {
      throw new IllegalArgumentException(
          "Invalid ledger state: version %d; this ledger reads version %d"
              .formatted(state.version(), VERSION));
    }
    for (int k = 0; k < arrays.length; k++) {
      if (state.doubles(ARRAYS + k).length != arrays[k].length) {
        throw new IllegalArgumentException(
            "Invalid ledger state: array %d has %d values, this ledger needs %d; restore it into a"
                    .formatted(k, state.doubles(ARRAYS + k).length, arrays[k].length)
                + " ledger with the same instruments and tranches");
      }
    }
    for (int k = 0; k < arrays.length; k++) {
      System.arraycopy(state.doubles(ARRAYS + k), 0, arrays[k], 0, arrays[k].length);
    }
    tally.restore(state.doubles(TALLY));
  }

  static double[] scalars(State state) {
    return state.doubles(SCALARS);
  }

  static long[] counters(State state) {
    return state.longs(0);
  }
}
