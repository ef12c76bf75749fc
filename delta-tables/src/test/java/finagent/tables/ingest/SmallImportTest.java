package finagent.tables.ingest;

import static finagent.tables.ingest.Csvs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.ingest.ImportRequest.Kind;
import finagent.tables.market.Latest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallImportTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
  }

  private ImportReport run(Kind kind, String name, Path path, String now) {
    return Csvs.importer(warehouse, now).run(ImportRequest.of(kind, name, path), Progress.silent());
  }

  private ImportReport run(Kind kind, String name, Path path) {
    return run(kind, name, path, "2026-01-01T00:00:00Z");
  }

  @Test
  void sectorsComeUnderEitherName() throws IOException {
    Path file =
        write(
            folder,
            "s.csv",
            "Symbol,Security,GICS Sector,Headquarters\n"
                + "BRK.B,\"Berkshire, Inc.\",Financials,\"Omaha, Nebraska\"\n"
                + ",Nobody,Energy,\n");
    ImportReport report = run(Kind.SECTORS, "sp500", file);
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.quarantined()).isEqualTo(1);
    Rows rows = warehouse.read(Tables.INSTRUMENTS, Filter.all());
    assertThat(rows.text("instrument_id", 0)).isEqualTo("BRK-B");
    assertThat(rows.text("sector", 0)).isEqualTo("Financials");
    assertThat(run(Kind.SECTORS, "sp500", file).wrote()).isFalse();
  }

  @Test
  void aLaterImportIsRight() throws IOException {
    Path before = write(folder, "1.csv", "date,return\n2020-01-02,0.01\n2020-01-03,0.02\n");
    Path after = write(folder, "2.csv", "date,return\n2020-01-02,0.01\n2020-01-03,0.03\n");
    run(Kind.BENCHMARK, "SPY", before);
    ImportReport report = run(Kind.BENCHMARK, "SPY", after, "2026-01-02T00:00:00Z");
    assertThat(report.restated()).isEqualTo(1);
    assertThat(report.unchanged()).isEqualTo(1);
    Rows rows = warehouse.read(Tables.BENCHMARK, Filter.all());
    assertThat(rows.size()).isEqualTo(3);
    assertThat(
            Latest.of(rows, List.of("name", "session")).stream()
                .map(r -> rows.doubles("return")[r]))
        .containsExactly(0.01, 0.03);
  }

  @Test
  void membershipKeepsSpellsAndOpenEnds() throws IOException {
    Path file =
        write(
            folder,
            "m.csv",
            "ticker,start_date,end_date\nA,2000-06-05,\nB,2001-01-01,2002-01-01\n"
                + "B,2003-01-01,2004-01-01\nC,2005-01-01,2004-01-01\n");
    ImportReport report = run(Kind.MEMBERSHIP, "sp500", file);
    assertThat(report.added()).isEqualTo(3);
    assertThat(report.quarantined()).isEqualTo(1);
    Rows rows = warehouse.read(Tables.MEMBERSHIP, Filter.all());
    assertThat(rows.isNull("to_day", 0)).isTrue();
    assertThat(rows.isNull("to_day", 1)).isFalse();
    assertThat(run(Kind.MEMBERSHIP, "sp500", file).wrote()).isFalse();
  }

  @Test
  void ratesTakeTheColumnAskedForAndSkipGaps() throws IOException {
    Path file =
        write(
            folder,
            "r.csv",
            "Time Period,1month,3month\n1990-01-02 00:00:00+00:00,,0.0783\n"
                + "1990-01-03 00:00:00+00:00,0.07,x\n");
    ImportReport report = run(Kind.RATES, "tbill", file);
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.quarantined()).isEqualTo(1);
    ImportReport other =
        Csvs.importer(warehouse, "2026-01-01T00:00:00Z")
            .run(ImportRequest.of(Kind.RATES, "one", file).column("1month"), Progress.silent());
    assertThat(other.added()).isEqualTo(1);
    assertThat(other.blank()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                Csvs.importer(warehouse, "2026-01-01T00:00:00Z")
                    .run(
                        ImportRequest.of(Kind.RATES, "x", file).column("7year"), Progress.silent()))
        .hasMessageContaining("no column '7year'")
        .hasMessageContaining("[Time Period, 1month, 3month]");
  }

  @Test
  void anActionMustFitItsKind() throws IOException {
    Path file =
        write(
            folder,
            "a.csv",
            "date,symbol,kind,amount\n2020-01-02,A,split,2\n2020-01-02,A,DIVIDEND,0.5\n"
                + "2020-01-03,A,SPINOFF,1.5\n2020-01-03,A,DELISTING,-1\n2020-01-03,A,MERGER,1\n"
                + "2020-01-06,A,SPLIT,0\n");
    ImportReport report = run(Kind.ACTIONS, "x", file);
    assertThat(report.added()).isEqualTo(3);
    assertThat(report.quarantined()).isEqualTo(3);
    Rows rows = warehouse.read(Tables.ACTIONS, Filter.all());
    assertThat(Arrays.copyOf(rows.texts("kind"), 3))
        .containsExactlyInAnyOrder("SPLIT", "DIVIDEND", "DELISTING");
  }

  @Test
  void contradictingLinesAreQuarantinedTogether() throws IOException {
    Path file =
        write(
            folder,
            "b.csv",
            "date,return\n2020-01-02,0.01\n2020-01-02,0.02\n2020-01-03,0.01\n2020-01-03,0.01\n");
    ImportReport report = run(Kind.BENCHMARK, "SPY", file);
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(report.quarantined()).isEqualTo(2);
    assertThat(report.read())
        .isEqualTo(report.imported() + report.duplicates() + report.quarantined());
  }
}
