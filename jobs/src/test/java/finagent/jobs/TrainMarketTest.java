package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.learning.TrainFile;
import finagent.jobs.learning.TrainingData;
import finagent.sandbox.market.SyntheticMarket;
import finagent.sandbox.market.TimeAxis;
import finagent.tables.market.DeltaMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bars that trainings and evaluations are given. */
class TrainMarketTest {
  private static final String GONE = "SYN0001";
  private static final String ALL = "symbols: [SYN0000, SYN0001, SYN0002]";
  private static final LocalDate LAST = LocalDate.of(2015, 7, 15);

  @TempDir static Path folder;
  static Cli cli;

  /** In one data set SYN0001 ends, in another SYN0000 trades much until October 2017. */
  @BeforeAll
  static void markets() throws IOException {
    cli = new Cli(folder);
    Path files = folder.resolve("csv");
    DemoMarket.write(SyntheticMarket.of(Cli.market(3, 1250, 1)), files);
    Path bars = files.resolve("bars.csv");
    ingest("whole", bars, line -> line + "\n");
    ingest("gone", bars, line -> isGone(line.split(",")) ? "" : line + "\n");
    ingest("busy", bars, line -> busy(line.split(",")));
    String actions =
        cli.written(
            "actions.csv", "date,symbol,kind,amount\n%s,%s,delisting,0\n".formatted(LAST, GONE));
    cli.ok("ingest", actions, "--kind", "actions", "--name", "gone");
  }

  private static void ingest(String name, Path bars, UnaryOperator<String> line)
      throws IOException {
    String text = Files.readAllLines(bars).stream().map(line).collect(Collectors.joining());
    cli.ok("ingest", cli.written(name + ".csv", text), "--kind", "bars", "--name", name);
  }

  private static boolean isGone(String[] row) {
    return row[1].equals(GONE) && LocalDate.parse(row[0]).isAfter(LAST);
  }

  private static String busy(String[] row) {
    if (row[1].equals("SYN0000")) {
      row[6] = row[0].compareTo("2017-10-01") < 0 ? "1000000000" : "1000";
    }
    return String.join(",", row) + "\n";
  }

  private static Path file(String data, String which, String from, String to, String features)
      throws IOException {
    return cli.file(
        "file.yaml",
        """
        algorithm: td3
        market:
          data: %s
          %s
          from: %s
          to: %s
          features: [%s]
          costs: {commission: 5bps, impact: 0.1}
          gross: 2
          episode: 60
        steps: 100
        every: 100
        episodes: 2
        seeds: [2]
        settings: {warm-up: 64, batch: 64}
        """
            .formatted(data, which, from, to, features));
  }

  private static TrainingData read(Path file) {
    return TrainingData.of(
        new DeltaMarket(cli.warehouse()), TrainFile.read(file).market().orElseThrow());
  }

  @Test
  void aWindowEndsWithItsDataOrWithinAWeek() throws IOException {
    LocalDate last = LocalDate.parse(days().last());
    String within = last.plusDays(7).toString();
    String which = "most-liquid: 2";
    assertThatCode(() -> read(file("whole", which, "2018-01-02", within, "return-1")))
        .doesNotThrowAnyException();
    var before = cli.versions();
    for (String to : new String[] {last.plusDays(8).toString(), "2099-01-01"}) {
      Path file = file("whole", which, "2018-01-02", to, "return-1");
      assertThat(cli.refused("train", file.toString()))
          .contains("The data of 'whole' end on %s".formatted(last))
          .contains("a window that ends on %s".formatted(to))
          .contains("end the window earlier or ask for fewer folds");
    }
    String file = file("whole", which, "2018-01-02", "2019-03-01", "return-1").toString();
    assertThat(cli.refused("evaluate", file, "--folds", "4", "--test-days", "90"))
        .contains("The data of 'whole' end on %s".formatted(last), "ends on 2020-03-02");
    assertThat(cli.versions()).isEqualTo(before);
  }

  private static TreeSet<String> days() throws IOException {
    return Files.readAllLines(folder.resolve("whole.csv")).stream()
        .skip(1)
        .map(line -> line.substring(0, 10))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Its last bar lies two years before the tests; it is in their panels and never trades. */
  @Test
  void whoIsGoneBeforeATestStandsStillInIt() throws IOException {
    Path file = file("gone", ALL, "2015-06-01", "2017-05-31", "return-1, volatility-10");
    String other = Files.readString(file).replace("td3", "sac").replace("every: 100", "every: 30");
    Path beside = cli.file("beside.yaml", other);
    String page = folder.resolve("page.html").toString();
    List<String> files = List.of(file.toString(), beside.toString());
    JsonNode judged =
        cli.json(
            "evaluate",
            files.get(0),
            files.get(1),
            "--folds",
            "2",
            "--test-days",
            "60",
            "--page",
            page);
    assertThat(judged.get("title").asText()).isEqualTo("td3, sac on gone");
    assertThat(Cli.texts(judged.get("training"), "name")).containsExactly("td3", "sac");
    for (JsonNode effort : judged.get("training")) {
      assertThat(effort.get("policies").asInt()).isEqualTo(2);
      assertThat(effort.get("updates").asInt()).isEqualTo(36);
    }
    assertThat(judged.get("training").get(0).has("plateau")).isFalse();
    assertThat(judged.get("training").get(1).get("plateau").get("error").asDouble()).isPositive();
    assertThat(Cli.texts(judged.get("tests"), "from")).containsExactly("2017-06-08", "2017-08-07");
    for (JsonNode test : judged.get("tests")) {
      assertThat(test.get("instruments")).hasSize(3);
    }
    assertThat(judged.get("results")).hasSize(9);
    for (JsonNode line : judged.get("results")) {
      boolean isCash = line.get("name").asText().equals("cash");
      assertThat(line.get("median").asDouble() == 0).as(line.toString()).isEqualTo(isCash);
    }
  }

  @Test
  void aPolicyGoesOnWhereOneOfItsInstrumentsIsGone() throws IOException {
    Path file = file("gone", ALL, "2015-06-01", "2016-06-30", "return-1, volatility-10");
    String id = id(cli.json("train", file.toString()));
    assertThat(cli.json("policies", id).get("settings").get("world.max-leverage").asText())
        .isEqualTo("2.0");
    JsonNode moved =
        cli.json("train", "--continue", id, "--from", "2017-01-03", "--to", "2018-06-29");
    assertThat(cli.json("policies", id(moved)).get("steps").asInt()).isEqualTo(200);
    JsonNode longer = cli.json("train", "--continue", id(moved), "--steps", "50");
    assertThat(cli.json("policies", id(longer)).get("steps").asInt()).isEqualTo(250);
    Path anew = file("gone", ALL, "2017-01-03", "2018-06-29", "return-1, volatility-10");
    assertThat(cli.refused("train", anew.toString())).contains("has no bar of 'SYN0001' from 2016");
  }

  private static String id(JsonNode trained) {
    return trained.get("policies").get(0).get("policy").asText();
  }

  /** Sessions are 1.45 calendar days apart in New York: 1.4 each are too few in the end. */
  @Test
  void featuresOfManyBarsHaveThemBeforeTheWindow() throws IOException {
    TrainingData data =
        read(file("whole", ALL, "2019-03-01", "2019-11-29", "return-800, return-1"));
    TimeAxis time = data.shared().panel().time();
    assertThat(time.firstAtOrAfter(LocalDate.of(2019, 3, 1).toEpochDay())).isGreaterThan(800);
    LocalDate from = LocalDate.of(2019, 3, 1).minusDays(420 * 7 / 5 + 10);
    TimeAxis shorter =
        read(file("whole", ALL, "2019-03-01", "2019-11-29", "return-400")).shared().panel().time();
    assertThat(shorter.date(0)).hasToString(days().ceiling(from.toString()));
  }

  /** What a long feature needs does not make the turnover of long ago count. */
  @Test
  void theMostLiquidAreThoseOfTheLastSixtySessions() throws IOException {
    String which = "most-liquid: 1";
    List<String> brief =
        read(file("busy", which, "2018-01-02", "2018-12-31", "return-1")).lineage().instruments();
    List<String> wide =
        read(file("busy", which, "2018-01-02", "2018-12-31", "return-150")).lineage().instruments();
    assertThat(wide).isEqualTo(brief).doesNotContain("SYN0000");
    List<String> then =
        read(file("busy", which, "2017-09-01", "2018-12-31", "return-1")).lineage().instruments();
    assertThat(then).containsExactly("SYN0000");
  }
}
