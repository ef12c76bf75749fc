package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.Filter;
import finagent.tables.Housekeeping;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.results.Results;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that go on from the last one's state lead where one run over everything leads. */
class IncrementalNightsTest {
  private static final Path DROPS =
      Path.of(System.getProperty("finagent.data", "../shared/data"), "daily-drops");

  @TempDir Path folder;

  /** The night's books with all they go on from have the digests of one run up to its session. */
  private static void areOneRun(Cli cli, JsonNode night, List<String> files, String session) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(files);
    arguments.addAll(List.of("--set", "period.to=" + session, "--json"));
    JsonNode run = cli.ok(arguments.toArray(String[]::new)).json();
    Results results = new Results(cli.warehouse());
    assertThat(run.get("strategies").size()).isEqualTo(files.size());
    run.get("strategies")
        .fields()
        .forEachRemaining(
            strategy -> {
              Results.Book whole =
                  results.read(strategy.getValue().get("key").asText()).orElseThrow();
              JsonNode key = night.get("steps").get("strategies").get("key-" + strategy.getKey());
              Results.Book nights = results.whole(key.asText()).orElseThrow();
              assertThat(nights.key()).isNotEqualTo(whole.key());
              assertThat(nights.trades().size()).isPositive().isEqualTo(whole.trades().size());
              assertThat(nights.equity().size()).isEqualTo(whole.equity().size());
              assertThat(nights.metrics()).isEqualTo(whole.metrics());
              assertThat(nights.digest()).isEqualTo(whole.digest());
            });
  }

  private static final String REVERSAL =
      """
      name: %s
      extends: base/us-equity.yaml
      data: {set: small}
      universe: {instruments: [%s]}
      alphas: {rev: {agent: mean-reversion, window: 2d, post: [zscore]}}
      portfolio: {agent: rank-long-short, long: 25%%, short: 25%%}
      controls: {draws: 5}
      """;

  private static String text(JsonNode night, String fact) {
    return facts(night).get(fact).asText();
  }

  private static String reversal(NightDesk desk) {
    return desk.cli.place("reversal.yaml").toString();
  }

  @Test
  void strategiesOfDifferentUniversesReadTheirOwnBars() throws IOException {
    NightDesk desk = new NightDesk(folder);
    String first =
        desk.cli.written(
            "first.yaml",
            REVERSAL.formatted("first", String.join(", ", NightDesk.SYMBOLS.subList(0, 6))));
    String second =
        desk.cli.written(
            "second.yaml",
            REVERSAL.formatted("second", String.join(", ", NightDesk.SYMBOLS.subList(6, 12))));
    String one = "[{file: reversal.yaml, share: 0.8}]";
    String two = "[{file: first.yaml, share: 0.4}, {file: second.yaml, share: 0.4}]";
    desk.cli.file("nightly.yaml", Files.readString(desk.pipeline).replace(one, two));
    for (int n = 1; n <= 3; n++) {
      desk.drop(n);
    }
    desk.done(1);
    desk.done(3);
    desk.drop(
        4, List.of(2, 3, 4), 12, (i, t) -> NightDesk.price(i, t) * (i == 0 && t == 2 ? 1.2 : 1));
    JsonNode night = desk.done(4);
    assertThat(text(night, "from")).isEqualTo("2017-03-16");
    assertThat(text(night, "changed"))
        .as("only the first has the restated symbol; the second goes on from a later session")
        .contains("first on 2017-03-17")
        .doesNotContain("second");
    assertThat(desk.cli.warehouse().version(Tables.TRIALS))
        .as("nights count no trials")
        .isNegative();
    areOneRun(desk.cli, night, List.of(first, second), "2017-03-21");
  }

  @Test
  void aNewInstrumentIsThereFromItsFirstBarOnAndPastDecisionsAreStillCompared() throws IOException {
    NightDesk desk = new NightDesk(folder);
    for (int n = 1; n <= 3; n++) {
      desk.drop(n, List.of(n - 1, n), 11, NightDesk::price);
    }
    desk.done(1);
    desk.done(3);
    desk.drop(
        4,
        List.of(2, 3, 4),
        12,
        (i, t) ->
            i == 11 && t < 4 ? Double.NaN : NightDesk.price(i, t) * (i == 0 && t == 2 ? 1.2 : 1));
    JsonNode night = desk.done(4);
    assertThat(text(night, "new-instruments")).isEqualTo("SL");
    assertThat(text(night, "from")).isEqualTo("2017-03-16");
    assertThat(text(night, "bars-read")).as("2 sessions again, then 3").isEqualTo("56");
    assertThat(text(night, "changed")).contains("reversal on 2017-03-17").doesNotContain("03-16");
    assertThat(desk.alerts()).anyMatch(alert -> alert.startsWith("decisions-changed"));
    String key = text(night, "key-reversal");
    JsonNode run =
        desk.cli.json("run", reversal(desk), "--set", "period.to=" + NightDesk.session(4));
    Results results = new Results(desk.cli.warehouse());
    assertThat(results.whole(key).orElseThrow().digest())
        .isEqualTo(
            results
                .read(run.get("strategies").get("reversal").get("key").asText())
                .orElseThrow()
                .digest());
    desk.drop(5);
    JsonNode next = desk.done(5);
    assertThat(text(next, "bars-read")).isEqualTo("12");
    areOneRun(desk.cli, next, List.of(reversal(desk)), "2017-03-22");
  }

  @Test
  void anInstrumentWhosePastComesWithItIsGoneOnWithFromBeforeItsFirstBar() throws IOException {
    NightDesk desk = new NightDesk(folder);
    for (int n = 1; n <= 3; n++) {
      desk.drop(n, List.of(n - 1, n), 11, NightDesk::price);
    }
    desk.done(1);
    desk.done(3);
    desk.drop(4);
    JsonNode night = desk.done(4);
    assertThat(text(night, "new-instruments")).isEqualTo("SL");
    assertThat(text(night, "from")).as("SL has a bar on 2017-03-20").isEqualTo("2017-03-17");
    areOneRun(desk.cli, night, List.of(reversal(desk)), "2017-03-21");
  }

  @Test
  void whereTheStatesAreGoneChangedDecisionsAreStillTold() throws IOException {
    NightDesk desk = new NightDesk(folder);
    for (int n = 1; n <= 3; n++) {
      desk.drop(n);
    }
    desk.done(1);
    desk.done(3);
    Folders.delete(desk.cli.place("warehouse/_states"));
    desk.drop(
        4, List.of(2, 3, 4), 12, (i, t) -> NightDesk.price(i, t) * (i == 0 && t == 2 ? 1.2 : 1));
    JsonNode night = desk.done(4);
    assertThat(text(night, "whole")).contains("there is no state of an earlier session");
    assertThat(text(night, "bars-read")).as("4 sessions, then 1").isEqualTo("60");
    assertThat(text(night, "changed")).contains("reversal on 2017-03-17").doesNotContain("03-16");
    areOneRun(desk.cli, night, List.of(reversal(desk)), "2017-03-21");
  }

  @Test
  void aRunOfANightIsReplayedInOnePiece() throws IOException {
    NightDesk desk = new NightDesk(folder);
    for (int n = 1; n <= 3; n++) {
      desk.drop(n);
    }
    desk.done(1);
    JsonNode last = desk.done(3);
    JsonNode replay = desk.cli.json("replay", text(last, "run"));
    assertThat(replay.get("same").asBoolean()).isTrue();
    assertThat(replay.get("now").asText()).isNotEqualTo(text(last, "digest"));
    assertThat(desk.cli.warehouse().version(Tables.TRIALS)).as("no trial").isNegative();
  }

  @Test
  void aStateWithoutAllItGoesOnFromDoesNotCountAndTheNextNightRepairsIt() throws IOException {
    NightDesk desk = new NightDesk(folder);
    for (int n = 1; n <= 4; n++) {
      desk.drop(n);
    }
    desk.done(1);
    String lost = text(desk.done(2), "key-reversal");
    JsonNode third = desk.done(3);
    Rows runs =
        desk.cli.warehouse().read(Tables.RUNS, Filter.all().equal("run_id", text(third, "run")));
    assertThat(runs.size()).isEqualTo(2);
    for (int r = 0; r < runs.size(); r++) {
      String books = runs.text("state", r).equals("running") ? lost : text(third, "key-reversal");
      assertThat(runs.text("books", r)).as("what it goes on from is its own").contains(books);
    }

    new Housekeeping(desk.cli.warehouse())
        .remove(Tables.COMMITS, "key", new TreeSet<>(Set.of(lost)));
    assertThat(new Results(desk.cli.warehouse()).isWhole(text(third, "key-reversal"))).isFalse();
    JsonNode night = desk.done(4);
    assertThat(text(night, "from")).as("the session before the lost one").isEqualTo("2017-03-16");
    areOneRun(desk.cli, night, List.of(reversal(desk)), "2017-03-21");
  }

  @Test
  void aStateThatWasCutOffCostsTimeAlone() throws IOException {
    NightDesk desk = new NightDesk(folder);
    for (int n = 1; n <= 3; n++) {
      desk.drop(n);
    }
    desk.done(1);
    desk.done(2);
    String newest = NightDesk.session(2).toEpochDay() + ".gz";
    int cut = 0;
    try (Stream<Path> lines = Files.list(desk.cli.place("warehouse/_states"))) {
      for (Path state : lines.map(line -> line.resolve(newest)).filter(Files::exists).toList()) {
        byte[] whole = Files.readAllBytes(state);
        Files.write(state, Arrays.copyOf(whole, whole.length / 2));
        cut++;
      }
    }
    assertThat(cut).as("the book's and the closes").isEqualTo(2);
    JsonNode night = desk.done(3);
    assertThat(text(night, "from")).as("the session before it").isEqualTo("2017-03-16");
    areOneRun(desk.cli, night, List.of(reversal(desk)), "2017-03-20");
  }

  @Test
  void aNightThatFailsWhileGoingOnSaysSoOfItsRun() throws IOException {
    NightDesk desk = new NightDesk(folder);
    desk.drop(1);
    desk.drop(2);
    desk.done(1);
    List<Path> states;
    try (Stream<Path> lines = Files.list(desk.cli.place("warehouse/_states"))) {
      states = lines.toList();
    }
    String file = NightDesk.session(2).toEpochDay() + ".gz";
    for (Path state : states) {
      Files.createDirectories(state.resolve(file).resolve("x"));
    }
    assertThat(desk.night(NightDesk.session(2)).code()).isEqualTo(Main.FAILED);
    Run failed = new RunLog(desk.cli.warehouse()).runs().get(0);
    assertThat(failed.title()).isEqualTo("night 2017-03-17 of small");
    assertThat(failed.state()).isEqualTo(Run.State.FAILED);
    assertThat(failed.message()).contains("The state of");
    for (Path state : states) {
      Folders.delete(state.resolve(file));
    }
    areOneRun(desk.cli, desk.done(2), List.of(reversal(desk)), "2017-03-17");
  }

  private static JsonNode facts(JsonNode night) {
    return night.get("steps").get("strategies");
  }

  @Test
  @Tag("slow")
  void theTwelveDropsAreOneRunOverEverything() throws IOException {
    assumeTrue(Files.isDirectory(DROPS), "the daily drops are not there: " + DROPS);
    Cli cli = new Cli(folder);
    String shipped = Files.readString(Cli.CONF.resolve("nightly.yaml"));
    String pipeline =
        cli.written(
            "nightly.yaml",
            shipped
                .replace("../../shared/data/daily-drops", DROPS.toAbsolutePath().toString())
                .replace("nightly/", Cli.CONF.resolve("nightly").toAbsolutePath() + "/"));
    String out = folder.resolve("out").toString();
    cli.ok("nightly", pipeline, "--session", "2017-03-16", "--out", out);
    JsonNode nights =
        cli.run("nightly", pipeline, "--session", "2017-03-31", "--out", out, "--json").json();
    assertThat(nights.size()).isEqualTo(11);
    int stopped = 0;
    for (JsonNode night : nights) {
      if (night.get("end").asText().equals("stopped")) {
        stopped++;
      } else {
        assertThat(facts(night).has("from")).as("%s", night).isTrue();
        assertThat(facts(night).get("bars-read").asInt())
            .as("34 symbols, the session before restated by each drop")
            .isBetween(34, 3 * 34);
      }
    }
    assertThat(stopped).as("the empty drop of 2017-03-23").isEqualTo(1);
    areOneRun(
        cli,
        nights.get(nights.size() - 1),
        List.of(
            Cli.CONF.resolve("nightly/drop-reversal.yaml").toString(),
            Cli.CONF.resolve("nightly/drop-momentum.yaml").toString()),
        "2017-03-31");
  }
}
