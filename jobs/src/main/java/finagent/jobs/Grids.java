package finagent.jobs;

import finagent.jobs.grid.SparkGrid;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The grid a master means. */
public final class Grids {
  /** This JVM, without Spark. */
  public static final String HERE = "here";

  private static final String AS_IF_REMOTE = "as-if-remote";

  private Grids() {}

  static boolean isSpark(String master) {
    return !master.equals(HERE) && !master.equals(AS_IF_REMOTE);
  }

  /** The master where Spark answers, whatever was chosen: one of its own, else all cores here. */
  public static String forQueries(String master) {
    return isSpark(master) ? master : "local[*]";
  }

  /**
   * The same master; fails in words, before anything is begun, where it is none or does not fit.
   */
  static String checked(String master) {
    if (isSpark(master)) {
      SparkGrid.check(master);
    }
    return master;
  }

  /**
   * Opens it.
   *
   * @param jars what executors need besides the program
   */
  static Grid open(String master, List<Path> jars) {
    int threads = Runtime.getRuntime().availableProcessors();
    return switch (master) {
      case HERE -> Here.here(threads);
      case AS_IF_REMOTE -> Here.asIfRemote(threads);
      default -> spark(master, jars);
    };
  }

  private static Grid spark(String master, List<Path> jars) {
    SparkGrid grid = SparkGrid.open(master, Map.of());
    jars.forEach(grid::ship);
    return grid;
  }
}
