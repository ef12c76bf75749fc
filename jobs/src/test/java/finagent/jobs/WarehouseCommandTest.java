package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting, compacting and vacuuming a warehouse two runs share. */
class WarehouseCommandTest {
  private static final String STRATEGY =
      """
      name: %s
      data: {set: small}
      alphas: {mom: {agent: %s}}
      portfolio: {agent: rank-long-short, long: 30%%, short: 30%%}
      schedule: {rebalance: weekly}
      controls: {draws: 3}
      """;

  @TempDir Path folder;
  private Cli cli;
  private String shared;
  private JsonNode both;
  private JsonNode one;

  @BeforeEach
  void twoRunsThatShareAStrategy() throws IOException {
    cli = new Cli(folder);
    cli.ingest("small", Cli.market(8, 200, 1));
    shared = cli.written("shared.yaml", STRATEGY.formatted("shared", "momentum, lookback: 60d"));
    String other =
        cli.written("other.yaml", STRATEGY.formatted("other", "momentum, lookback: 40d"));
    both = cli.json("run", shared, other);
    one = cli.json("run", shared);
    assertThat(one.get("computed").asInt()).isZero();
  }

  private static String id(JsonNode run) {
    return run.get("run").asText();
  }

  private static JsonNode named(JsonNode list, String field, String value) {
    for (JsonNode item : list) {
      if (item.get(field).asText().equals(value)) {
        return item;
      }
    }
    throw new AssertionError("no " + value + " in " + list);
  }

  private long disk() throws IOException {
    long bytes = 0;
    for (TableDef table : Tables.all()) {
      Path place = cli.place("warehouse").resolve(table.name());
      if (Files.exists(place)) {
        try (Stream<Path> files = Files.walk(place)) {
          bytes += files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
      }
    }
    return bytes;
  }

  @Test
  void everyByteIsShownByTableAndByRun() throws IOException {
    JsonNode shown = cli.json("warehouse");
    assertThat(shown.get("bytes").asLong()).isEqualTo(disk());
    JsonNode bars = named(shown.get("tables"), "table", "bars_daily");
    assertThat(bars.get("rows").asLong())
        .isEqualTo(cli.warehouse().read(Tables.BARS_DAILY, Filter.all()).size());
    JsonNode first = named(shown.get("runs"), "run", id(both));
    JsonNode second = named(shown.get("runs"), "run", id(one));
    assertThat(first.get("alone").asLong()).isBetween(1L, first.get("bytes").asLong() - 1);
    assertThat(second.get("bytes").asLong()).isLessThan(first.get("bytes").asLong());
    assertThat(cli.ok("warehouse").out())
        .contains("bars_daily", "live MB", id(both), id(one), "alone MB", "--vacuum");
  }

  @Test
  void aDeletedRunTakesOnlyItsOwnWorkAndTheOtherReplaysToTheBit() {
    assertThat(cli.refused("warehouse", "--delete", id(both)))
        .contains(id(both), "--yes", "Nobody is there to ask");
    assertThat(cli.json("runs")).hasSize(2);

    JsonNode deleted = cli.json("warehouse", "--delete", id(both), "--yes").get("deleted");
    assertThat(deleted.get(id(both)).get("alone").asInt()).isPositive();
    assertThat(deleted.get(id(both)).get("shared").asInt()).isPositive();
    assertThat(Cli.texts(cli.json("runs"), "run")).containsExactly(id(one));
    assertThat(cli.refused("status", id(both))).contains("No run '" + id(both) + "'");

    JsonNode optimized = cli.json("warehouse", "--optimize").get("optimized");
    assertThat(optimized.get("runs").get("after").asInt()).isEqualTo(1);
    JsonNode dry = cli.json("warehouse", "--vacuum", "--hours", "0", "--dry-run");
    JsonNode vacuumed = cli.json("warehouse", "--vacuum", "--hours", "0");
    assertThat(vacuumed).isEqualTo(dry);
    assertThat(vacuumed.get("vacuumed").get("equity").get("files").asInt()).isPositive();
    for (JsonNode table : cli.json("warehouse").get("tables")) {
      assertThat(table.get("old").asLong() + table.get("stray").asLong())
          .as(table.toString())
          .isZero();
    }

    JsonNode again = cli.json("run", shared);
    assertThat(again.get("computed").asInt()).as("what is shared is still known").isZero();
    assertThat(again.get("digest")).isEqualTo(one.get("digest"));
    JsonNode anew = cli.json("run", shared, cli.place("other.yaml").toString());
    assertThat(anew.get("computed").asInt()).as("what went is computed anew").isPositive();
    assertThat(anew.get("digest")).as("with the same bits").isEqualTo(both.get("digest"));
    assertThat(cli.warehouse().read(Tables.TRIALS, Filter.all()).size())
        .as("what was tried stays tried")
        .isGreaterThan(1);
  }

  @Test
  void whatARunReadIsNeverVacuumed() throws IOException {
    long pinned =
        new RunLog(cli.warehouse())
            .run(id(one))
            .orElseThrow()
            .versions()
            .get(Tables.BARS_DAILY.name());
    cli.ingest("more", Cli.market(4, 60, 2));
    cli.json("warehouse", "--optimize");
    JsonNode vacuumed = cli.json("warehouse", "--vacuum", "--hours", "0").get("vacuumed");
    assertThat(cli.warehouse().version(Tables.BARS_DAILY)).isGreaterThan(pinned);
    JsonNode replay = cli.json("replay", id(one));
    assertThat(replay.get("same").asBoolean()).as(vacuumed.toString()).isTrue();
  }

  @Test
  void aRunThatIsRunningOrWaitsIsNotDeleted() {
    Run old = new RunLog(cli.warehouse()).run(id(one)).orElseThrow();
    for (Run.State state : List.of(Run.State.RUNNING, Run.State.PENDING)) {
      Run running =
          new Run(
              "r-" + state.name().toLowerCase(Locale.ROOT),
              state,
              Instant.now(),
              "ada",
              "",
              "t",
              old.spec(),
              old.versions(),
              new TreeMap<>(),
              0,
              "0.1.0",
              "",
              "");
      new RunLog(cli.warehouse()).append(running);
    }
    assertThat(cli.refused("warehouse", "--delete", "r-running", "--yes"))
        .contains("r-running", "is running since", "--abandoned");
    assertThat(cli.refused("warehouse", "--delete", "r-pending", "--yes"))
        .contains("r-pending", "is pending since", "--abandoned");
    cli.ok("warehouse", "--delete", "r-running", "--yes", "--abandoned");
    assertThat(new RunLog(cli.warehouse()).run("r-running")).isEmpty();
    assertThat(cli.refused("warehouse", "--vacuum", "--hours", "-1")).contains("-1", ">= 0");
    assertThat(cli.refused("warehouse", "--delete", "nowhere", "--yes"))
        .contains("No run 'nowhere'", "finagent runs");
  }

  @Test
  void aNewerWarehouseIsRefusedInWordsAndNothingIsDone() {
    TableDef newer = new TableDef("rates", 7, Tables.RATES.columns(), Tables.RATES.partitions());
    Cli other = new Cli(folder.resolve("other"));
    other.warehouse().append(newer, Rows.of(newer).add("a", 1, 0.1, 1L));
    for (String[] command :
        new String[][] {
          {"warehouse"},
          {"warehouse", "--upgrade"},
          {"warehouse", "--optimize"},
          {"warehouse", "--vacuum"}
        }) {
      assertThat(other.refused(command))
          .contains("Table rates", "schema version 7", "knows version 1", "newer program");
    }
    assertThat(new TreeSet<>(Set.of(other.place("warehouse/rates").toFile().list()))).hasSize(2);
  }
}
