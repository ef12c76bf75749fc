package finagent.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the program in one jar is, for drivers that others start. */
final class GridJar {
  private GridJar() {}

  /** The place that was named, else the uber-jar of this project as {@code file:}. */
  static String place(@Nullable String named) {
    return Optional.ofNullable(named)
        .or(
            () ->
                Optional.ofNullable(System.getProperty("finagent.root"))
                    .map(root -> Path.of(root, "jobs", "target", "finagent-grid.jar"))
                    .filter(Files::isRegularFile)
                    .map(file -> "file:" + file.toAbsolutePath().normalize()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Where is the program? Build it with mvn -Puber -pl jobs -am package, or name"
                        + " it with --jar hdfs:///..: a place the driver's machine sees"));
  }
}
