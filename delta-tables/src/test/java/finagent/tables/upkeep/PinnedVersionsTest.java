package finagent.tables.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Rows;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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

  @Test
  void theLogOfImportsAndEachOfItsFilesAreReadOnceHoweverManyRunsPinThem() throws IOException {
    CountedFiles.register();
    try {
      warehouse = Warehouse.open(CountedFiles.place(folder.resolve("counted")));
    } finally {
      CountedFiles.deregister();
    }
    int imports = 12;
    SortedSet<Long> expected = new TreeSet<>();
    for (int n = 1; n <= imports; n++) {
      imported("x", 2L * n, 100L + n, "done");
      imported("x", 2L * n + 1, -1, "started");
      run("r" + n, "name: \"a\"\n", 200L + n, warehouse.version(Tables.DATASETS));
      expected.addAll(List.of(100L + n, 200L + n));
    }
    CountedFiles.forget();
    warehouse.version(Tables.DATASETS);
    int look = CountedFiles.opened().size();
    CountedFiles.forget();
    assertThat(PinnedVersions.of(warehouse).of(Tables.BARS_DAILY)).isEqualTo(expected);

    List<String> opened =
        CountedFiles.opened().stream().filter(path -> path.contains("/datasets/")).toList();
    try (Stream<Path> stored = Files.walk(folder.resolve("counted/datasets"))) {
      List<Path> all = stored.toList();
      long commits = all.stream().filter(path -> path.toString().endsWith(".json")).count();
      long files =
          all.stream()
              .filter(path -> path.toString().endsWith(".parquet"))
              .filter(path -> !path.toString().contains("checkpoint"))
              .count();
      assertThat(files).isEqualTo(2L * imports);
      assertThat(opened.stream().filter(path -> !path.contains("/_delta_log/")))
          .hasSize((int) files)
          .doesNotHaveDuplicates();
      assertThat(opened)
          .as("files and commits once, and a look at the newest version")
          .hasSizeLessThanOrEqualTo((int) (files + commits + look));
    }
  }
}
