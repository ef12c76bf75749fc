package finagent.tables.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.sandbox.market.Panel;
import finagent.tables.Warehouse;
import finagent.tables.ingest.Csvs;
import finagent.tables.ingest.FileRestater;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closes that are carried on are those that are in the tables. */
class RecentClosesTest {
  private static final List<String> DAYS =
      List.of("2020-01-02", "2020-01-03", "2020-01-06", "2020-01-07");

  @TempDir Path folder;
  private Warehouse warehouse;
  private int imports;

  @BeforeEach
  void open() throws IOException {
    warehouse = Warehouse.open(folder.resolve("w"));
    for (String day : DAYS.subList(0, 3)) {
      imported(Csvs.flat(day, "A", 10 + imports) + Csvs.flat(day, "C", 20 + imports));
    }
  }

  private void imported(String bars) throws IOException {
    Path file = Csvs.write(folder, "x.csv", Csvs.HEADER + bars);
    imports++;
    Csvs.importer(warehouse, "2026-01-01T00:00:%02dZ".formatted(imports), new FileRestater())
        .run(ImportRequest.of(ImportRequest.Kind.BARS, "x", file), Progress.silent());
  }

  private RecentCloses upTo(RecentCloses before, int day, int most) {
    return before.upTo(new DeltaMarket(warehouse), "x", LocalDate.parse(DAYS.get(day)), most);
  }

  private double[] closes(RecentCloses closes) {
    Panel panel = closes.panel(new DeltaMarket(warehouse), "x", closes.instruments());
    assertThat(panel.bars().column("open")).isEqualTo(panel.bars().column("close"));
    return panel.bars().column("close");
  }

  @Test
  void onlyTheLastSessionIsRead() throws IOException {
    RecentCloses before = upTo(RecentCloses.none(), 2, 3);
    assertThat(before.rows()).isEqualTo(6);
    assertThat(closes(before)).containsExactly(10, 20, 11, 21, 12, 22);
    imported(Csvs.flat(DAYS.get(3), "A", 13) + Csvs.flat(DAYS.get(3), "C", 23));
    RecentCloses after = upTo(RecentCloses.of(before.bytes()), 3, 3);
    assertThat(after.rows()).isEqualTo(2);
    assertThat(after.first()).isEqualTo("2020-01-03");
    assertThat(closes(after)).containsExactly(11, 21, 12, 22, 13, 23);
    assertThat(upTo(after, 3, 3).rows()).as("nothing came").isZero();
  }

  @Test
  void whatWasRestatedIsReadAgainAndNewInstrumentsFindTheirPlace() throws IOException {
    RecentCloses before = upTo(RecentCloses.none(), 2, 3);
    imported(Csvs.flat(DAYS.get(1), "A", 11.5) + Csvs.flat(DAYS.get(3), "B", 5));
    RecentCloses after = upTo(before, 3, 4);
    assertThat(after.rows()).as("all from the restated session on").isEqualTo(5);
    assertThat(after.instruments()).containsExactly("A", "B", "C");
    double none = Double.NaN;
    assertThat(closes(after))
        .containsExactly(10, none, 20, 11.5, none, 21, 12, none, 22, none, 5, none)
        .isEqualTo(closes(upTo(RecentCloses.none(), 3, 4)));
  }

  @Test
  void anEarlierSessionAndAShorterMemoryHoldToo() {
    RecentCloses last = upTo(RecentCloses.none(), 2, 3);
    assertThat(closes(upTo(last, 1, 2))).containsExactly(10, 20, 11, 21);
    RecentCloses one = upTo(last, 2, 1);
    assertThat(one.rows()).isZero();
    assertThat(closes(one)).containsExactly(12, 22);
    assertThat(upTo(one, 2, 2).rows()).as("what is not held is read").isEqualTo(4);
  }

  @Test
  void damagedOnesAreRefused() {
    byte[] bytes = upTo(RecentCloses.none(), 2, 3).bytes();
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> RecentCloses.of(cut)).isInstanceOf(IOException.class);
    bytes[3] = 9;
    assertThatThrownBy(() -> RecentCloses.of(bytes)).hasMessageContaining("format 9");
  }
}
