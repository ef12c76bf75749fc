package finagent.jobs;

import finagent.jobs.grid.SparkGrid;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The grid a master means. */
final class Grids {
  private Grids() {}

  /**
   * Opens it.
   *
   * @param jars what executors need besides the program
   */
  static Grid open(String master, List<Path> jars) {
    int threads = Runtime.getRuntime().availableProcessors();
    return switch (master) {
      case "here" -> Here.here(threads);
      case "as-if-remote" -> Here.asIfRemote(threads);
      default -> spark(master, jars);
    };
  }

  private static Grid spark(String master, List<Path> jars) {
    SparkGrid grid = SparkGrid.open(master, Map.of());
    jars.forEach(grid::ship);
    return grid;
  }
}
