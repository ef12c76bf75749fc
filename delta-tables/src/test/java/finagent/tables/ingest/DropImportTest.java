package finagent.tables.ingest;

import static finagent.tables.ingest.Drops.HEADER;
import static finagent.tables.ingest.Drops.flat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropImportTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
  }

  private DropImport drops(String now) {
    return new DropImport(
        warehouse,
        (to, bars, once) -> {
          throw new AssertionError("no known bar changes here");
        },
        Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private DropReport take(String now, Path drop) {
    return drops(now).run(request(drop), Progress.silent());
  }

  private static ImportRequest request(Path drop) {
    return ImportRequest.of(ImportRequest.Kind.BARS, "us", drop);
  }

  private DropReport take(String now, String name, String lines) throws IOException {
    return take(now, Drops.write(folder, name, HEADER + lines));
  }

  /** The actions in force and taken back, in the order they were written. */
  private List<String> actions() {
    Rows rows = warehouse.read(Tables.ACTIONS, Filter.all());
    List<String> actions = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      actions.add(
          "%s %s %s %s %s"
              .formatted(
                  rows.text("instrument_id", r),
                  LocalDate.ofEpochDay(rows.ints("session")[r]),
                  rows.text("kind", r),
                  rows.doubles("amount")[r],
                  rows.isNull("origin", r) ? "given" : rows.text("origin", r)));
    }
    return actions;
  }

  @Test
  void actionsAreDerivedFromCloseAndAdjustedClose() throws IOException {
    DropReport report =
        take(
            "2026-01-01T00:00:00Z",
            "20200103.tar.gz",
            flat("2020-01-03", "DIV", 29.69, 29.69)
                + flat("2020-01-02", "DIV", 29.9, 29.639999)
                + flat("2020-01-02", "ONE", 10, 10)
                + flat("2020-01-03", "ONE", 11, 11)
                + flat("2020-01-02", "REV", 3.78, 37.8)
                + flat("2020-01-03", "REV", 36.28, 36.28)
                + flat("2020-01-02", "RUN", 20, 10)
                + flat("2020-01-03", "RUN", 10.1, 10.1)
                + flat("2020-01-02", "TRE", 45.240002, 30.160001)
                + flat("2020-01-03", "TRE", 30, 30)
                + flat("2020-01-02", "YIN", 22.780001, 17.256001)
                + flat("2020-01-03", "YIN", 20.61, 20.61));
    assertThat(actions())
        .containsExactly(
            "DIV 2020-01-03 DIVIDEND 0.26 derived",
            "REV 2020-01-03 SPLIT 0.1 derived",
            "RUN 2020-01-03 SPLIT 2.0 derived",
            "TRE 2020-01-03 SPLIT 1.5 derived",
            "YIN 2020-01-03 DIVIDEND 5.524 derived");
    assertThat(report.actions()).isEqualTo(5).isEqualTo(report.actionsWritten());
    assertThat(report.sessions())
        .containsExactly(LocalDate.of(2020, 1, 2), LocalDate.of(2020, 1, 3));
    assertThat(report.symbols()).isEqualTo(6);
  }

  @Test
  void theFirstBarAfterASplitIsNoSpike() throws IOException {
    String bars = flat("2020-01-02", "REV", 3.78, 37.8) + flat("2020-01-03", "REV", 36.28, 36.28);
    assertThat(take("2026-01-01T00:00:00Z", "1.tar.gz", bars).bars().orElseThrow().spikes())
        .isZero();
    String unexplained =
        flat("2020-01-02", "ODD", 3.78, 3.78) + flat("2020-01-03", "ODD", 36.28, 36.28);
    assertThat(take("2026-01-02T00:00:00Z", "2.tar.gz", unexplained).bars().orElseThrow().spikes())
        .isEqualTo(1);
  }

  @Test
  void aSpikeBeforeASplitIsComparedInNewShares() throws IOException {
    String bars =
        flat("2020-01-02", "A", 100, 50)
            + flat("2020-01-03", "A", 1000, 500)
            + flat("2020-01-06", "A", 50.5, 50.5);
    take("2026-01-01T00:00:00Z", "1.tar.gz", bars);
    Rows rows = warehouse.read(Tables.BARS_DAILY, Filter.all());
    assertThat(new int[] {rows.ints("flags")[0], rows.ints("flags")[1], rows.ints("flags")[2]})
        .containsExactly(0, 2, 0);
  }

  @Test
  void anActionOfTomorrowWaitsForTomorrowsDrop() throws IOException {
    take(
        "2026-01-01T00:00:00Z",
        "1.tar.gz",
        flat("2020-01-02", "A", 6.1, 5.913) + flat("2020-01-03", "A", 6.12, 5.934));
    assertThat(actions()).isEmpty();
  }

  @Test
  void aDerivedActionThatIsNotFoundAnyMoreIsTakenBackAndAGivenOneNever() throws IOException {
    Path given =
        Csvs.write(folder, "actions.csv", "date,symbol,kind,amount\n2020-01-03,B,dividend,0.5\n");
    Csvs.importer(warehouse, "2026-01-01T00:00:00Z")
        .run(ImportRequest.of(ImportRequest.Kind.ACTIONS, "us", given), Progress.silent());
    String b = flat("2020-01-02", "B", 20, 19.4) + flat("2020-01-03", "B", 20, 20);
    String after = flat("2020-01-03", "A", 10, 10);
    take("2026-01-02T00:00:00Z", "1.tar.gz", flat("2020-01-02", "A", 20, 10) + after + b);
    take("2026-01-03T00:00:00Z", "2.tar.gz", flat("2020-01-02", "A", 20, 20) + after + b);
    assertThat(actions())
        .containsExactlyInAnyOrder(
            "B 2020-01-03 DIVIDEND 0.5 given",
            "A 2020-01-03 SPLIT 2.0 derived",
            "A 2020-01-03 SPLIT 1.0 derived");
  }

  @Test
  void aLateDropAddsAndRestatesNothing() throws IOException {
    take(
        "2026-01-01T00:00:00Z",
        "20200106.tar.gz",
        flat("2020-01-02", "A", 20, 10)
            + flat("2020-01-03", "A", 10.1, 10.1)
            + flat("2020-01-06", "A", 10.2, 10.2)
            + flat("2020-01-03", "B", 30, 30)
            + flat("2020-01-06", "B", 31, 31));
    Path late =
        Drops.write(
            folder,
            "20200103.tar.gz",
            HEADER
                + flat("2020-01-02", "A", 21, 21)
                + flat("2020-01-03", "A", 20.2, 20.2)
                + flat("2020-01-02", "B", 60, 30)
                + flat("2020-01-03", "B", 29, 29));
    ImportReport bars =
        drops("2026-01-02T00:00:00Z")
            .late()
            .run(request(late), Progress.silent())
            .bars()
            .orElseThrow();
    assertThat(bars.added()).isEqualTo(1);
    assertThat(bars.unchanged()).isEqualTo(3);
    assertThat(bars.restated()).isZero();
    assertThat(actions())
        .containsExactlyInAnyOrder(
            "A 2020-01-03 SPLIT 2.0 derived", "B 2020-01-03 SPLIT 2.0 derived");
    Rows rows = warehouse.read(Tables.BARS_DAILY, Filter.all());
    List<Double> closes = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      closes.add(rows.doubles("close")[r]);
    }
    assertThat(closes).containsExactlyInAnyOrder(20.0, 10.1, 10.2, 60.0, 30.0, 31.0);
  }

  @Test
  void anActionGivenForAShareClassIsNotDerivedAgain() throws IOException {
    Path given =
        Csvs.write(folder, "actions.csv", "date,symbol,kind,amount\n2020-01-03,A.B,split,2\n");
    Csvs.importer(warehouse, "2026-01-01T00:00:00Z")
        .run(ImportRequest.of(ImportRequest.Kind.ACTIONS, "us", given), Progress.silent());
    take(
        "2026-01-02T00:00:00Z",
        "1.tar.gz",
        flat("2020-01-02", "A.B", 20, 10) + flat("2020-01-03", "A.B", 10, 10));
    assertThat(actions()).containsExactly("A-B 2020-01-03 SPLIT 2.0 given");
  }

  @Test
  void anEmptyDropSaysSoAndWritesNothing() throws IOException {
    assertThat(take("2026-01-01T00:00:00Z", Drops.write(folder, "e.tar.gz", "")).isEmpty())
        .isTrue();
    DropReport header = take("2026-01-01T00:00:00Z", Drops.write(folder, "h.tar.gz", HEADER));
    assertThat(header.text()).contains("h.tar.gz", "is empty", "nothing was imported");
    assertThat(Tables.all()).allSatisfy(t -> assertThat(warehouse.version(t)).isEqualTo(-1));
  }

  @Test
  void whatIsNoDropIsRefusedInWords() throws IOException {
    Path half = Drops.write(folder, "half.tar.gz", HEADER + flat("2020-01-02", "A", 1, 1));
    Files.write(half, java.util.Arrays.copyOf(Files.readAllBytes(half), 60));
    assertThatThrownBy(() -> take("2026-01-01T00:00:00Z", half))
        .hasMessageContainingAll("half.tar.gz", "damaged", "Nothing was imported");
    assertThatThrownBy(() -> take("2026-01-01T00:00:00Z", folder.resolve("none.tar.gz")))
        .hasMessageContainingAll("There is no drop", "none.tar.gz");
    Path raw = Drops.write(folder, "raw.tar.gz", "symbol,date,open,high,low,close,volume\n");
    assertThatThrownBy(() -> take("2026-01-01T00:00:00Z", raw))
        .hasMessageContainingAll("raw.tar.gz/prices.csv", "adj_close");
    assertThat(warehouse.version(Tables.BARS_DAILY)).isEqualTo(-1);
  }

  @Test
  void aFullScratchDiskIsNoFaultOfTheDrop() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs a device that is always full: " + full);
    Path drop = Drops.write(folder, "1.tar.gz", HEADER + flat("2020-01-02", "A", 1, 1));
    Path scratch = Files.createDirectories(folder.resolve("scratch/1.tar.gz"));
    Files.createSymbolicLink(scratch.resolve("prices.csv"), full);
    assertThatThrownBy(() -> DropArchive.unpack(drop, folder.resolve("scratch")))
        .hasMessageContainingAll(scratch.toString(), "MB are free", "No space left on device")
        .hasMessageNotContaining("damaged");
  }
}
