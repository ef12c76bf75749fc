package finagent.sandbox.program;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;

/** The kernels an interpreter may run: an explicit list, shipped with the work. */
public final class Kernels implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, KernelFactory> byName = new TreeMap<>();

  private Kernels() {}

  public static Kernels of(List<? extends KernelFactory> factories) {
    Kernels kernels = new Kernels();
    for (KernelFactory factory : factories) {
      KernelFactory other = kernels.byName.put(factory.kernel(), factory);
      if (other != null) {
        throw new IllegalArgumentException(
            "Two kernels are named '%s': %s and %s"
                .formatted(
                    factory.kernel(), other.getClass().getName(), factory.getClass().getName()));
      }
    }
    return kernels;
  }

  public Kernel create(Step step) {
    KernelFactory factory = byName.get(step.kernel());
    if (factory == null) {
      throw new IllegalArgumentException(
          "No kernel '%s' here; there are %s".formatted(step.kernel(), byName.keySet()));
    }
    return factory.create(step.params());
  }
}
