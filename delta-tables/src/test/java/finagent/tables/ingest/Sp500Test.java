package finagent.tables.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import finagent.tables.Filter;
import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.market.BarFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real panel, whose defects were counted by other means (see the README of the data). */
class Sp500Test {
  private static final Path DATA = Path.of(System.getProperty("finagent.data", "../shared/data"));
  private static final Set<String> SPIKES =
      Set.of(
          "PXD 2006-03-16",
          "NUE 2007-01-16",
          "BXP 2007-05-02",
          "DDS 2008-04-16",
          "EIX 2009-09-01",
          "EIX 2012-03-08",
          "EIX 2012-03-22",
          "HST 2009-11-12",
          "AVB 2010-09-16",
          "AVB 2012-12-21",
          "PXD 2013-08-05",
          "SLG 2014-03-04");

  @TempDir Path folder;

  @Test
  void theDefectsOfTheRealPanelAreFoundExactly() {
    Path prices = DATA.resolve("sp500-daily/prices");
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.isDirectory(prices), prices + " is not there; set -Dfinagent.data");
    }
    Warehouse warehouse = Warehouse.open(folder.resolve("w"));
    ImportReport report = Csvs.bars(warehouse, "sp500-daily", prices);

    assertThat(report.read()).isEqualTo(1_805_897).isEqualTo(report.added() + 38);
    assertThat(report.quarantined()).isEqualTo(38);
    assertThat(report.zeroVolume()).isEqualTo(335);
    assertThat(report.spikes()).isEqualTo(12);
    checkQuarantine(warehouse.read(Tables.QUARANTINE, Filter.all()));
    checkBars(warehouse.read(Tables.BARS_DAILY, Filter.all()));

    long version = warehouse.version(Tables.BARS_DAILY);
    ImportReport again = Csvs.bars(warehouse, "sp500-daily", prices);
    assertThat(again.wrote()).isFalse();
    assertThat(again.unchanged()).isEqualTo(report.added());
    assertThat(warehouse.version(Tables.BARS_DAILY)).isEqualTo(version);
  }

  private static void checkQuarantine(Rows rows) {
    TreeMap<String, Integer> reasons = new TreeMap<>();
    Set<String> spikes = new TreeSet<>();
    for (int r = 0; r < rows.size(); r++) {
      for (String reason : rows.text("reason", r).split("; ", -1)) {
        reasons.merge(reason.split(":", 2)[0], 1, Integer::sum);
      }
      if ((rows.ints("flags")[r] & BarFlags.SPIKE) != 0) {
        String[] content = rows.text("content", r).split(",", 3);
        spikes.add(content[1] + " " + content[0]);
      }
    }
    assertThat(reasons)
        .containsEntry("high < low", 15)
        .containsEntry("low > min(open, close)", 24)
        .containsEntry("spike", 12)
        .hasSize(3);
    assertThat(spikes).isEqualTo(SPIKES);
  }

  private static void checkBars(Rows rows) {
    int[] flags = rows.ints("flags");
    int zero = 0;
    for (int r = 0; r < rows.size(); r++) {
      assertThat(flags[r]).isIn(0, BarFlags.ZERO_VOLUME);
      zero += flags[r];
    }
    assertThat(zero).isEqualTo(335);
    assertThat(rows.size()).isEqualTo(1_805_859);
    Set<String> symbols = new TreeSet<>();
    for (int r = 0; r < rows.size(); r++) {
      symbols.add(rows.text("instrument_id", r));
    }
    assertThat(symbols).hasSize(613);
    int first = java.util.Arrays.stream(rows.ints("session"), 0, rows.size()).min().orElseThrow();
    assertThat(LocalDate.ofEpochDay(first)).isEqualTo("2005-01-03");
  }
}
