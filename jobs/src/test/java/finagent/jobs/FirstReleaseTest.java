package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.results.Results;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse that the first release wrote: six instruments, 90 sessions, one run. */
class FirstReleaseTest {
  private static final String RUN = "20261130-041248-6a52";
  private static final String DIGEST =
      "155990aa295670c5a07235b85ab8b5e88f77c9a3e5ca2ccd2736a8cb9ec28040";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    Path archive = folder.resolve("first.tar.gz");
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("first-release.tar.gz"))) {
      Files.copy(in, archive);
    }
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    cli = new Cli(folder);
  }

  private static JsonNode table(JsonNode shown, String name) {
    for (JsonNode table : shown.get("tables")) {
      if (table.get("table").asText().equals(name)) {
        return table;
      }
    }
    throw new AssertionError("no table " + name);
  }

  /** Commits of a time before books could go on from others are those of whole books. */
  private void isReadWhole() {
    Rows commits = cli.warehouse().read(Tables.COMMITS, Filter.all());
    assertThat(commits.size()).isPositive();
    for (int r = 0; r < commits.size(); r++) {
      assertThat(commits.isNull("previous", r)).isTrue();
    }
    Results results = new Results(cli.warehouse());
    for (String key : new RunLog(cli.warehouse()).run(RUN).orElseThrow().books().values()) {
      assertThat(results.isWhole(key)).isTrue();
      assertThat(results.whole(key).orElseThrow().digest())
          .isEqualTo(results.read(key).orElseThrow().digest());
    }
  }

  @Test
  void itIsReadAsItIs() {
    var before = cli.versions();
    JsonNode shown = cli.json("warehouse");
    assertThat(table(shown, "tasks").get("schema").asInt()).isEqualTo(1);
    assertThat(shown.get("runs")).hasSize(1);
    assertThat(cli.json("runs").get(0).get("digest").asText()).isEqualTo(DIGEST);
    assertThat(cli.json("status", RUN).get("tasks")).hasSize(14);
    isReadWhole();
    assertThat(cli.versions()).as("nothing was written").isEqualTo(before);
  }

  @Test
  void itIsUpgradedInPlaceAndWorkedOn() throws IOException {
    long rows = table(cli.json("warehouse"), "tasks").get("rows").asLong();
    assertThat(cli.json("warehouse", "--upgrade").get("upgraded").toString())
        .isEqualTo("[\"commits\",\"tasks\"]");
    JsonNode tasks = table(cli.json("warehouse"), "tasks");
    assertThat(tasks.get("schema").asInt()).isEqualTo(Tables.TASKS.schemaVersion());
    assertThat(tasks.get("rows").asLong()).as("no row is lost").isPositive().isEqualTo(rows);
    assertThat(cli.json("status", RUN).get("tasks")).hasSize(14);
    assertThat(cli.ok("warehouse", "--upgrade").out()).contains("has this program's schema");
    isReadWhole();

    String strategy =
        cli.written(
            "small.yaml",
            """
            name: small
            data: {set: market}
            alphas: {mom: {agent: momentum, lookback: 20d, skip: 1d}}
            portfolio: {agent: rank-long-short, long: 30%, short: 30%}
            schedule: {rebalance: weekly}
            controls: {draws: 3}
            """);
    JsonNode run = cli.json("run", strategy);
    assertThat(run.get("digest").asText()).matches("[0-9a-f]{64}");
    assertThat(cli.json("runs")).hasSize(2);
    cli.json("warehouse", "--optimize");
    cli.json("warehouse", "--delete", RUN, "--yes");
    cli.json("warehouse", "--vacuum", "--hours", "0");
    assertThat(Cli.texts(cli.json("runs"), "digest")).containsExactly(run.get("digest").asText());
    assertThat(cli.json("replay", run.get("run").asText()).get("same").asBoolean()).isTrue();
  }
}
