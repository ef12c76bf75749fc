package finagent.jobs.grid;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this room's tests, two threads wide; it ends with the JVM. */
public final class SharedSpark {
  private static final SparkGrid GRID = SparkGrid.open("local[2]", Map.of());

  private SharedSpark() {}

  public static SparkGrid grid() {
    return GRID;
  }

  public static SparkSession session() {
    return GRID.session();
  }
}
