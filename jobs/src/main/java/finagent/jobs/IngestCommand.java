package finagent.jobs;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.ingest.ImportReport;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.Importer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings files into the tables. */
@Command(
    name = "ingest",
    description = "Bring CSV files into the tables; bad lines go to quarantine, with their reason.",
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "PATH", description = "A .csv or .csv.gz file, or a folder of them.")
  private Path path = Path.of(".");

  @Option(
      names = "--kind",
      defaultValue = "bars",
      description = "bars (default), sectors, membership, rates, benchmark or actions.")
  private String kind = "bars";

  @Option(
      names = "--name",
      required = true,
      description =
          "Name of the data set (bars, sectors, rates, benchmark, actions) or of the index"
              + " (membership).")
  private String name = "";

  @Option(
      names = "--adjustment",
      defaultValue = "raw",
      description =
          "What the prices contain: raw, split, split+dividend; by period where it changes, e.g."
              + " split,split+dividend@2010-11-01")
  private String adjustment = "raw";

  @Option(names = "--calendar", defaultValue = "XNYS", description = "Trading calendar.")
  private String calendar = "XNYS";

  @Option(names = "--currency", defaultValue = "USD", description = "ISO code.")
  private String currency = "USD";

  @Option(names = "--column", description = "For rates: the column to take.")
  private @Nullable String column;

  @Option(
      names = "--warning",
      description = "A known bias of the data, printed with every result; may be repeated.")
  private List<String> warnings = new ArrayList<>();

  @Override
  public Integer call() {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      String wanted = column;
      ImportRequest request =
          ImportRequest.of(ImportRequest.Kind.of(kind), name, path)
              .adjusted(adjustment)
              .on(calendar)
              .in(currency)
              .warning(warnings)
              .column(wanted == null ? "" : wanted);
      try (Restating restating = new Restating(common.master())) {
        ImportReport report =
            new Importer(warehouse, restating, Clock.systemUTC())
                .run(
                    request,
                    (rows, fraction) ->
                        console.progress("import", Math.round(fraction * 1000), 1000));
        refuseNothing(warehouse, report);
        console.say("%s", report.text());
        console.answer(report);
        if (report.quarantined() > 0) {
          console.warn(firstBad(warehouse, report.name()));
        }
      }
      return 0;
    }
  }

  /** An import that brings nothing is a failure, whatever it left in quarantine. */
  private void refuseNothing(Warehouse warehouse, ImportReport report) {
    if (report.imported() == 0 && report.quarantined() > 0) {
      throw new IllegalArgumentException(
          "None of the %,d lines of %s can be imported; %s"
              .formatted(report.read(), path, firstBad(warehouse, report.name())));
    }
  }

  /** The quarantined line that was read last, with its reason. */
  private static String firstBad(Warehouse warehouse, String name) {
    Rows bad = warehouse.read(Tables.QUARANTINE, Filter.all().equal("data_set", name));
    int newest = 0;
    for (int r = 1; r < bad.size(); r++) {
      if (bad.longs("known_at")[r] > bad.longs("known_at")[newest]) {
        newest = r;
      }
    }
    return "%s line %d: %s (%s); correct it and import again. All such lines are in table quarantine"
        .formatted(
            bad.text("file", newest),
            bad.longs("line")[newest],
            bad.text("reason", newest),
            bad.text("content", newest));
  }
}
