package finagent.jobs;

import finagent.tables.Housekeeping;
import finagent.tables.TableDef;
import finagent.tables.TableUse;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.upkeep.PinnedVersions;
import finagent.tables.upkeep.RunUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a warehouse takes, as tables. */
final class WarehouseTables {
  private static final double MEGABYTE = 1e6;

  private WarehouseTables() {}

  static Map<String, Object> show(Console console, Warehouse warehouse) {
    PinnedVersions pinned = PinnedVersions.of(warehouse);
    List<TableUse> tables = new ArrayList<>();
    for (TableDef table : Tables.all()) {
      new Housekeeping(warehouse).use(table, pinned.of(table)).ifPresent(tables::add);
    }
    List<RunUse> runs = RunUse.of(warehouse);
    long bytes = tables.stream().mapToLong(TableUse::bytes).sum();
    long old = tables.stream().mapToLong(TableUse::old).sum();
    long stray = tables.stream().mapToLong(TableUse::stray).sum();
    console.say("warehouse %s: %s MB", warehouse, megabytes(bytes));
    console.table(rows(tables));
    if (!runs.isEmpty()) {
      console.say("runs, newest first");
      console.table(runRows(runs));
    }
    console.say(
        "old: %s MB of versions nothing needs; stray: %s MB of writers that died or write now; "
            + "--vacuum removes both after a week",
        megabytes(old), megabytes(stray));
    return Map.of(
        "warehouse",
        warehouse.place(),
        "bytes",
        bytes,
        "tables",
        tables,
        "runs",
        runs.stream().map(RunView::of).toList());
  }

  private static List<List<String>> rows(List<TableUse> tables) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "table",
            "schema",
            "version",
            "files",
            "rows",
            "live MB",
            "pinned",
            "pinned MB",
            "old MB",
            "stray MB",
            "log MB"));
    for (TableUse use : tables) {
      rows.add(
          List.of(
              use.table(),
              Integer.toString(use.schema()),
              Long.toString(use.version()),
              Integer.toString(use.files()),
              String.format(Locale.ROOT, "%,d", use.rows()),
              megabytes(use.live()),
              Integer.toString(use.pins()),
              megabytes(use.pinned()),
              megabytes(use.old()),
              megabytes(use.stray()),
              megabytes(use.log())));
    }
    return rows;
  }

  private static List<List<String>> runRows(List<RunUse> runs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("run", "state", "MB", "alone MB", "title"));
    for (RunUse use : runs) {
      rows.add(
          List.of(
              use.run().id(),
              use.run().state().name().toLowerCase(Locale.ROOT),
              megabytes(use.bytes()),
              megabytes(use.alone()),
              use.run().title()));
    }
    return rows;
  }

  /** Bytes in millions, with three digits behind the point. */
  static String megabytes(Number bytes) {
    return String.format(Locale.ROOT, "%,.3f", bytes.doubleValue() / MEGABYTE);
  }

  /** What a run takes, as scripts see it. */
  record RunView(String run, String state, String title, long bytes, long alone) {
    static RunView of(RunUse use) {
      return new RunView(
          use.run().id(),
          use.run().state().name().toLowerCase(Locale.ROOT),
          use.run().title(),
          Math.round(use.bytes()),
          Math.round(use.alone()));
    }
  }
}
