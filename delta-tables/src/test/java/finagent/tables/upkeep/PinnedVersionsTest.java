package finagent.tables.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs do not always read the newest bars: what they read in their place is needed as well. */
class PinnedVersionsTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("w"));
  }

  private void imported(String name, long at, long version, String state) {
    Rows rows = Rows.of(Tables.DATASETS);
    rows.add(name, "bars", "f", "raw", "XNYS", "USD", 1L, version, "", at, state);
    warehouse.append(Tables.DATASETS, rows);
  }

  private void run(String id, String spec, long bars, long datasets) {
    new RunLog(warehouse)
        .append(
            new Run(
                id,
                Run.State.COMPLETED,
                Instant.EPOCH,
                "ada",
                "p",
                "t",
                spec,
                new TreeMap<>(Map.of("bars_daily", bars, "datasets", datasets)),
                new TreeMap<>(),
                0,
                "0.1.0",
                "d",
                ""));
  }

  @Test
  void aVersionAStrategyNamesIsPinned() {
    String data = "name: \"a\"\ndata: {set: \"x\", pin: %s}\n";
    run("r", data.formatted("3") + "---\n" + data.formatted("latest"), 7, -1);
    assertThat(PinnedVersions.of(warehouse).of(Tables.BARS_DAILY)).containsExactly(3L, 7L);
  }

  @Test
  void whatStandsInForAnUnfinishedImportIsPinnedForRunsThatSawIt() {
    imported("x", 1, 4, "done");
    imported("y", 2, 5, "done");
    imported("x", 3, -1, "started");
    assertThat(PinnedVersions.of(warehouse).of(Tables.BARS_DAILY))
        .as("the last complete import of x")
        .containsExactly(4L);
    long seen = warehouse.version(Tables.DATASETS);
    imported("x", 3, 6, "done");
    assertThat(PinnedVersions.of(warehouse).of(Tables.BARS_DAILY)).isEmpty();
    run("r", "name: \"a\"\n", 6, seen);
    assertThat(PinnedVersions.of(warehouse).of(Tables.BARS_DAILY)).containsExactly(4L, 6L);
  }
}
