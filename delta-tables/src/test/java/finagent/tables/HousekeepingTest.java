package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
  private static final SortedSet<Long> NONE = Collections.emptySortedSet();
  private static final int APPENDS = 25;

  @TempDir Path folder;
  private Warehouse warehouse;
  private Housekeeping keeping;

  @BeforeEach
  void manySmallFiles() {
    warehouse = Warehouse.open(folder.resolve("ware house"));
    keeping = new Housekeeping(warehouse);
    for (int n = 0; n < APPENDS; n++) {
      append(APPENDS - n);
    }
  }

  private void append(int day) {
    warehouse.append(
        Tables.RATES,
        Rows.of(Tables.RATES)
            .add("key" + day % 3, day, day / 10.0, 1L)
            .add("key" + day % 3 + "/beside", day, -day / 10.0, 2L));
  }

  private List<String> rows(OptionalLong version) {
    return rows(warehouse.read(Tables.RATES, Filter.all(), Tables.RATES.columnNames(), version));
  }

  private static List<String> rows(Rows read) {
    return IntStream.range(0, read.size())
        .mapToObj(
            r ->
                read.text("name", r)
                    + " "
                    + read.ints("session")[r]
                    + " "
                    + read.doubles("rate")[r]
                    + " "
                    + read.longs("known_at")[r])
        .sorted()
        .toList();
  }

  private TableUse use(SortedSet<Long> pins) {
    return keeping.use(Tables.RATES, pins).orElseThrow();
  }

  private long onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("ware house/rates"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void compactingChangesFilesAndNoRow() throws IOException {
    List<String> before = rows(OptionalLong.empty());
    assertThat(keeping.compact(Tables.RATES)).isEqualTo(new Housekeeping.Compacted(APPENDS, 1));
    assertThat(rows(OptionalLong.empty())).hasSize(2 * APPENDS).isEqualTo(before);
    assertThat(rows(OptionalLong.of(APPENDS))).as("the version before").isEqualTo(before);
    assertThat(rows(OptionalLong.of(3))).as("an older one").hasSize(6);
    assertThat(use(NONE).files()).isEqualTo(1);
    assertThat(
            Files.readString(
                folder.resolve("ware house/rates/_delta_log/%020d.json".formatted(APPENDS + 1))))
        .contains("\"dataChange\":false")
        .doesNotContain("\"dataChange\":true");
    assertThat(keeping.compact(Tables.RATES))
        .as("a second time")
        .isEqualTo(new Housekeeping.Compacted(0, 0));
    assertThat(warehouse.version(Tables.RATES)).isEqualTo(APPENDS + 1);
    assertThat(keeping.compact(Tables.EQUITY))
        .as("a table that is not there")
        .isEqualTo(new Housekeeping.Compacted(0, 0));
    Rows sorted = warehouse.read(Tables.RATES, Filter.all());
    assertThat(IntStream.range(0, sorted.size()).mapToObj(r -> sorted.text("name", r)).toList())
        .as("by which rows are looked up")
        .isSorted();
  }

  @Test
  void compactingAndAppendingAtTheSameTimeLosesNothing() {
    List<Integer> work = IntStream.range(0, 24).boxed().toList();
    Parallel.map(
        work,
        4,
        k -> {
          if (k % 4 == 0) {
            keeping.compact(Tables.RATES);
          } else {
            append(1000 + k);
          }
          return k;
        });
    assertThat(rows(OptionalLong.empty())).hasSize(2 * APPENDS + 2 * 18).doesNotHaveDuplicates();
    assertThat(use(NONE).files()).isLessThan(APPENDS + 18);
  }

  @Test
  void rowsAreTakenOutWithWhatStandsBesideThem() {
    List<String> before = rows(OptionalLong.empty());
    long removed = keeping.remove(Tables.RATES, "name", Set.of("key1", "unknown"));
    assertThat(removed).isEqualTo(before.stream().filter(row -> row.startsWith("key1")).count());
    assertThat(rows(OptionalLong.empty()))
        .isEqualTo(before.stream().filter(row -> !row.startsWith("key1")).toList());
    assertThat(rows(OptionalLong.of(APPENDS))).as("the version before").isEqualTo(before);
    long version = warehouse.version(Tables.RATES);
    assertThat(keeping.remove(Tables.RATES, "name", Set.of("key1", "key"))).isZero();
    assertThat(keeping.remove(Tables.RATES, "name", Set.of())).isZero();
    assertThat(warehouse.version(Tables.RATES)).as("nothing to write").isEqualTo(version);
  }

  @Test
  void vacuumLeavesWhatIsPinnedAndWhatIsThere() throws IOException {
    List<String> before = rows(OptionalLong.empty());
    keeping.compact(Tables.RATES);
    keeping.remove(Tables.RATES, "name", Set.of("key1"));
    List<String> now = rows(OptionalLong.empty());
    SortedSet<Long> pins = new TreeSet<>(Set.of(7L));
    List<String> pinned = rows(OptionalLong.of(7));
    assertThat(pinned).hasSize(14);
    TableUse use = use(pins);
    assertThat(use.pins()).isEqualTo(1);
    assertThat(use.bytes()).as("every byte on the disk").isEqualTo(onDisk());

    Instant later = Instant.now().plusSeconds(60);
    Housekeeping.Vacuumed counted = keeping.vacuum(Tables.RATES, pins, later, false);
    assertThat(counted.files()).as("all but the first seven, and what was compacted").isEqualTo(19);
    assertThat(counted.bytes()).isEqualTo(use.old());
    assertThat(rows(OptionalLong.of(APPENDS))).as("only counted").isEqualTo(before);
    assertThat(keeping.vacuum(Tables.RATES, pins, Instant.now().minusSeconds(600), true).files())
        .as("too young")
        .isZero();

    assertThat(keeping.vacuum(Tables.RATES, pins, later, true)).isEqualTo(counted);
    assertThat(rows(OptionalLong.empty())).isEqualTo(now);
    assertThat(rows(OptionalLong.of(7))).isEqualTo(pinned);
    assertThatThrownBy(() -> rows(OptionalLong.of(APPENDS)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContainingAll("rates", "vacuumed");
    assertThat(use(pins).old()).isZero();
    assertThat(use(pins).bytes()).isEqualTo(onDisk());
    append(99);
    assertThat(rows(OptionalLong.empty())).hasSize(now.size() + 2);
  }

  @Test
  void aFileThatNoVersionNamesIsLeftUntilItIsOld() throws IOException {
    Path stray = folder.resolve("ware house/rates/0000.parquet");
    Files.writeString(stray, "of a writer that died");
    assertThat(use(NONE).stray()).isEqualTo(Files.size(stray));
    Instant week = Instant.now().minus(Duration.ofDays(7));
    assertThat(keeping.vacuum(Tables.RATES, NONE, week, true).files()).isZero();
    assertThat(stray).exists();
    Files.setLastModifiedTime(stray, FileTime.from(week.minusSeconds(1)));
    assertThat(keeping.vacuum(Tables.RATES, NONE, week, true).files()).isEqualTo(1);
    assertThat(stray).doesNotExist();
    assertThat(rows(OptionalLong.empty())).hasSize(2 * APPENDS);
  }

  @Test
  void noProcessIsStartedToLookAtAFile() throws IOException {
    Path recorded = folder.resolve("processes.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      assertThat(keeping.vacuum(Tables.RATES, NONE, Instant.EPOCH, true).files()).isZero();
      recording.dump(recorded);
    }
    assertThat(RecordingFile.readAllEvents(recorded))
        .map(event -> event.getString("command"))
        .filteredOn(command -> command.contains("rates"))
        .isEmpty();
  }

  @Test
  void bytesAreSharedOutByValue() {
    var shares = keeping.shares(Tables.RATES, "name");
    assertThat(shares).containsOnlyKeys("key0", "key1", "key2");
    assertThat(shares.values().stream().mapToDouble(d -> d).sum())
        .isCloseTo(use(NONE).live(), Offset.offset(0.5));
  }
}
