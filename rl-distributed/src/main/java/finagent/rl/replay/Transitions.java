package finagent.rl.replay;

import finagent.rl.env.Spaces;
import finagent.rl.net.Floats;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A ring of transitions, one row of floats each: observation, action, reward, next observation,
 * discount. The discount is what the value of the next observation counts for: gamma^n after n
 * steps, 0 after a termination; a truncation leaves it as it is. Grows up to its capacity, then
 * forgets the oldest.
 */
public final class Transitions {
  private final int observations;
  private final int actions;
  private final int width;
  private final int capacity;
  private float[] rows;
  private int size;
  private int next;

  public Transitions(Spaces spaces, int capacity) {
    if (capacity < 1 || (long) capacity * width(spaces) > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          "Invalid capacity: %d transitions of %d floats (at least 1, at most 2^31 floats)"
              .formatted(capacity, width(spaces)));
    }
    observations = spaces.observations();
    actions = spaces.actions();
    width = width(spaces);
    this.capacity = capacity;
    rows = new float[Math.min(capacity, 1024) * width];
  }

  /** Floats in a row. */
  public static int width(Spaces spaces) {
    return 2 * spaces.observations() + spaces.actions() + 2;
  }

  /** Adds a row; returns where it stands. */
  int add(float[] row) {
    if (next * width == rows.length) {
      rows = Arrays.copyOf(rows, Math.min(2 * next, capacity) * width);
    }
    int at = next;
    System.arraycopy(row, 0, rows, at * width, width);
    next = (next + 1) % capacity;
    size = Math.max(size, at + 1);
    return at;
  }

  public int size() {
    return size;
  }

  int capacity() {
    return capacity;
  }

  /** Copies the transitions named by the batch's indices into its panels. */
  void gather(Batch batch) {
    int p = Batch.PANEL;
    for (int i = 0; i < batch.size(); i++) {
      int r = batch.index[i] * width;
      int t = i / p * batch.stride() + p + i % p;
      int follows = r + observations + actions + 1;
      for (int k = 0; k < observations; k++) {
        batch.now[t + k * p] = rows[r + k];
        batch.next[t + k * p] = rows[follows + k];
      }
      for (int k = observations; k < observations + actions; k++) {
        batch.now[t + k * p] = rows[r + k];
      }
      batch.reward[i] = rows[follows - 1];
      batch.discount[i] = rows[follows + observations];
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(next);
    Floats.write(out, rows, size * width);
  }

  void read(DataInput in) throws IOException {
    size = in.readInt();
    next = in.readInt();
    if (size < 0 || size > capacity || next < 0 || next >= capacity) {
      throw new IOException(
          "Saved replay holds %d transitions (next %d); this one has room for %d"
              .formatted(size, next, capacity));
    }
    rows = new float[Math.max(size, Math.min(capacity, 1024)) * width];
    Floats.read(in, rows, size * width);
  }
}
