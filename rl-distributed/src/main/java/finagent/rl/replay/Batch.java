package finagent.rl.replay;

import finagent.rl.env.Spaces;
import finagent.rl.vector.Kernels;
import java.util.Arrays;

/**
 * Transitions laid out for the networks: panels of 64 samples with a row of ones, a row per
 * observation and a row per action. A network that reads only observations takes the first rows of
 * the same panels. Arrays are shared and reused from sample to sample.
 */
public final class Batch {
  static final int PANEL = Kernels.PANEL;

  /** Ones, observations and actions. */
  public final float[] now;

  /** Ones, next observations and room for the actions that follow. */
  public final float[] next;

  public final float[] reward;
  public final float[] discount;

  /** What each sample counts for in the loss. */
  public final float[] weight;

  /** Where each sample stands in the replay. */
  public final int[] index;

  private final int size;
  private final int observations;
  private final int stride;

  /**
   * An empty batch.
   *
   * @param size samples, a multiple of 64
   */
  public Batch(Spaces spaces, int size) {
    if (size < PANEL || size % PANEL != 0) {
      throw new IllegalArgumentException(
          "Invalid batch: %d samples (must be a multiple of %d)".formatted(size, PANEL));
    }
    this.size = size;
    observations = spaces.observations();
    stride = (1 + observations + spaces.actions()) * PANEL;
    now = new float[size / PANEL * stride];
    next = new float[now.length];
    reward = new float[size];
    discount = new float[size];
    weight = new float[size];
    index = new int[size];
    Arrays.fill(weight, 1);
    for (int x = 0; x < now.length; x += stride) {
      Arrays.fill(now, x, x + PANEL, 1);
      Arrays.fill(next, x, x + PANEL, 1);
    }
  }

  public int size() {
    return size;
  }

  /** Floats from one panel to the next. */
  public int stride() {
    return stride;
  }

  /** Floats from the start of a panel to its first action. */
  public int actionsAt() {
    return (1 + observations) * PANEL;
  }
}
