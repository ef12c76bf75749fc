package finagent.rl.net;

import finagent.rl.vector.Kernels;
import finagent.rl.vector.VectorKernels;

/**
 * Chooses the kernels at the start: the Vector API's where the JVM was started with {@code
 * --add-modules jdk.incubator.vector}, scalar ones with the same bits elsewhere.
 */
public final class Engine {
  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  private static final Kernels KERNELS = VECTORS ? new VectorKernels() : new ScalarKernels();

  private Engine() {}

  /** The kernels of this machine. */
  public static Kernels kernels() {
    return KERNELS;
  }

  /** For logs: {@code vector} or {@code scalar}. */
  public static String name() {
    return VECTORS ? "vector" : "scalar";
  }
}
