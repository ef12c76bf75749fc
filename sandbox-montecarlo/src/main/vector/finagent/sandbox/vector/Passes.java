package finagent.sandbox.vector;

/**
 * The passes of this machine. Vectors are used where the module {@code jdk.incubator.vector} is
 * there; below vectors of 8, which cannot multiply longs, Philox puts its products together from
 * fused ones of doubles. The choice never changes a bit.
 */
public record Passes(
    String name, Pass philox, Pass radius, Pass rotate, Pass exp, Pass quantile, Pass tRadius) {
  private static final String MODULE = "jdk.incubator.vector";

  /** What is fastest here. */
  public static Passes best() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() ? Fast.mixed() : scalar();
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

  /** On vectors throughout. */
  public static Passes vector() {
    return Fast.of("vector " + Lanes.doubles(), VectorPasses.PHILOX);
  }

  /** On vectors, with the Philox of those that cannot multiply longs. */
  public static Passes fused() {
    return Fast.of("vector " + Lanes.doubles() + ", fused Philox", new FusedPhilox());
  }

  /** The only place every pass is called from. */
  public static void run(Pass pass, Lane lane) {
    pass.over(lane);
  }

  /** Loaded only where vectors are. */
  private static final class Fast {
    static Passes mixed() {
      return Lanes.doubles() >= 8 ? vector() : fused();
    }

    static Passes of(String name, Pass philox) {
      return new Passes(
          name,
          philox,
          VectorPasses.RADIUS,
          VectorPasses.ROTATE,
          VectorPasses.EXP,
          VectorPasses.QUANTILE,
          VectorPasses.T_RADIUS);
    }
  }
}
