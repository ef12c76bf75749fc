package finagent.tables.ingest;

import static finagent.tables.ingest.Csvs.HEADER;
import static finagent.tables.ingest.Csvs.bars;
import static finagent.tables.ingest.Csvs.flat;
import static finagent.tables.ingest.Csvs.write;
import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.BarFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarImportTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
  }

  private Rows table(TableDef table) {
    return warehouse.read(table, Filter.all());
  }

  /** Flags of a symbol's bars in the order of sessions. */
  private List<Integer> flags(String symbol) {
    Rows rows = warehouse.read(Tables.BARS_DAILY, Filter.all().equal("instrument_id", symbol));
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted(Comparator.comparing(r -> rows.ints("session")[r]))
        .map(r -> rows.ints("flags")[r])
        .toList();
  }

  @Test
  void columnsAreFoundByNameInAnyOrderAndCase() throws IOException {
    Path file =
        write(
            folder,
            "x.csv.gz",
            "\uFEFFVolume,CLOSE,\"Low\",High,Open,extra,Symbol,Date\r\n"
                + "1000.5,11.5,9,12,10,?,\"A\",2020-01-02 00:00:00+00:00\r\n");
    ImportReport report = bars(warehouse, "x", file);
    assertThat(report.added()).isEqualTo(1);
    Rows rows = table(Tables.BARS_DAILY);
    assertThat(rows.text("instrument_id", 0)).isEqualTo("A");
    assertThat(rows.text("currency", 0)).isEqualTo("USD");
    assertThat(rows.doubles("open")[0]).isEqualTo(10);
    assertThat(rows.doubles("high")[0]).isEqualTo(12);
    assertThat(rows.doubles("low")[0]).isEqualTo(9);
    assertThat(rows.doubles("close")[0]).isEqualTo(11.5);
    assertThat(rows.doubles("volume")[0]).isEqualTo(1000.5);
    assertThat(rows.longs("end_at")[0])
        .isEqualTo(java.time.Instant.parse("2020-01-02T21:00:00Z").getEpochSecond() * 1_000_000);
  }

  @Test
  void symbolsThatLookLikeOtherThingsStayText() throws IOException {
    Path file =
        write(
            folder,
            "x.csv",
            HEADER
                + flat("2020-01-02", "TRUE", 1)
                + flat("2020-01-02", "NAN", 2)
                + flat("2020-01-02", "ON", 3)
                + flat("2020-01-02", "1E5", 4));
    bars(warehouse, "x", file);
    Rows rows = table(Tables.BARS_DAILY);
    assertThat(Arrays.copyOf(rows.texts("instrument_id"), 4))
        .containsExactly("1E5", "NAN", "ON", "TRUE");
  }

  @Test
  void everyBadLineGoesToQuarantineWithItsReason() throws IOException {
    Path file =
        write(
            folder,
            "x.csv",
            HEADER
                + flat("2020-01-02", "A", 10)
                + "2020-01-03,A,10,9,9.5,10,1\n" // high < low
                + "2020-01-06,A,10,12,11,12,1\n" // low > open
                + "2020-01-07,A,nan,12,9,12,1\n"
                + "2020-01-08,A,10,12,0,12,1\n"
                + "2020-01-09,A,10,12,-9,12,1\n"
                + "2020-01-10,A,10,12,9,12,-1\n"
                + "2020-02-30,A,10,12,9,12,1\n"
                + "2020-01-14,,10,12,9,12,1\n"
                + "2020-01-15,A,10,12\n"
                + "2020-01-16,A,ten,12,9,12,1\n"
                + "\n"
                + "2020-01-17,A,10,11,9,12,0\n"); // high below close: a flag
    ImportReport report = bars(warehouse, "x", file);
    assertThat(report.read()).isEqualTo(12);
    assertThat(report.added()).isEqualTo(2);
    assertThat(report.quarantined()).isEqualTo(10);
    assertThat(flags("A")).containsExactly(0, BarFlags.ZERO_VOLUME | BarFlags.HIGH_BELOW);

    Rows bad = table(Tables.QUARANTINE);
    assertThat(Arrays.copyOf(bad.longs("line"), 10))
        .containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(bad.text("file", 0)).isEqualTo("x.csv");
    assertThat(bad.text("content", 0)).isEqualTo("2020-01-03,A,10,9,9.5,10,1");
    assertThat(bad.text("reason", 0)).isEqualTo("high < low");
    assertThat(bad.text("reason", 1)).isEqualTo("low > min(open, close)");
    assertThat(bad.text("reason", 2)).isEqualTo("a price is not a positive number");
    assertThat(bad.text("reason", 5)).isEqualTo("the volume is not a number >= 0");
    assertThat(bad.text("reason", 6)).contains("no ISO date");
    assertThat(bad.text("reason", 7)).isEqualTo("the symbol is blank");
    assertThat(bad.text("reason", 8)).contains("fewer values");
    assertThat(bad.text("reason", 9)).isEqualTo("a price is not a positive number");
  }

  @Test
  void identicalDuplicatesAreDroppedAndContradictionsQuarantined() throws IOException {
    write(folder.resolve("in"), "1.csv", HEADER + flat("2020-01-02", "A", 10));
    write(
        folder.resolve("in"),
        "2.csv",
        HEADER
            + flat("2020-01-02", "A", 10)
            + flat("2020-01-03", "A", 11)
            + flat("2020-01-03", "A", 12));
    ImportReport report = bars(warehouse, "x", folder.resolve("in"));
    assertThat(report.read())
        .isEqualTo(4)
        .isEqualTo(report.imported() + report.quarantined() + report.duplicates());
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.duplicates()).isEqualTo(1);
    Rows bad = table(Tables.QUARANTINE);
    assertThat(bad.size()).isEqualTo(2);
    assertThat(bad.text("content", 0)).isEqualTo(flat("2020-01-03", "A", 11).strip());
    assertThat(bad.text("reason", 1)).contains("other values");
  }

  @Test
  void aSpikeIsFlaggedAndALevelThatStaysIsBelieved() throws IOException {
    Path file =
        write(
            folder,
            "x.csv",
            HEADER
                + flat("2020-01-02", "A", 100)
                + flat("2020-01-03", "A", 10.2)
                + flat("2020-01-06", "A", 101)
                + flat("2020-01-07", "A", 1.0)
                + flat("2020-01-02", "B", 10)
                + flat("2020-01-03", "B", 101)
                + flat("2020-01-06", "B", 102)
                + flat("2020-01-07", "B", 103)
                + flat("2020-01-02", "C", 10)
                + flat("2020-01-15", "C", 100)
                + flat("2020-01-02", "D", 100)
                + flat("2020-01-03", "D", 50));
    ImportReport report = bars(warehouse, "x", file);
    assertThat(flags("A")).containsExactly(0, BarFlags.SPIKE, 0, BarFlags.SPIKE);
    assertThat(flags("B")).containsExactly(0, BarFlags.SPIKE, 0, 0);
    assertThat(flags("C")).containsExactly(0, 0);
    assertThat(flags("D")).containsExactly(0, 0);
    assertThat(report.spikes()).isEqualTo(3);
  }

  @Test
  void flagsOfEarlierBarsDoNotDependOnLaterOnes() throws IOException {
    String[] lines = {
      flat("2020-01-02", "A", 100),
      flat("2020-01-03", "A", 10),
      flat("2020-01-06", "A", 10.1),
      flat("2020-01-07", "A", 1010),
      flat("2020-01-08", "A", 10.2)
    };
    List<Integer> before = new ArrayList<>();
    for (int n = 1; n <= lines.length; n++) {
      Path file = write(folder, n + ".csv", HEADER + String.join("", Arrays.copyOf(lines, n)));
      bars(warehouse, "x", file);
      List<Integer> now = flags("A").subList(0, n);
      assertThat(now.subList(0, n - 1)).isEqualTo(before);
      before = now;
    }
    assertThat(before).containsExactly(0, BarFlags.SPIKE, 0, BarFlags.SPIKE, 0);
  }

  @Test
  void aSessionOutsideTheCalendarIsFlagged() throws IOException {
    Path file =
        write(folder, "x.csv", HEADER + flat("2020-07-03", "A", 1) + flat("2020-07-06", "A", 1));
    bars(warehouse, "x", file);
    assertThat(flags("A")).containsExactly(BarFlags.OFF_CALENDAR, 0);
  }

  @Test
  void theSameFilesAgainChangeNothing() throws IOException {
    Path file =
        write(
            folder, "x.csv", HEADER + flat("2020-01-02", "A", 10) + "2020-01-03,A,10,9,9.5,10,1\n");
    assertThat(bars(warehouse, "x", file).wrote()).isTrue();
    long[] versions = Tables.all().stream().mapToLong(warehouse::version).toArray();
    ImportReport again = bars(warehouse, "x", file);
    assertThat(again.wrote()).isFalse();
    assertThat(again.text()).contains("nothing changed");
    assertThat(again.unchanged()).isEqualTo(1);
    assertThat(again.quarantined()).isEqualTo(1);
    assertThat(Tables.all().stream().mapToLong(warehouse::version).toArray()).isEqualTo(versions);
  }
}
