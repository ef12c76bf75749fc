package finagent.rl.net;

import finagent.rl.vector.Kernels;
import finagent.rl.vector.VectorKernels;
import finagent.sandbox.random.Philox;
import java.io.Serializable;

/**
 * What computes networks. Engines lay parameters out alike and keep the same state, so that a
 * training saved by one can be continued by another; the bits are those of the engine.
 */
@FunctionalInterface
public interface Engine extends Serializable {
  /** What makes the networks of one training, so many of them of one width. */
  Networks open(int hidden, int networks);

  /** Makes the networks of one training. */
  @FunctionalInterface
  interface Networks {
    /** A network drawn as {@link Mlp#of} says, with a slow copy if wanted. */
    Mlp of(Shape shape, Philox draws, boolean slow);
  }

  /** Fused loops in plain Java: the fastest for small networks, and the same bits anywhere. */
  static Engine fused() {
    return Workspace::new;
  }

  /**
   * The kernels of this machine: the Vector API's where the JVM was started with {@code
   * --add-modules jdk.incubator.vector}, scalar ones with the same bits elsewhere.
   */
  static Kernels kernels() {
    return Chosen.KERNELS;
  }

  /** For logs: {@code vector} or {@code scalar}. */
  static String name() {
    return Chosen.VECTORS ? "vector" : "scalar";
  }

  /** Chosen once, at the first use. */
  final class Chosen {
    private static final boolean VECTORS =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    private static final Kernels KERNELS = VECTORS ? new VectorKernels() : new ScalarKernels();

    private Chosen() {}
  }
}
