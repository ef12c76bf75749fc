package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private static JsonNode facts(JsonNode night) {
    return night.get("steps").get("strategies");
  }

  @Test
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
