package finagent.sandbox.risk;

import java.util.List;

/** The book of the hand-worked figures: a million in three instruments. */
public final class WorkedBook {
  public static final List<String> IDS = List.of("A", "B", "C");
  public static final double[][] ANNUAL = {{.04, .006, .012}, {.006, .09, .018}, {.012, .018, .16}};

  private WorkedBook() {}

  public static Exposures book() {
    return Exposures.ofWeights(IDS, new double[] {.5, .3, .2}, 1_000_000);
  }

  public static Covariance daily() {
    return Covariance.of(ANNUAL).perSession(252);
  }
}
