package finagent.tables.market;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.sandbox.grid.Slice;
import finagent.sandbox.market.Actions;
import finagent.sandbox.market.Panel;
import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.ingest.Csvs;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.ImportRequest.Kind;
import finagent.tables.ingest.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Share classes have a dot in bars and a dash in what is said of them. */
class BarIdsTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
  }

  private void imported(Kind kind, String text) throws IOException {
    Csvs.importer(warehouse, "2026-01-01T00:00:00Z")
        .run(
            ImportRequest.of(kind, "x", Csvs.write(folder, kind + ".csv", text)),
            Progress.silent());
  }

  private void besides() throws IOException {
    imported(Kind.ACTIONS, "date,symbol,kind,amount\n2020-01-03,A.B,SPLIT,2\n");
    imported(Kind.SECTORS, "symbol,sector\nA.B,Energy\n");
    imported(Kind.MEMBERSHIP, "ticker,start_date,end_date\nA.B,2019-01-01,\n");
  }

  private static String bars(String symbol) {
    return Csvs.flat("2020-01-02", symbol, 10)
        + Csvs.flat("2020-01-03", symbol, 5)
        + Csvs.flat("2020-01-06", symbol, 5);
  }

  private Panel panel(String index, String... instruments) {
    DeltaMarket market = new DeltaMarket(warehouse);
    return market.read(
        new Slice(
            "x",
            market.barsVersion("x"),
            List.of(instruments),
            index,
            "",
            LocalDate.of(2019, 1, 1).toEpochDay(),
            LocalDate.of(2020, 1, 6).toEpochDay()));
  }

  @Test
  void whatIsSaidOfAShareClassIsOfItsBars() throws IOException {
    imported(Kind.BARS, Csvs.HEADER + bars("A.B") + bars("C"));
    besides();
    Panel all = panel("");
    assertThat(all.actions().size()).isEqualTo(1);
    assertThat(all.actions().at(0))
        .isEqualTo(new Actions.Action(1, 0, "A.B", Actions.Kind.SPLIT, 2));
    assertThat(all.sectors().get(all.sector(0))).isEqualTo("Energy");

    Panel members = panel("x");
    assertThat(members.instruments().ids()).containsExactly("A.B");
    assertThat(members.actions().size()).isEqualTo(1);
  }

  @Test
  void barsOfThatVeryNameComeFirstWhateverElseIsRead() throws IOException {
    imported(Kind.BARS, Csvs.HEADER + bars("A.B") + bars("A-B"));
    besides();
    Panel both = panel("");
    assertThat(both.actions().size()).isEqualTo(1);
    assertThat(both.actions().at(0).instrumentId()).isEqualTo("A-B");
    assertThat(panel("", "A.B").actions().size()).isZero();
    assertThat(panel("x").instruments().ids()).containsExactly("A-B");
  }

  @Test
  void aSplitOfAShareClassIsNoSpike() throws IOException {
    imported(Kind.ACTIONS, "date,symbol,kind,amount\n2020-01-03,A.B,SPLIT,10\n");
    imported(
        Kind.BARS,
        Csvs.HEADER + Csvs.flat("2020-01-02", "A.B", 100) + Csvs.flat("2020-01-03", "A.B", 10));
    Rows bars = warehouse.read(Tables.BARS_DAILY, Filter.all());
    assertThat(IntStream.range(0, bars.size()).map(r -> bars.ints("flags")[r]))
        .containsExactly(0, 0);
  }
}
