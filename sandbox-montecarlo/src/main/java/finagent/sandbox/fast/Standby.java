package finagent.sandbox.fast;

import finagent.sandbox.ledger.Groups;
import finagent.sandbox.vector.Positions;

/** Orders that stand or fall together, and those that wait for a bar to trade in. */
final class Standby {
  private final Positions lanes;
  private final Groups groups;
  private final double[] group;
  private final boolean[] waits;
  private boolean grouped;
  private boolean any;

  Standby(Positions lanes) {
    this.lanes = lanes;
    groups = new Groups(lanes.size());
    group = new double[lanes.size()];
    waits = new boolean[lanes.size()];
  }

  /** Orders with the same number above 0 are one group; without numbers each stands alone. */
  void group(double[] numbers, int at) {
    grouped = numbers.length > 0;
    if (grouped) {
      System.arraycopy(numbers, at, group, 0, group.length);
    }
  }

  /** Marks every order of a group of which one is marked. */
  void join(boolean[] marked) {
    if (grouped) {
      groups.link(group, lanes.order);
      groups.join(marked);
    }
  }

  /** No order waits. */
  void none() {
    any = false;
  }

  /** Takes the orders whose bar has no volume out of the fill, and their groups with them. */
  void hold() {
    for (int i = 0; i < waits.length; i++) {
      boolean idle = lanes.volumes.length > 0 && !(lanes.volumes[lanes.at + i] > 0);
      waits[i] = idle && lanes.order[i] != 0;
      if (idle) {
        lanes.quantity[i] = 0;
      }
    }
    join(waits);
    any = false;
    for (int i = 0; i < waits.length; i++) {
      if (waits[i]) {
        any = true;
        lanes.quantity[i] = 0;
      }
    }
  }

  /** Whether an order waits. */
  boolean any() {
    return any;
  }

  /** Only what waits is still ordered. */
  void keep() {
    for (int i = 0; i < waits.length; i++) {
      if (!waits[i]) {
        lanes.order[i] = 0;
      }
    }
  }
}
