package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import finagent.tables.ActiveFile.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLogTest {
  private static final TableDef NUMBERED =
      new TableDef(
          "numbered",
          1,
          List.of(
              new Column("name", Column.Type.STRING, false, "text"),
              new Column("n", Column.Type.LONG, false, "number"),
              new Column("at", Column.Type.TIMESTAMP, false, "instant")),
          List.of());

  @TempDir Path folder;

  private Warehouse warehouse() {
    return Warehouse.open(folder.resolve("w"));
  }

  private static Rows row(String name, long n) {
    Rows rows = Rows.of(NUMBERED);
    rows.add(name, n, n * 1_000_001);
    return rows;
  }

  private static List<Long> numbers(Rows rows) {
    return Arrays.stream(rows.longs("n")).limit(rows.size()).boxed().sorted().toList();
  }

  @Test
  void whatAnotherWarehouseObjectWroteIsSeenAtOnce() {
    Warehouse one = warehouse();
    Warehouse other = warehouse();
    for (long n = 1; n <= 25; n++) {
      (n % 2 == 0 ? one : other).append(NUMBERED, row("r" + n, n));
      assertThat(one.version(NUMBERED)).isEqualTo(n);
      assertThat(numbers(other.read(NUMBERED, Filter.all()))).hasSize((int) n);
      assertThat(numbers(one.read(NUMBERED, Filter.all().equal("name", "r" + n))))
          .containsExactly(n);
      assertThat(
              numbers(one.read(NUMBERED, Filter.all().between("at", n * 1_000_001, n * 1_000_001))))
          .containsExactly(n);
    }
  }

  @Test
  void anEarlierVersionIsReadAsItWas() {
    Warehouse warehouse = warehouse();
    for (long n = 1; n <= 12; n++) {
      warehouse.append(NUMBERED, row("r", n));
    }
    Rows then = warehouse.read(NUMBERED, Filter.all(), NUMBERED.columnNames(), OptionalLong.of(4));
    assertThat(numbers(then)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aTableMadeInThePlaceOfADeletedOneIsAnother() throws IOException {
    Warehouse warehouse = warehouse();
    for (long n = 1; n <= 12; n++) {
      warehouse.append(NUMBERED, row("old", n));
    }
    assertThat(warehouse.read(NUMBERED, Filter.all()).size()).isEqualTo(12);
    try (Stream<Path> all = Files.walk(folder.resolve("w/numbered"))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    assertThat(warehouse.version(NUMBERED)).isEqualTo(-1);
    warehouse().append(NUMBERED, row("new", 1));
    assertThat(warehouse.version(NUMBERED)).isEqualTo(1);
    assertThat(warehouse.read(NUMBERED, Filter.all()).text("name", 0)).isEqualTo("new");
  }

  @Test
  void aVersionWithANewerSchemaIsRefusedAlsoWhereTheOneBeforeItIsKept() throws IOException {
    Warehouse warehouse = warehouse();
    warehouse.append(NUMBERED, row("r", 1));
    assertThat(warehouse.read(NUMBERED, Filter.all()).size()).isEqualTo(1);
    Path log = folder.resolve("w/numbered/_delta_log");
    String first = Files.readString(log.resolve("00000000000000000000.json"));
    String metadata =
        first.lines().filter(line -> line.startsWith("{\"metaData\"")).findFirst().orElseThrow();
    String newer =
        metadata.replace(
            "\"%s\":\"1\"".formatted(TableDef.SCHEMA_VERSION),
            "\"%s\":\"2\"".formatted(TableDef.SCHEMA_VERSION));
    assertThat(newer).isNotEqualTo(metadata);
    Files.writeString(log.resolve("00000000000000000002.json"), newer + "\n");
    assertThatThrownBy(() -> warehouse.read(NUMBERED, Filter.all()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("numbered")
        .hasMessageContaining("2");
  }

  @Test
  void statisticsInAnotherFormAreNoStatistics() {
    Column at = NUMBERED.column("at");
    String json = "{\"minValues\":{\"at\":\"%1$s\"},\"maxValues\":{\"at\":\"%1$s\"}}";
    var other = ActiveFile.statistics(json.formatted("2016-01-04 00:00:00"));
    assertThat(new ActiveFile("f", 1, Map.of(), other).numbers(at)).isEmpty();
    var known = ActiveFile.statistics(json.formatted("1970-01-01T01:00:00.001+01:00"));
    assertThat(new ActiveFile("f", 1, Map.of(), known).numbers(at))
        .contains(new ActiveFile.Numbers(1_000, 1_999));
    assertThat(new ActiveFile("f", 1, Map.of(), ActiveFile.statistics("no JSON")).numbers(at))
        .isEmpty();
  }

  @Test
  void rangesOfTextsGoByCodePoint() {
    String clef = "\uD834\uDD1E"; // beyond the first plane, but its first char is below U+FB01
    assertThat(new Texts("a", clef).holds("\uFB01")).isTrue();
    assertThat(new Texts("a", "\uFB01").holds(clef)).isFalse();
    assertThat(new Texts("ab", "ad").holds("ac")).isTrue();
    assertThat(new Texts("ab", "ad").holds("ada")).isFalse();
    assertThat(new Texts("ab", "ad").holds("a")).isFalse();
  }
}
