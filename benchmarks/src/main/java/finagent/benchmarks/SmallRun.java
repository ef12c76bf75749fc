package finagent.benchmarks;

import finagent.jobs.Main;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A strategy of 3 instruments and one year through the command line in one warm JVM: the answer and
 * the durable commit of all its tables, without Spark. Prints percentiles of the wall time in
 * milliseconds. Every run has another capital, so nothing is reused.
 */
public final class SmallRun {
  private static final int WARM = 30;

  private static final Map<String, String> PARTS = parts();

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("Planning.plan", "planning, with what is known already");
    parts.put("DeltaMarket.read", "reading bars");
    parts.put("DeltaResultStore.write", "committing results of the controls");
    parts.put("Conductor.books", "the strategy, and committing its results");
    parts.put("Conductor.noise", "500 random strategies at the same costs");
    parts.put("RunLog.append", "committing rows of runs and tasks");
    parts.put("Trying.record", "counting and committing trials");
    parts.put("Trying.worth", "deflated Sharpe ratio");
    parts.put("Page.write", "the page");
    parts.put("Told.of", "the summary");
    return parts;
  }

  private SmallRun() {}

  /**
   * Runs it.
   *
   * @param args how many runs are measured (default 60)
   */
  public static void main(String[] args) throws IOException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    Path folder = Files.createTempDirectory("finagent-small");
    Path strategy = strategy(folder);
    finagent("ingest", bars(folder).toString(), "--name", "small", "--warehouse", at(folder));
    double[] millis = new double[runs];
    for (int r = -WARM; r < runs; r++) {
      double took = took(strategy, folder, r);
      if (r >= 0) {
        millis[r] = took;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "p50 %.0f ms, p90 %.0f ms, least %.0f ms over %d runs%n",
        millis[runs / 2],
        millis[runs * 9 / 10],
        millis[0],
        runs);
    try (Breakdown breakdown = new Breakdown(Thread.currentThread(), PARTS)) {
      for (int r = runs; r < 2 * runs; r++) {
        took(strategy, folder, r);
      }
      System.out.print(breakdown.told(millis[runs / 2]));
    }
  }

  /** Runs the strategy with a capital of its own; answers milliseconds. */
  private static double took(Path strategy, Path folder, int number) {
    long begin = System.nanoTime();
    finagent(
        "run",
        strategy.toString(),
        "--set",
        "capital=" + (1_000_000 + number),
        "--page",
        folder.resolve("page.html").toString(),
        "--warehouse",
        at(folder));
    return (System.nanoTime() - begin) * 1e-6;
  }

  private static String at(Path folder) {
    return folder.resolve("warehouse").toString();
  }

  private static Path strategy(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("small.yaml"),
        """
        name: small
        data: {set: small}
        alphas: {cross: {agent: ma-cross, fast: 5d, slow: 20d}}
        portfolio: equal-weight
        """);
  }

  private static Path bars(Path folder) throws IOException {
    Panel panel =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                3, 253, LocalDate.of(2016, 1, 4), 1, SyntheticMarket.Kind.STANDARD));
    StringBuilder csv = new StringBuilder("date,symbol,open,high,low,close,volume\n");
    for (int t = 0; t < panel.time().size(); t++) {
      for (int i = 0; i < panel.width(); i++) {
        if (panel.bars().at("close", t, i) > 0) {
          csv.append(LocalDate.ofEpochDay(panel.time().session(t)))
              .append(',')
              .append(panel.instruments().id(i));
          for (String column : List.of("open", "high", "low", "close", "volume")) {
            csv.append(',').append(panel.bars().at(column, t, i));
          }
          csv.append('\n');
        }
      }
    }
    return Files.writeString(folder.resolve("bars.csv"), csv, StandardCharsets.UTF_8);
  }

  private static void finagent(String... args) {
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told);
    int code = Main.run(args, out, out);
    if (code != 0) {
      throw new IllegalStateException("finagent " + List.of(args) + ": " + told);
    }
  }
}
