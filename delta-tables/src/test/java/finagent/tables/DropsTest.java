package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.tables.ingest.DropImport;
import finagent.tables.ingest.DropReport;
import finagent.tables.ingest.FileRestater;
import finagent.tables.ingest.ImportReport;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.Progress;
import finagent.tables.market.BarFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The twelve real drops, whose facts were counted by other means (see the README of the data). */
class DropsTest {
  private static final Path DROPS =
      Path.of(System.getProperty("finagent.data", "../shared/data"), "daily-drops");
  @TempDir Path folder;
  private Warehouse warehouse;

  private DropReport take(Path drop) {
    return new DropImport(warehouse, new FileRestater(), Clock.systemUTC())
        .run(ImportRequest.of(ImportRequest.Kind.BARS, "us", drop), Progress.silent());
  }

  private static List<Path> drops() throws IOException {
    try (Stream<Path> files = Files.list(DROPS)) {
      return files.filter(file -> file.toString().endsWith(".tar.gz")).sorted().toList();
    }
  }

  @Test
  void theTwelveDropsGiveTheirKnownEndState() throws IOException {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.isDirectory(DROPS), DROPS + " is not there; set -Dfinagent.data");
    }
    warehouse = Warehouse.open(folder.resolve("w"));
    List<DropReport> reports = new ArrayList<>();
    for (Path drop : drops()) {
      reports.add(take(drop));
    }
    assertThat(reports).hasSize(12);
    assertThat(reports.stream().filter(DropReport::isEmpty).map(DropReport::drop))
        .containsExactly("20170323.tar.gz");
    assertThat(sum(reports, ImportReport::read)).isEqualTo(131_716);
    assertThat(sum(reports, ImportReport::duplicates)).isEqualTo(110);
    assertThat(sum(reports, ImportReport::added)).isEqualTo(77_782);
    assertThat(sum(reports, ImportReport::quarantined)).isZero();
    assertThat(sum(reports, ImportReport::spikes)).as("the splits explain the jumps").isZero();
    // 2,270 keys differ in a later drop: 1,930 in a bar, 340 in the adjusted close alone, which is
    // no column of bars and shows as an action instead.
    assertThat(sum(reports, ImportReport::restated)).isEqualTo(1_930);
    checkBars(warehouse.read(Tables.BARS_DAILY, Filter.all()));
    checkActions(warehouse.read(Tables.ACTIONS, Filter.all()), reports);

    long version = warehouse.version(Tables.BARS_DAILY);
    DropReport again = take(drops().get(11));
    assertThat(again.bars().orElseThrow().wrote()).as("the same drop again").isFalse();
    assertThat(again.actionsWritten()).isZero();
    assertThat(warehouse.version(Tables.BARS_DAILY)).isEqualTo(version);
  }

  private static long sum(
      List<DropReport> reports, java.util.function.ToLongFunction<ImportReport> count) {
    return reports.stream().flatMap(report -> report.bars().stream()).mapToLong(count).sum();
  }

  private static void checkBars(Rows bars) {
    Set<String> symbols = new TreeSet<>();
    Set<String> keys = new TreeSet<>();
    TreeMap<LocalDate, Integer> sessions = new TreeMap<>();
    int odd = 0;
    for (int r = 0; r < bars.size(); r++) {
      symbols.add(bars.text("instrument_id", r));
      keys.add(bars.text("instrument_id", r) + bars.ints("session")[r]);
      sessions.merge(LocalDate.ofEpochDay(bars.ints("session")[r]), 1, Integer::sum);
      odd += bars.ints("flags")[r] & BarFlags.OFF_CALENDAR;
    }
    assertThat(odd).as("bars outside the calendar").isZero();
    assertThat(bars.size()).isEqualTo(77_782);
    assertThat(keys).hasSize(77_782);
    assertThat(symbols).hasSize(6_001).contains("TRUE", "NAN", "ON");
    assertThat(sessions).hasSize(13);
    assertThat(sessions.firstKey()).isEqualTo("2017-03-15");
    assertThat(sessions.lastKey()).isEqualTo("2017-03-31");
    assertThat(sessions).containsKey(LocalDate.of(2017, 3, 23));
  }

  private static void checkActions(Rows actions, List<DropReport> reports) {
    List<String> splits = new ArrayList<>();
    for (int r = 0; r < actions.size(); r++) {
      assertThat(actions.text("origin", r)).isEqualTo("derived");
      if (actions.text("kind", r).equals("SPLIT")) {
        splits.add(
            "%s %s %.4f"
                .formatted(
                    actions.text("instrument_id", r),
                    LocalDate.ofEpochDay(actions.ints("session")[r]),
                    actions.doubles("amount")[r]));
      }
    }
    assertThat(splits)
        .containsExactlyInAnyOrder(
            "TVIX 2017-03-16 0.1000",
            "ROSG 2017-03-17 0.0833",
            "TNXP 2017-03-17 0.1000",
            "CLNT 2017-03-20 0.2500",
            "BHB 2017-03-22 1.5000",
            "GFA 2017-03-28 0.0740");
    assertThat(reports.stream().mapToLong(DropReport::actionsWritten).sum())
        .isEqualTo(actions.size());
  }
}
