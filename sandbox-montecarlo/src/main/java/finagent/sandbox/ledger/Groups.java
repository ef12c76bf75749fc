package finagent.sandbox.ledger;

import java.util.Arrays;

/** Orders that stand or fall together: those with the same positive group number. */
public final class Groups {
  private final int[] leader;
  private final int[] table;
  private final double[] factor;

  /** For so many instruments. */
  public Groups(int size) {
    leader = new int[size];
    factor = new double[size];
    table = new int[Integer.highestOneBit(Math.max(1, size)) * 4];
  }

  /**
   * Finds for each order the first instrument of its group; an order without one leads itself.
   *
   * @param group number of each instrument's group; not above 0 = none
   * @param order of each instrument; 0 = none
   */
  public void link(double[] group, double[] order) {
    Arrays.fill(table, -1);
    int mask = table.length - 1;
    for (int i = 0; i < leader.length; i++) {
      leader[i] = i;
      double number = group[i];
      if (number > 0 && order[i] != 0) {
        int slot = hash(number) & mask;
        while (table[slot] >= 0 && group[table[slot]] != number) {
          slot = (slot + 1) & mask;
        }
        if (table[slot] < 0) {
          table[slot] = i;
        }
        leader[i] = table[slot];
      }
    }
  }

  private static int hash(double number) {
    long bits = Double.doubleToRawLongBits(number) * 0x9E3779B97F4A7C15L;
    return (int) (bits >>> 32);
  }

  /** Marks every member of a group of which one is marked. */
  public void join(boolean[] marked) {
    Arrays.fill(factor, 0);
    for (int i = 0; i < marked.length; i++) {
      if (marked[i]) {
        factor[leader[i]] = 1;
      }
    }
    for (int i = 0; i < marked.length; i++) {
      marked[i] = factor[leader[i]] == 1;
    }
  }

  /**
   * Brings the legs of each group to the share of the most restricted one.
   *
   * @param wanted quantities before they were restricted
   * @param quantity in: quantities after; out: all legs of a group at the same share
   */
  void level(double[] wanted, double[] quantity, Fills fills) {
    Arrays.fill(factor, 1);
    for (int i = 0; i < quantity.length; i++) {
      if (wanted[i] != 0) {
        factor[leader[i]] = Math.min(factor[leader[i]], quantity[i] / wanted[i]);
      }
    }
    for (int i = 0; i < quantity.length; i++) {
      double share = factor[leader[i]];
      if (wanted[i] != 0 && quantity[i] / wanted[i] > share) {
        quantity[i] = fills.tradable(wanted[i] * share);
        fills.because(i, Journal.Reason.GROUP);
      }
    }
  }
}
