package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.Tables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused with its value and what would work, and leaves nothing behind. */
class BadInputTest {
  private static final String HEADER = "date,symbol,open,high,low,close,volume\n";

  @TempDir static Path folder;
  private static Cli cli;

  @BeforeAll
  static void ingestASmallMarket() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(12, 300, 1));
  }

  /** A short strategy; each line of {@code more} may say anything. */
  private static Path strategy(String... more) throws IOException {
    String text =
        """
        name: tried
        data: {set: small}
        alphas: {mom: {agent: momentum, lookback: 60d, skip: 5d}}
        portfolio: {agent: rank-long-short, long: 20%, short: 20%}
        controls: {draws: 5}
        """;
    return cli.file("tried.yaml", text + String.join("\n", more) + "\n");
  }

  /** Refused before anything was written, with some words. */
  private static void refused(Cli.Said said, SortedMap<String, Long> before, String... words) {
    assertThat(said.code()).as(said.all()).isEqualTo(Main.FAILED);
    assertThat(said.err()).startsWith("finagent: ").contains(words).doesNotContain("Exception");
    assertThat(said.out()).doesNotContain("digest", "imported");
    assertThat(cli.versions()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alphas.mom.agent=momentun   | 'momentun'   | Did you mean 'momentum'?",
        "portfolio.agent=rank-long   | 'rank-long'  | rank-long-short",
        "alphas.mom.lookbak=60d      | lookbak      | Did you mean 'lookback'?",
        "alphas.mom.lookback=0d      | 0            | 1",
        "alphas.mom.lookback=60      | 60           | 60d",
        "alphas.mom.lookback=20bps   | 20bps        | sessions",
        "portfolio.long=150%         | 150%         | 100%",
        "capital=0                   | 0            | 1",
        "capital=-10e6               | -10          | 1",
        "capital=NaN                 | NaN          | 10e6",
        "schedule.rebalance=hourly   | hourly       | daily, weekly",
        "sheduled.rebalance=weekly   | sheduled     | Did you mean 'schedule'?",
        "data.set=smal               | 'smal'       | small",
        "universe.instruments=[NONE] | NONE         | SYN0000",
        "period.from=2031-01-01      | 2031-01-01   | 2015-01-02",
        "period.from=2017-01-01      | 2017-01-01   | 2016-03-11",
        "period.to=1999-12-31        | 1999-12-31   | 2015-01-02",
        "period.from=2015-02-30      | 2015-02-30   | 2006-01-31",
        "currency=EUR                | EUR          | USD",
        "data.pin=99                 | 99           | version",
      })
  void aWrongValueOfAStrategyIsNamedWithWhatWouldWork(String set, String value, String works)
      throws IOException {
    var before = cli.versions();
    String file = strategy().toString();
    refused(cli.run("run", file, "--set", set), before, value, works);
    refused(cli.run("plan", file, "--set", set), before, value, works);
  }

  private static Path longForm(String tasks) throws IOException {
    return cli.file("long.yaml", "name: long\ndata: {set: small}\ntasks:\n" + tasks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{score: b, mask: universe} | {score: a, mask: universe} | has a cycle: | a -> b",
        "{score: c, mask: universe} | {score: a, mask: universe} | 'c', which does not"
            + " exist | Did you mean 'a'?",
        "{scor: mom, mask: universe} | {score: a, mask: universe} | no input 'scor' | Did"
            + " you mean 'score'?",
        "{score: returns, mask: universe} | {score: a, mask: universe} | takes score, but"
            + " 'returns:index' is series | mom:score",
        "{score: mom:scores, mask: universe} | {score: a, mask: universe} | output 'scores'"
            + " of task 'mom' | Did you mean 'score'?",
      })
  void aGraphThatCannotBeIsNamedWithWhatWouldWork(String a, String b, String wrong, String works)
      throws IOException {
    Path file =
        longForm(
            """
              - {name: mom, agent: momentum, inputs: {index: returns}}
              - {name: a, agent: zscore, inputs: %s}
              - {name: b, agent: zscore, inputs: %s}
              - {name: portfolio, agent: rank-long-short, inputs: {score: b, mask: universe}}
            """
                .formatted(a, b));
    var before = cli.versions();
    refused(cli.run("run", file.toString()), before, wrong, works);
  }

  @Test
  void anUnknownKeyIsNamedWithItsPlace() throws IOException {
    var before = cli.versions();
    refused(
        cli.run("run", strategy("schedul: {rebalance: weekly}").toString()),
        before,
        "tried.yaml:6:1",
        "schedul",
        "Did you mean 'schedule'?");
  }

  @Test
  void aYamlBombAnEmptyFileAndAMissingOneAreRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int n = 1; n < 9; n++) {
      String ten = ("*a" + (n - 1) + ", ").repeat(9) + "*a" + (n - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(n, n, ten));
    }
    var before = cli.versions();
    refused(
        cli.run("run", cli.file("bomb.yaml", bomb.toString()).toString()),
        before,
        "bomb.yaml",
        "aliases");
    refused(
        cli.run("run", cli.file("deep.yaml", "a: " + "[".repeat(5_000)).toString()),
        before,
        "deep.yaml",
        "50");
    refused(
        cli.run("run", cli.file("big.yaml", "a: b\n# " + "x".repeat(1 << 20)).toString()),
        before,
        "big.yaml",
        "1,048,576");
    refused(
        cli.run("run", cli.file("empty.yaml", "").toString()),
        before,
        "empty.yaml",
        "is empty",
        "name, data.set and portfolio");
    refused(cli.run("run", folder.resolve("none.yaml").toString()), before, "none.yaml");
  }

  @Test
  void filesOfBarsThatCannotBeReadAreRefused() throws IOException {
    var before = cli.versions();
    String none = cli.file("none.csv", "").toString();
    refused(
        cli.run("ingest", none, "--name", "x"), before, "none.csv is empty", "name the columns");
    String four = cli.file("four.csv", "date,symbol,open,close,volume\n").toString();
    refused(
        cli.run("ingest", four, "--name", "x"),
        before,
        "four.csv has no column 'high'",
        "[date, symbol, open, close, volume]",
        "Rename the column");
    String nothing = cli.file("nothing.csv", HEADER).toString();
    refused(cli.run("ingest", nothing, "--name", "x"), before, "nothing.csv", "no line");
    refused(
        cli.run("ingest", folder.resolve("gone.csv").toString(), "--name", "x"),
        before,
        "gone.csv does not exist");
    refused(cli.run("ingest", four, "--name", "x", "--kind", "bar"), before, "'bar'", "bars");
    refused(cli.run("ingest", four, "--name", "x", "--calendar", "MARS"), before, "MARS", "XNYS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-5", "0", "abc"})
  void badPricesAreNamedAndNeverRead(String price) throws IOException {
    String good = "2015-01-05,GOOD,10,10,10,10,100\n";
    String bad = "2015-01-05,BAD,10,10,10,%s,100\n".formatted(price);
    String set = "prices" + Math.abs(price.hashCode());
    Cli.Said all = cli.run("ingest", cli.file("p.csv", HEADER + bad).toString(), "--name", set);
    assertThat(all.code()).as(all.all()).isEqualTo(Main.FAILED);
    assertThat(all.err())
        .contains("p.csv line 2", "a price is not a positive number", bad.strip())
        .contains("None of the 1 lines");
    Cli.Said some =
        cli.ok("ingest", cli.file("q.csv", HEADER + good + bad).toString(), "--name", set);
    assertThat(some.out()).contains("2 lines read = 1 imported", "1 quarantined");
    assertThat(some.err()).contains("q.csv line 3", bad.strip());
    Cli.Said run =
        cli.run(
            "run",
            strategy().toString(),
            "--set",
            "data.set=" + set,
            "--set",
            "universe.instruments=[BAD]");
    assertThat(run.code()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("no instrument 'BAD'", "GOOD");
  }

  @Test
  void aWarehouseThatCannotBeWrittenIsNamed() throws IOException {
    Path file = cli.file("file", "");
    String inside = file.resolve("warehouse").toString();
    for (String place : new String[] {file.toString(), inside, "/proc/warehouse"}) {
      Cli.Said said = cli.run("run", strategy().toString(), "--warehouse", place);
      assertThat(said.code()).as(said.all()).isEqualTo(Main.FAILED);
      assertThat(said.err()).contains("Cannot write to warehouse " + place, "--warehouse");
    }
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeTrue(!Files.isWritable(locked), "this user may write everywhere");
    Cli.Said said = cli.run("run", strategy().toString(), "--warehouse", locked.toString());
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains(locked.toString(), "--warehouse");
  }

  /** What a run that failed after it began leaves behind: its state, and no result. */
  private static JsonNode failedRun(long commits, String title) {
    assertThat(cli.warehouse().version(Tables.COMMITS)).isEqualTo(commits);
    JsonNode newest = cli.json("runs", "--limit", "1").get(0);
    assertThat(newest.get("title").asText()).isEqualTo(title);
    assertThat(newest.get("state").asText()).isEqualTo("failed");
    assertThat(newest.get("digest").asText()).isEmpty();
    assertThat(cli.ok("runs", "--limit", "1").out()).contains("failed").doesNotContain("completed");
    return newest;
  }

  @Test
  void aMasterThatCannotBeReachedIsNamedAndTheRunIsMarkedFailed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "spark://127.0.0.1:" + port;
    long commits = cli.warehouse().version(Tables.COMMITS);
    String file = strategy().toString();
    Cli.Said said = cli.run("run", file, "--master", url, "--title", "unreachable");
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains(url, "--master local[*]").doesNotContain("Exception");
    JsonNode run = failedRun(commits, "unreachable");
    assertThat(run.get("message").asText()).contains(url);
    assertThat(cli.ok("status", run.get("run").asText()).out()).contains("failed", url);

    var before = cli.versions();
    refused(cli.run("run", file, "--master", "spar://x:1"), before, "'spar://x:1'", "spark://HOST");
    refused(cli.run("run", file, "--parts", "-1"), before, "--parts: -1", ">= 0");
  }
}
