package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.jobs.nightly.PipelineFile;
import finagent.sandbox.market.Calendar;
import finagent.tables.night.Lease;
import finagent.tables.night.NightId;
import finagent.tables.night.NightLog;
import finagent.tables.night.Patience;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The question whether a night is done, before, during and after it. */
class NightlyDoneCommandTest {
  @TempDir Path folder;
  private NightDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new NightDesk(folder);
  }

  private Cli.Said asked(int n) {
    return desk.cli.run(
        "nightly", "done", desk.pipeline.toString(), "--session", NightDesk.session(n).toString());
  }

  private void says(int n, String... words) {
    Cli.Said said = asked(n);
    assertThat(said.code()).as(said.all()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains(words);
  }

  @Test
  void onlyACommittedNightIsDone() throws IOException {
    says(1, "2017-03-16 of small is not done: nobody began it");
    assertThat(desk.night(NightDesk.session(1)).code()).isEqualTo(Main.FAILED);
    says(1, "failed: There is no drop");
    desk.drop(1);
    desk.done(1);
    assertThat(asked(1).code()).isZero();
    desk.empty(2);
    desk.night(NightDesk.session(2));
    says(2, "stopped: ", "the drop is empty");
    Files.writeString(desk.pipeline, Files.readString(desk.pipeline).replace("0.8", "0.7"));
    says(1, "another form of the pipeline");
  }

  @Test
  void whoeverWorksOnItIsNamed() {
    NightlyJob job =
        new NightlyJob(
            desk.cli.warehouse(),
            PipelineFile.read(desk.pipeline),
            new Console(
                new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false),
            Clock.systemUTC(),
            Grids.HERE,
            folder);
    NightId night = job.id(NightDesk.session(1));
    NightLog log = new NightLog(desk.cli.warehouse());
    Lease.Mine mine =
        (Lease.Mine) Lease.take(log, night, "a driver", Clock.systemUTC(), Patience.USUAL);
    says(1, "a driver works on it, heard last at");
    mine.lease().step("import", new TreeMap<>(), 1);
    says(1, "a driver works on it");
    mine.lease().done("");
    assertThat(asked(1).code()).isZero();
  }

  @Test
  void aHolidayHasNothingToDo() {
    assertThat(Calendar.XNYS.isSession(LocalDate.of(2017, 4, 14))).isFalse();
    Cli.Said said =
        desk.cli.ok("nightly", "done", desk.pipeline.toString(), "--session", "2017-04-14");
    assertThat(said.out()).contains("no session of XNYS: nothing to do");
  }
}
