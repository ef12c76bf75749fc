package finagent.rl.net;

import finagent.rl.vector.Kernels;
import finagent.sandbox.random.Philox;

/**
 * Scratch panels shared by the networks of one training: three for the backward pass, two per
 * network for its activations. Not thread-safe.
 */
public final class Workspace implements Engine.Networks {
  /** Panels a multiple of 4 KB apart would make stores and later loads alias. */
  private static final int STAGGER = 144;

  static final int SHARED = 3;

  final float[] values;
  final float[] zeros;
  final float[] spare = new float[Kernels.SPARE];
  private final int hidden;
  private final int networks;
  private int taken;

  /** Room for so many networks of one width. */
  public Workspace(int hidden, int networks) {
    this.hidden = hidden;
    this.networks = networks;
    values = new float[(SHARED + 2 * networks) * (hidden * Kernels.PANEL + STAGGER)];
    zeros = new float[hidden];
  }

  @Override
  public Mlp of(Shape shape, Philox draws, boolean slow) {
    return Mlp.of(shape, draws, this, slow);
  }

  int panel(int k) {
    return k * (hidden * Kernels.PANEL + STAGGER);
  }

  int take(int width) {
    if (width != hidden || taken == networks) {
      throw new IllegalArgumentException(
          "This workspace holds %d networks of %d hidden units; network %d has %d"
              .formatted(networks, hidden, taken + 1, width));
    }
    return panel(SHARED + 2 * taken++);
  }
}
