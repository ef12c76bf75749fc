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
import finagent.tables.market.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import does when it cannot, or not alone. */
class ImportFailureTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
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
