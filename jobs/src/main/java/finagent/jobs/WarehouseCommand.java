package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import finagent.tables.Housekeeping;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import finagent.tables.upkeep.PinnedVersions;
import finagent.tables.upkeep.RunDeletion;
import finagent.tables.upkeep.RunUse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a warehouse takes, and makes it smaller or quicker. No Spark. */
@Command(
    name = "warehouse",
    description = "Show what the warehouse takes on the disk; delete runs, compact, vacuum.",
    mixinStandardHelpOptions = true)
final class WarehouseCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(
      names = "--delete",
      paramLabel = "RUN",
      description = "Delete a run with what it alone uses; work other runs share stays.")
  private List<String> doomed = new ArrayList<>();

  @Option(names = "--yes", description = "Do not ask before deleting.")
  private boolean yes;

  @Option(
      names = "--abandoned",
      description = "Delete it although it is said to be running or to wait: its process is gone.")
  private boolean abandoned;

  @Option(names = "--upgrade", description = "Bring tables of an older schema to this program's.")
  private boolean upgrade;

  @Option(names = "--optimize", description = "Put small files together; no row changes.")
  private boolean optimize;

  @Option(
      names = "--vacuum",
      description =
          "Remove files that neither the newest version nor one that a run, a policy or a"
              + " calibration read consists of.")
  private boolean vacuum;

  @Option(
      names = "--hours",
      defaultValue = "168",
      description =
          "With --vacuum: leave what was let go within these hours (default: 168); less only where"
              + " nobody reads or writes.")
  private long hours;

  @Option(names = "--dry-run", description = "With --vacuum: only say what would go.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    if (hours < 0) {
      throw new IllegalArgumentException("Invalid --hours: %d (must be >= 0)".formatted(hours));
    }
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse();
      Map<String, Object> answer = new LinkedHashMap<>();
      boolean asked = !doomed.isEmpty() || upgrade || optimize || vacuum;
      if (!doomed.isEmpty()) {
        answer.put("deleted", delete(console, warehouse));
      }
      if (upgrade) {
        answer.put("upgraded", upgrade(console, warehouse));
      }
      if (optimize) {
        answer.put("optimized", optimize(console, warehouse));
      }
      if (vacuum) {
        answer.put("vacuumed", vacuum(console, warehouse));
      }
      if (!asked) {
        answer.putAll(WarehouseTables.show(console, warehouse));
      }
      console.answer(answer);
      return 0;
    }
  }

  private Map<String, RunDeletion.Deleted> delete(Console console, Warehouse warehouse)
      throws IOException {
    List<Run> runs =
        doomed.stream()
            .distinct()
            .map(id -> StatusCommand.find(new RunLog(warehouse), id))
            .toList();
    runs.forEach(this::requireOver);
    if (!yes) {
      ask(console, runs, RunUse.of(warehouse));
    }
    Map<String, RunDeletion.Deleted> all = new LinkedHashMap<>();
    for (Run run : runs) {
      RunDeletion.Deleted deleted = new RunDeletion(warehouse, Clock.systemUTC()).delete(run);
      all.put(run.id(), deleted);
      console.say(
          "run %s is deleted: %d pieces of work with it, %d stay because other runs rest on them",
          run.id(), deleted.alone(), deleted.shared());
      console.say("  rows: %s", deleted.rows());
    }
    console.say("older versions still hold the rows; --vacuum frees the disk");
    return all;
  }

  private void requireOver(Run run) {
    if (!Following.isOver(run) && !abandoned) {
      throw new IllegalArgumentException(
          "Run %s is %s since %s; nothing was deleted. If its process is gone, add --abandoned"
              .formatted(run.id(), run.state().name().toLowerCase(Locale.ROOT), run.at()));
    }
  }

  private static void ask(Console console, List<Run> runs, List<RunUse> uses) throws IOException {
    List<String> told = new ArrayList<>();
    for (RunUse use : uses) {
      if (runs.stream().anyMatch(run -> run.id().equals(use.run().id()))) {
        told.add(
            "%s (%s), %s MB"
                .formatted(
                    use.run().id(), use.run().title(), WarehouseTables.megabytes(use.alone())));
      }
    }
    String what = String.join("; ", told);
    if (!Boolean.getBoolean("finagent.terminal")) {
      throw new IllegalArgumentException(
          "This deletes %s. Nobody is there to ask; say --yes if it is wanted".formatted(what));
    }
    console.warn("this deletes %s. It cannot be undone. Type y to go on:".formatted(what));
    String answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
      throw new IllegalArgumentException("Nothing was deleted");
    }
  }

  private static List<String> upgrade(Console console, Warehouse warehouse) {
    List<String> upgraded = new ArrayList<>();
    for (TableDef table : Tables.all()) {
      if (warehouse.version(table) >= 0 && warehouse.upgrade(table)) {
        upgraded.add(table.name());
        console.say("table %s has schema version %d now", table.name(), table.schemaVersion());
      }
    }
    if (upgraded.isEmpty()) {
      console.say("every table has this program's schema");
    }
    return upgraded;
  }

  private static Map<String, Housekeeping.Compacted> optimize(
      Console console, Warehouse warehouse) {
    Map<String, Housekeeping.Compacted> all = new LinkedHashMap<>();
    for (TableDef table : Tables.all()) {
      Housekeeping.Compacted compacted = new Housekeeping(warehouse).compact(table);
      if (compacted.before() > 0) {
        all.put(table.name(), compacted);
        console.say(
            "table %s: %d small files became %d",
            table.name(), compacted.before(), compacted.after());
      }
    }
    if (all.isEmpty()) {
      console.say("there are no small files to put together");
    }
    return all;
  }

  private Map<String, Housekeeping.Vacuumed> vacuum(Console console, Warehouse warehouse) {
    Instant dropped = Clock.systemUTC().instant().minus(Duration.ofHours(hours));
    PinnedVersions pinned = PinnedVersions.of(warehouse);
    Map<String, Housekeeping.Vacuumed> all = new LinkedHashMap<>();
    long bytes = 0;
    for (TableDef table : Tables.all()) {
      Housekeeping.Vacuumed vacuumed =
          new Housekeeping(warehouse).vacuum(table, pinned.of(table), dropped, !dryRun);
      if (vacuumed.files() > 0) {
        all.put(table.name(), vacuumed);
        console.say(
            "table %s: %d files, %s MB",
            table.name(), vacuumed.files(), WarehouseTables.megabytes(vacuumed.bytes()));
      }
      bytes += vacuumed.bytes();
    }
    console.say("%s MB %s", WarehouseTables.megabytes(bytes), dryRun ? "would be freed" : "freed");
    return all;
  }
}
