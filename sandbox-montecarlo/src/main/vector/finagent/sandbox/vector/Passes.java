package finagent.sandbox.vector;

/**
 * The passes of this machine. Vectors are used where the module {@code jdk.incubator.vector} is
 * there. The choice never changes a bit.
 */
public record Passes(
    String name, Pass philox, Pass radius, Pass rotate, Pass exp, Pass quantile, Pass tRadius) {
  private static final String MODULE = "jdk.incubator.vector";

  /** What is fastest here. */
  public static Passes best() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() ? Fast.passes() : scalar();
  }

  /** One lane at a time. */
  public static Passes scalar() {
    return new Passes(
        "scalar",
        ScalarPasses.PHILOX,
        ScalarPasses.RADIUS,
        ScalarPasses.ROTATE,
        ScalarPasses.EXP,
        ScalarPasses.QUANTILE,
        ScalarPasses.T_RADIUS);
  }

  /** The only place every pass is called from. */
  public static void run(Pass pass, Lane lane) {
    pass.over(lane);
  }

  /** Loaded only where vectors are. */
  private static final class Fast {
    static Passes passes() {
      return new Passes(
          "vector " + Lanes.doubles(),
          new FusedPhilox(),
          VectorPasses.RADIUS,
          VectorPasses.ROTATE,
          VectorPasses.EXP,
          VectorPasses.QUANTILE,
          VectorPasses.T_RADIUS);
    }
  }
}
