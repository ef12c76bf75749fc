package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.nightly.PipelineFile;
import finagent.sandbox.market.Calendar;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A pipeline over made drops of twelve symbols, each drop with the session before it. */
final class NightDesk {
  static final LocalDate FIRST = LocalDate.of(2017, 3, 15);
  static final List<String> SYMBOLS =
      IntStream.range(0, 12).mapToObj(i -> "S" + (char) ('A' + i)).toList();

  private final Path folder;
  final Cli cli;
  final Path pipeline;

  NightDesk(Path folder) throws IOException {
    this.folder = folder;
    this.cli = new Cli(folder);
    cli.file(
        "reversal.yaml",
        """
        name: reversal
        extends: base/us-equity.yaml
        data: {set: small}
        alphas: {rev: {agent: mean-reversion, window: 2d, post: [zscore]}}
        portfolio: {agent: rank-long-short, long: 25%, short: 25%}
        controls: {draws: 5}
        """);
    this.pipeline =
        cli.file(
            "nightly.yaml",
            """
            name: small
            data: {set: small, drops: "drops/{yyyymmdd}.tar.gz"}
            capital: 1000000
            strategies: [{file: reversal.yaml, share: 0.8}]
            risk: {level: 0.95, window: 100, paths: 1000}
            alerts: {file: alerts.txt}
            """);
  }

  /** The session n after the first. */
  static LocalDate session(int n) {
    LocalDate day = FIRST;
    for (int k = 0; k < n; k++) {
      day = Calendar.XNYS.next(day);
    }
    return day;
  }

  /** Close of a symbol at a session, both by number. */
  static double price(int symbol, int session) {
    return Math.rint(100 * (40 + 5 * symbol + 3 * StrictMath.sin(1 + 7.3 * symbol + session)))
        / 100;
  }

  /** Writes the drop of the session n, with that before it. */
  Path drop(int n) throws IOException {
    return drop(n, List.of(n - 1, n), SYMBOLS.size(), NightDesk::price);
  }

  /** Writes a drop; a symbol has no line in a session where its price is NaN. */
  Path drop(int n, List<Integer> sessions, int symbols, ToDoubleBiFunction<Integer, Integer> price)
      throws IOException {
    StringBuilder text = new StringBuilder("symbol,date,open,high,low,close,volume,adj_close\n");
    for (int t : sessions) {
      for (int i = 0; i < symbols; i++) {
        double close = price.applyAsDouble(i, t);
        if (Double.isNaN(close)) {
          continue;
        }
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%s,%s,1000000,%s%n",
                SYMBOLS.get(i),
                session(t),
                close,
                close,
                close,
                close,
                close));
      }
    }
    return write(n, text.toString());
  }

  Path empty(int n) throws IOException {
    return write(n, "");
  }

  private Path write(int n, String prices) throws IOException {
    Path drops = Files.createDirectories(folder.resolve("drops"));
    Path file = drops.resolve(session(n).format(DateTimeFormatter.BASIC_ISO_DATE) + ".tar.gz");
    byte[] bytes = prices.getBytes(UTF_8);
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      TarArchiveEntry entry = new TarArchiveEntry("prices.csv");
      entry.setSize(bytes.length);
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
    }
    return file;
  }

  Cli.Said night(LocalDate session) {
    return cli.run(
        "nightly",
        pipeline.toString(),
        "--session",
        session.toString(),
        "--out",
        folder.resolve("out").toString(),
        "--json");
  }

  /** What starts nights here, by a clock. */
  NightlyJob job(Clock clock) {
    Console console =
        new Console(
            new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false);
    return new NightlyJob(
        cli.warehouse(),
        PipelineFile.read(pipeline),
        console,
        clock,
        Grids.HERE,
        folder.resolve("out"));
  }

  /** The night of the session n as the pipeline stands now; it must fail. Answers what it says. */
  String failed(int n) {
    Cli.Said said = night(session(n));
    if (said.code() != Main.FAILED) {
      throw new AssertionError(said.all());
    }
    return said.err();
  }

  /** Adds a line to the pipeline. */
  void add(String line) throws IOException {
    Files.writeString(pipeline, Files.readString(pipeline) + line + "\n");
  }

  /** Runs the night of the session n, which must be done, and answers what it says of it. */
  JsonNode done(int n) {
    Cli.Said said = night(session(n));
    if (said.code() != 0) {
      throw new AssertionError(said.all());
    }
    JsonNode nights = said.json();
    return nights.get(nights.size() - 1);
  }

  List<String> orders(int n) throws IOException {
    return Files.readAllLines(folder.resolve("out/small-%s-orders.csv".formatted(session(n))));
  }

  /** Shares of the book of the session n. */
  SortedMap<String, Long> book(int n) {
    long day = session(n).toEpochDay();
    Rows rows =
        cli.warehouse()
            .read(Tables.TARGETS, Filter.all().between("session", day, day).equal("strategy", ""));
    SortedMap<String, Long> book = new TreeMap<>();
    for (int r = 0; r < rows.size(); r++) {
      if (rows.doubles("quantity")[r] != 0) {
        book.put(rows.text("instrument_id", r), Math.round(rows.doubles("quantity")[r]));
      }
    }
    return book;
  }

  /** Kind and message of every alert. */
  List<String> alerts() {
    Rows rows = cli.warehouse().read(Tables.ALERTS, Filter.all());
    List<String> alerts = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      alerts.add(rows.text("kind", r) + ": " + rows.text("message", r));
    }
    return alerts;
  }
}
