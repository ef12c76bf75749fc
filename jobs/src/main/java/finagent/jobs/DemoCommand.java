package finagent.jobs;

import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.tables.Warehouse;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.Importer;
import finagent.tables.market.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a market, runs three strategies as one plan with all controls, sums up. */
@Command(
    name = "demo",
    description =
        "Make a market (or take yours), run momentum, mean reversion and pairs as one plan.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final List<String> STRATEGIES =
      List.of("momentum.yaml", "mean-reversion.yaml", "pairs.yaml");

  @Mixin private Common common = new Common();

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = {
        "Your bars: CSV with date, symbol, open, high, low, close, volume.",
        "They become a data set named after the file and a digest of what is in it."
      })
  private @Nullable Path data;

  @Option(
      names = "--market",
      defaultValue = "standard",
      description = "Made market: standard, or null (a martingale nobody can beat).")
  private SyntheticMarket.Kind market = SyntheticMarket.Kind.STANDARD;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the made market.")
  private long seed;

  @Option(
      names = "--instruments",
      defaultValue = "200",
      description = "Instruments of the made market (default ${DEFAULT-VALUE}).")
  private int instruments;

  @Option(
      names = "--sessions",
      defaultValue = "2520",
      description = "Daily bars of the made market, 252 a year (default ${DEFAULT-VALUE}).")
  private int sessions;

  @Option(names = "--page", paramLabel = "FILE", description = "Where the page goes.")
  private @Nullable Path page;

  @Override
  public Integer call() throws IOException {
    try (Console console = common.console()) {
      Warehouse warehouse = common.warehouse().requireWritable();
      Path mine = data;
      String set = mine == null ? made(warehouse, console) : imported(warehouse, console, mine);
      Path conf = Strategies.conf();
      try (Strategies strategies =
          Strategies.read(
              STRATEGIES.stream().map(conf::resolve).toList(), List.of("data.set=" + set))) {
        RunJob.Request request =
            new RunJob.Request(
                "demo on " + set,
                common.master(),
                Collections.emptySortedMap(),
                common.parts(),
                false,
                false);
        RunJob job = new RunJob(warehouse, strategies, console, Clock.systemUTC());
        Closing.print(console, warehouse, job.run(request), page);
      }
      return 0;
    }
  }

  private String made(Warehouse warehouse, Console console) throws IOException {
    SyntheticMarket.Config usual = SyntheticMarket.Config.demo(seed, market);
    SyntheticMarket.Config config =
        new SyntheticMarket.Config(instruments, sessions, usual.first(), seed, market);
    boolean standard = market == SyntheticMarket.Kind.STANDARD;
    String size =
        config.equals(usual) ? "" : String.format(Locale.ROOT, "-%dx%d", instruments, sessions);
    String set = (standard ? "demo" : "demo-null") + size + (seed == 1 ? "" : "-" + seed);
    if (DataSet.find(warehouse, set, OptionalLong.empty()).isPresent()) {
      return set;
    }
    Panel panel = SyntheticMarket.of(config);
    Path folder = Files.createTempDirectory("finagent-demo");
    try {
      DemoMarket.write(panel, folder);
      ingest(warehouse, console, "bars", set, folder.resolve("bars.csv"), panel.warnings());
      for (String kind : List.of("sectors", "actions", "rates", "benchmark")) {
        ingest(warehouse, console, kind, set, folder.resolve(kind + ".csv"), List.of());
      }
    } finally {
      Folders.delete(folder);
    }
    return set;
  }

  /** Other files are another data set, so that no demo trades what an earlier one brought. */
  private String imported(Warehouse warehouse, Console console, Path path) throws IOException {
    String set = FileNames.dataSet(path);
    if (DataSet.find(warehouse, set, OptionalLong.empty()).isPresent()) {
      console.say("%s is data set %s already", path, set);
    } else {
      ingest(warehouse, console, "bars", set, path, List.of());
    }
    return set;
  }

  private void ingest(
      Warehouse warehouse,
      Console console,
      String kind,
      String set,
      Path path,
      List<String> warnings) {
    try (Restating restating = new Restating(common.master())) {
      String text =
          new Importer(warehouse, restating, Clock.systemUTC())
              .run(
                  ImportRequest.of(ImportRequest.Kind.of(kind), set, path).warning(warnings),
                  (rows, fraction) -> console.progress("import", Math.round(fraction * 1000), 1000))
              .text();
      console.say("%s", text);
    }
  }
}
