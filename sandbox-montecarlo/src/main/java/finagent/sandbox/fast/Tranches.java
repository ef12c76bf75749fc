package finagent.sandbox.fast;

import java.util.Arrays;

/** The last targets of a book whose equal parts take a new one in turn, as in the ledger. */
final class Tranches {
  private final int count;
  private final double[] ring;
  private int next;

  Tranches(int count, int size) {
    this.count = count;
    ring = new double[count == 1 ? 0 : size * count];
  }

  /** Back to parts that hold cash. */
  void clear() {
    Arrays.fill(ring, 0);
    next = 0;
  }

  /** Takes a target in and leaves the mean over all parts, the oldest first, in its place. */
  void average(double[] aim) {
    if (count == 1) {
      return;
    }
    int size = aim.length;
    System.arraycopy(aim, 0, ring, next * size, size);
    next = (next + 1) % count;
    Arrays.fill(aim, 0);
    for (int k = 0; k < count; k++) {
      int row = (next + k) % count * size;
      for (int i = 0; i < size; i++) {
        aim[i] += ring[row + i];
      }
    }
    for (int i = 0; i < size; i++) {
      aim[i] /= count;
    }
  }
}
