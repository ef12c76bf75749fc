package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.livy.PaperLivy;
import finagent.sandbox.market.Calendar;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.night.Lease;
import finagent.tables.night.NightId;
import finagent.tables.night.NightLog;
import finagent.tables.night.Patience;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that cannot be says so in words, leaves an alert and nothing half done. */
class BadNightsTest {
  @TempDir Path folder;
  private NightDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new NightDesk(folder);
    desk.drop(1);
  }

  private String status() {
    JsonNode nights = desk.cli.json("nightly", "status", desk.pipeline.toString());
    return nights.isEmpty() ? "none" : nights.get(nights.size() - 1).get("state").asText();
  }

  @Test
  void aWarehouseOfANewerSchemaIsRefused() {
    TableDef newer = new TableDef("nights", 7, Tables.NIGHTS.columns(), Tables.NIGHTS.partitions());
    desk.cli
        .warehouse()
        .append(
            newer,
            Rows.of(newer).add("k", "other", 1, 0L, "taken", "somebody", "", "{}", "", 0.0, 1L));
    assertThat(desk.failed(1))
        .contains("Table nights", "schema version 7", "knows version 1", "newer program");
    assertThat(desk.alerts()).singleElement().asString().startsWith("failed: Table nights");
    assertThat(desk.cli.warehouse().version(Tables.BARS_DAILY)).isNegative();
    assertThat(desk.cli.warehouse().version(Tables.TARGETS)).isNegative();
  }

  @Test
  void whereNotEvenTheAlertCanBeWrittenTheFileIsTold() throws IOException {
    TableDef newer = new TableDef("alerts", 7, Tables.ALERTS.columns(), Tables.ALERTS.partitions());
    desk.cli
        .warehouse()
        .append(newer, Rows.of(newer).add("k", "other", 1, "failed", "ERROR", "words", 1L));
    desk.empty(1);
    assertThat(desk.failed(1))
        .contains("the drop is empty", "the alert could not be written", "schema version 7");
    assertThat(Files.readString(folder.resolve("alerts.txt"))).contains("the drop is empty");
  }

  @Test
  void aDataSetThatIsGoneFailsTheNightAndNoWeightIsVisible() throws IOException {
    Path strategy = desk.cli.place("reversal.yaml");
    String text = Files.readString(strategy);
    Files.writeString(strategy, text.replace("{set: small}", "{set: gone}"));
    assertThat(desk.failed(1)).contains("No data set 'gone'; there are small");
    assertThat(desk.alerts()).singleElement().asString().startsWith("failed: No data set 'gone'");
    assertThat(status()).isEqualTo("failed");
    assertThat(desk.cli.warehouse().version(Tables.TARGETS)).isNegative();
    Files.writeString(strategy, text);
    desk.done(1);
    assertThat(status()).isEqualTo("done");
  }

  @Test
  void strategiesThatCannotBeReadLeaveAnAlertToo() throws IOException {
    Files.delete(desk.cli.place("reversal.yaml"));
    assertThat(desk.failed(1)).contains("reversal.yaml");
    assertThat(desk.alerts()).singleElement().asString().startsWith("failed: ");
    assertThat(desk.cli.warehouse().version(Tables.NIGHTS)).isNegative();
    assertThat(status()).as("seen at a glance").isEqualTo("missed");
  }

  @Test
  void aNotebookThatFailsFailsTheNightAndTheNextStartRunsItAgain() throws IOException {
    Path program =
        desk.cli.file(
            "check",
            """
            echo "$4 for $FINAGENT_PIPELINE of $FINAGENT_SESSION on $FINAGENT_WAREHOUSE"
            [ -f "$(dirname "$3")/good" ] || { echo "cell 2: division by zero"; exit 1; }
            """);
    desk.add("notebook: {file: night.ipynb, command: \"sh %s\"}".formatted(program));
    assertThat(desk.failed(1))
        .contains("night.ipynb failed (exit code 1)", "for small of 2017-03-16 on " + folder)
        .contains("cell 2: division by zero");
    assertThat(desk.alerts()).singleElement().asString().startsWith("failed: Notebook");
    assertThat(status()).isEqualTo("failed");
    assertThat(
            desk.cli.refused(
                "nightly", "done", desk.pipeline.toString(), "--session", "2017-03-16"))
        .contains("is not done", "division by zero");
    Files.createFile(folder.resolve("out/good"));
    JsonNode night = desk.done(1);
    assertThat(night.get("steps").get("notebook").get("file").asText()).endsWith("night.ipynb");
    assertThat(status()).isEqualTo("done");
  }

  @Test
  void aClockThatIsADayAheadAsksForADropThatIsNotThere() throws IOException {
    desk.done(1);
    Instant evening = Calendar.XNYS.end(NightDesk.session(1)).plus(Duration.ofHours(1));
    LocalDate tomorrow = Calendar.XNYS.lastFinished(evening.plus(Duration.ofDays(1)));
    assertThat(tomorrow).isEqualTo(NightDesk.session(2));
    long targets = desk.cli.warehouse().version(Tables.TARGETS);
    NightlyJob ahead = desk.job(Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
    assertThatThrownBy(() -> ahead.night(tomorrow)).hasMessageContaining("There is no drop");
    assertThat(desk.alerts()).singleElement().asString().startsWith("failed: There is no drop");
    assertThat(status()).isEqualTo("failed");
    assertThat(desk.cli.warehouse().version(Tables.TARGETS)).isEqualTo(targets);
    desk.drop(2);
    assertThat(desk.done(2).get("end").asText()).as("by the right clock").isEqualTo("done");
  }

  @Test
  void aHolderWhoseClockIsADayAheadIsAnAlert() {
    NightId night = desk.job(Clock.systemUTC()).id(NightDesk.session(1));
    Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    NightLog log = new NightLog(desk.cli.warehouse());
    assertThat(Lease.take(log, night, "somebody", tomorrow, Patience.USUAL))
        .isInstanceOf(Lease.Mine.class);
    for (int start = 0; start < 2; start++) {
      JsonNode said = desk.done(1);
      assertThat(said.get("end").asText()).isEqualTo("theirs");
      assertThat(said.get("message").asText()).contains("somebody", "one of the two is wrong");
    }
    assertThat(desk.alerts()).singleElement().asString().startsWith("clock: somebody was heard");
  }

  private String submitted(String livy, String... more) throws IOException {
    desk.cli.ingest("small", Cli.market(6, 60, 1));
    String[] first = {
      "submit", desk.cli.place("reversal.yaml").toString(), "--livy", livy, "--jar", "file:/g.jar"
    };
    return desk.cli.refused(
        java.util.stream.Stream.concat(List.of(first).stream(), List.of(more).stream())
            .toArray(String[]::new));
  }

  private void wasNotCarriedOut(String words) {
    assertThat(desk.alerts()).singleElement().asString().startsWith("livy: ").contains(words);
    assertThat(new RunLog(desk.cli.warehouse()).runs())
        .singleElement()
        .extracting(Run::state)
        .isEqualTo(Run.State.PENDING);
    assertThat(desk.cli.warehouse().version(Tables.COMMITS)).isNegative();
  }

  @Test
  void aLivyThatCannotBeReachedIsAnAlert() throws IOException {
    PaperLivy livy = new PaperLivy();
    livy.close();
    assertThat(submitted(livy.url(), "--patience", "1ms")).contains(livy.url());
    wasNotCarriedOut(livy.url());
  }

  @Test
  void aLivyThatDoesNotKnowUsIsAnAlert() throws IOException {
    try (PaperLivy livy = new PaperLivy()) {
      livy.refuse(401, "who are you?");
      assertThat(submitted(livy.url())).contains("401", "who are you?", "FINAGENT_LIVY_TOKEN");
      wasNotCarriedOut("401");
    }
    assertThat(desk.alerts()).hasSize(1);
  }
}
