package finagent.jobs;

import finagent.jobs.grid.SparkGrid;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import java.util.Map;

/** The grid a master means. */
final class Grids {
  private Grids() {}

  static Grid open(String master) {
    int threads = Runtime.getRuntime().availableProcessors();
    return switch (master) {
      case "here" -> Here.here(threads);
      case "as-if-remote" -> Here.asIfRemote(threads);
      default -> SparkGrid.open(master, Map.of());
    };
  }
}
