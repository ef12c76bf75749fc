package finagent.tables.ingest;

import static finagent.tables.ingest.Csvs.HEADER;
import static finagent.tables.ingest.Csvs.bars;
import static finagent.tables.ingest.Csvs.flat;
import static finagent.tables.ingest.Csvs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.WarehouseException;
import finagent.tables.market.BarFlags;
import finagent.tables.market.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
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

  @Test
  void whatIsMissingIsNamedAndNothingIsWritten() throws IOException {
    Path noVolume = write(folder, "n.csv", "date,symbol,open,high,low,close\n");
    assertThatThrownBy(() -> bars(warehouse, "x", noVolume))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("n.csv has no column 'volume'")
        .hasMessageContaining("[date, symbol, open, high, low, close]")
        .hasMessageContaining("needs date, symbol, open, high, low, close, volume");
    Path empty = write(folder, "e.csv", "");
    assertThatThrownBy(() -> bars(warehouse, "x", empty)).hasMessageContaining("e.csv is empty");
    assertThatThrownBy(() -> bars(warehouse, "x", folder.resolve("none.csv")))
        .hasMessageContaining("does not exist");
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("a.txt"), "x");
    assertThatThrownBy(() -> bars(warehouse, "x", other))
        .hasMessageContaining("holds no .csv or .csv.gz")
        .hasMessageContaining("a.txt");
    Path whole = write(folder, "x.csv.gz", HEADER + flat("2020-01-02", "A", 10).repeat(500));
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(whole), 100));
    assertThatThrownBy(() -> bars(warehouse, "x", cut)).hasMessageContaining("is damaged");
    assertThatThrownBy(() -> ImportRequest.of(ImportRequest.Kind.BARS, "a/b", cut))
        .hasMessageContaining("Invalid name 'a/b'");
    for (TableDef table : Tables.all()) {
      assertThat(warehouse.version(table)).as(table.name()).isEqualTo(-1);
    }
  }

  @Test
  void aCrashBetweenBarsAndFingerprintsIsRepairedByTheNextImport() throws IOException {
    Path first = write(folder, "1.csv", HEADER + flat("2020-01-02", "A", 10));
    bars(warehouse, "x", first);
    Path second =
        write(folder, "2.csv", HEADER + flat("2020-01-03", "A", 11) + flat("2021-01-04", "B", 5));
    Warehouse whole = Warehouse.open(folder.resolve("whole"));
    bars(whole, "x", first);
    bars(whole, "x", second);

    crashAfterBars(second);
    assertThat(DataSet.unfinished(warehouse, "x")).hasSize(1);
    assertThat(sums(warehouse)).isNotEqualTo(sums(whole));

    ImportReport report = bars(warehouse, "x", second);
    assertThat(report.unchanged()).isEqualTo(2);
    assertThat(DataSet.unfinished(warehouse, "x")).isEmpty();
    assertThat(sums(warehouse)).isEqualTo(sums(whole));
  }

  /** Does what an import does up to and including the bars. */
  private void crashAfterBars(Path file) {
    Warehouse other = Warehouse.open(folder.resolve("other"));
    bars(other, "x", file);
    ImportRequest request = ImportRequest.of(ImportRequest.Kind.BARS, "x", file);
    DataSetLog.append(warehouse, request, 77L, 0, -1, "started");
    warehouse.append(Tables.BARS_DAILY, other.read(Tables.BARS_DAILY, Filter.all()));
  }

  private static Set<String> sums(Warehouse warehouse) {
    java.util.Map<String, long[]> sums = new java.util.TreeMap<>();
    Rows rows = warehouse.read(Tables.FINGERPRINTS, Filter.all());
    for (int r = 0; r < rows.size(); r++) {
      long[] sum =
          sums.computeIfAbsent(
              rows.text("instrument_id", r) + rows.ints("year")[r], any -> new long[2]);
      sum[0] += rows.longs("rows")[r];
      sum[1] += rows.longs("hash")[r];
    }
    Set<String> shown = new TreeSet<>();
    sums.forEach((key, sum) -> shown.add(key + Arrays.toString(sum)));
    return shown;
  }

  @Test
  void ofTwoImportsAtOnceTheSecondIsTurnedAway() throws IOException {
    Path file = write(folder, "1.csv", HEADER + flat("2020-01-02", "A", 10));
    Warehouse.Once taken = warehouse.next(Tables.BARS_DAILY, "import:x");
    bars(warehouse, "x", file);
    Rows late = warehouse.read(Tables.BARS_DAILY, Filter.all());
    assertThatThrownBy(() -> warehouse.append(Tables.BARS_DAILY, late, taken))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Another program wrote import:x");
    assertThat(
            warehouse
                .read(Tables.BARS_DAILY, Filter.all(), List.of("session"), OptionalLong.empty())
                .size())
        .isEqualTo(1);
  }

  @Test
  void progressGoesFromNothingToAll() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int n = 0; n < 120_000; n++) {
      text.append("2020-01-02,S").append(n).append(",1,1,1,1,1\n");
    }
    Path file = write(folder, "1.csv", text.toString());
    List<Double> fractions = new ArrayList<>();
    Csvs.importer(warehouse, "2026-01-01T00:00:00Z")
        .run(
            ImportRequest.of(ImportRequest.Kind.BARS, "x", file),
            (rows, fraction) -> fractions.add(fraction));
    assertThat(fractions).hasSize(3).isSorted().endsWith(1.0);
    assertThat(fractions.get(0)).isBetween(0.3, 0.6);
  }
}
