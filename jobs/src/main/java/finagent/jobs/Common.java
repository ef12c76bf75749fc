package finagent.jobs;

import finagent.agents.Pools;
import finagent.jobs.grid.SparkGrid;
import finagent.tables.Warehouse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options every command has. */
final class Common {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Where the Delta tables are (default: $FINAGENT_WAREHOUSE, else ./warehouse).")
  private @Nullable String warehouse;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Where work is spread: here (this JVM, no Spark; the default), as-if-remote,"
              + " local[N], spark://HOST:PORT, yarn, k8s://..")
  private @Nullable String master;

  @Option(
      names = "--parts",
      defaultValue = "0",
      description = "Cuts of each stage; never changes a bit (default: as the grid sees fit).")
  private int parts;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Serve numbers about the work for Prometheus on 127.0.0.1:PORT/metrics while it lasts"
              + " (0 = any free port; default: off).")
  private @Nullable Integer metricsPort;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  Console console() {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("A command's options were used before they were read");
    }
    Console console =
        new Console(command.commandLine().getOut(), command.commandLine().getErr(), json);
    Integer port = metricsPort;
    if (port != null) {
      console.serve(port);
    }
    return console;
  }

  /** Flag over environment over default. */
  Warehouse warehouse() {
    String place = warehouse;
    if (place == null) {
      place = System.getenv("FINAGENT_WAREHOUSE");
    }
    return Warehouse.open(place == null ? "warehouse" : place);
  }

  /** Flag over the submitter's choice over environment; refused in words where it cannot be one. */
  String master() {
    return Grids.checked(
        Optional.ofNullable(master)
            .or(SparkGrid::submittedTo)
            .or(() -> Optional.ofNullable(System.getenv("FINAGENT_MASTER")))
            .orElse(Grids.HERE));
  }

  /** For commands whose work runs where someone else decides. */
  void refuseMaster(String who) {
    if (master != null) {
      throw new IllegalArgumentException(
          "--master '%s' has no effect here: %s decides where the work runs"
              .formatted(master, who));
    }
  }

  int parts() {
    if (parts < 0) {
      throw new IllegalArgumentException("Invalid --parts: %d (must be >= 0)".formatted(parts));
    }
    return parts;
  }

  Pools pools() {
    PolicyShelf shelf = new PolicyShelf();
    shelf.fill(warehouse());
    return Pools.shipped().with(shelf.agents());
  }
}
