package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseTest {
  private static final TableDef EVERYTHING =
      new TableDef(
          "everything",
          1,
          List.of(
              new Column("part", Column.Type.STRING, false, "partition"),
              new Column("t", Column.Type.STRING, true, "text"),
              new Column("l", Column.Type.LONG, true, "long"),
              new Column("i", Column.Type.INT, true, "int"),
              new Column("d", Column.Type.DOUBLE, true, "double"),
              new Column("day", Column.Type.DATE, true, "date"),
              new Column("at", Column.Type.TIMESTAMP, true, "instant"),
              new Column("b", Column.Type.BOOLEAN, true, "truth")),
          List.of("part"));
  private static final double[] ODD = {
    Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0.1
  };

  @TempDir Path folder;

  private Warehouse warehouse() {
    return Warehouse.open(folder.resolve("ware house"));
  }

  @Test
  void everyTypeComesBackBitForBit() {
    Rows rows = Rows.of(EVERYTHING);
    for (int r = 0; r < ODD.length; r++) {
      long l = Long.MIN_VALUE + r;
      rows.add("p" + r / 4, "TRUE", l, r - 3, ODD[r], r - 3, l / 1000, r % 2 == 0);
    }
    Optional<Object> none = Optional.empty();
    rows.add("p9", none, none, none, none, none, none, none);
    Warehouse warehouse = warehouse();

    assertThat(warehouse.append(EVERYTHING, rows)).isEqualTo(1);

    for (int r = 0; r < ODD.length; r++) {
      Rows one = warehouse.read(EVERYTHING, Filter.all().between("i", r - 3, r - 3));
      assertThat(one.size()).isEqualTo(1);
      assertThat(Double.doubleToRawLongBits(one.doubles("d")[0]))
          .isEqualTo(Double.doubleToRawLongBits(ODD[r]));
      assertThat(one.text("part", 0)).isEqualTo("p" + r / 4);
      assertThat(one.text("t", 0)).isEqualTo("TRUE");
      assertThat(one.longs("l")[0]).isEqualTo(Long.MIN_VALUE + r);
      assertThat(one.longs("at")[0]).isEqualTo((Long.MIN_VALUE + r) / 1000);
      assertThat(one.ints("day")[0]).isEqualTo(r - 3);
      assertThat(one.ints("b")[0]).isEqualTo(r % 2 == 0 ? 1 : 0);
    }
    Rows empty = warehouse.read(EVERYTHING, Filter.all().equal("part", "p9"));
    assertThat(empty.size()).isEqualTo(1);
    for (String column : EVERYTHING.columnNames().subList(1, 8)) {
      assertThat(empty.isNull(column, 0)).as(column).isTrue();
    }
  }

  @Test
  void aMissingTableIsEmptyAndHasNoVersion() {
    assertThat(warehouse().version(Tables.RUNS)).isEqualTo(-1);
    assertThat(warehouse().read(Tables.RUNS, Filter.all()).isEmpty()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anOlderVersionStaysReadableThroughCheckpoints() {
    Warehouse warehouse = warehouse();
    for (int n = 1; n <= 44; n++) {
      warehouse.append(
          Tables.RATES, Rows.of(Tables.RATES).add("tbill", 15_000 + n, n / 100.0, n * 1_000_000L));
    }
    assertThat(warehouse.version(Tables.RATES)).isEqualTo(44);
    for (long version : new long[] {0, 1, 19, 20, 21, 44}) {
      Rows rows =
          warehouse.read(Tables.RATES, Filter.all(), List.of("rate"), OptionalLong.of(version));
      assertThat(rows.size()).isEqualTo((int) version);
    }
    assertThat(
            folder.resolve("ware house/rates/_delta_log/00000000000000000040.checkpoint.parquet"))
        .exists();
    assertThatThrownBy(
            () -> warehouse.read(Tables.RATES, Filter.all(), List.of("rate"), OptionalLong.of(45)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("no version 45")
        .hasMessageContaining("up to 44");
  }

  @Test
  void aWriteOfASeriesHappensOnce() {
    Warehouse one = warehouse();
    Warehouse.Once next = one.next(Tables.RATES, "import:x");
    one.append(Tables.RATES, Rows.of(Tables.RATES).add("a", 1, 0.1, 1L), next);
    assertThatThrownBy(
            () -> one.append(Tables.RATES, Rows.of(Tables.RATES).add("a", 1, 0.1, 1L), next))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("import:x");
    assertThat(one.read(Tables.RATES, Filter.all()).size()).isEqualTo(1);
    assertThat(one.next(Tables.RATES, "import:x").version()).isEqualTo(next.version() + 1);
  }

  @Test
  void aNewerSchemaIsRefusedInWords() {
    TableDef newer = new TableDef("rates", 7, Tables.RATES.columns(), List.of());
    warehouse().append(newer, Rows.of(newer).add("a", 1, 0.1, 1L));
    assertThatThrownBy(() -> warehouse().read(Tables.RATES, Filter.all()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("schema version 7")
        .hasMessageContaining("knows version 1");
  }

  @Test
  void aFileIsNoWarehouse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Warehouse.open(file.resolve("w")))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("is a file, not a folder")
        .hasMessageContaining("--warehouse");
  }

  @Test
  void anObjectStoreWithoutASafeLogStoreIsRefused() {
    assertThatThrownBy(() -> Warehouse.open("gs://bucket/w"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("io.delta.kernel.logStore.gs.impl");
  }

  @Test
  void whatAnObjectStoreNeedsIsNamedWhereItIsMissing() {
    Warehouse warehouse = Warehouse.open("s3a://bucket/w");
    assertThatThrownBy(() -> warehouse.read(Tables.RATES, Filter.all()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("aws-java-sdk-bundle")
        .hasMessageContaining("FINAGENT_CLASSPATH");
  }

  @Test
  void aWarehouseTravelsAsItsAddressAndWhatSparkWasTold()
      throws IOException, ClassNotFoundException {
    System.setProperty("spark.hadoop.fs.test.travels", "far");
    Warehouse here = warehouse();
    System.clearProperty("spark.hadoop.fs.test.travels");
    here.append(Tables.RATES, Rows.of(Tables.RATES).add("a", 1, 0.1, 1L));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(here);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Warehouse there = (Warehouse) in.readObject();
      assertThat(there.read(Tables.RATES, Filter.all()).size()).isEqualTo(1);
      assertThat(there.settings().get("fs.test.travels")).isEqualTo("far");
    }
  }

  @Test
  void statisticsLeaveFilesUnopened() throws IOException {
    Warehouse warehouse = warehouse();
    for (String name : List.of("a", "b", "c")) {
      warehouse.append(Tables.RATES, Rows.of(Tables.RATES).add(name, 1, 0.1, 1L));
    }
    try (Stream<Path> files = Files.list(folder.resolve("ware house/rates"))) {
      List<Path> data = files.filter(f -> f.toString().endsWith(".parquet")).toList();
      assertThat(data).hasSize(3);
    }
    Filter b = Filter.all().equal("name", "b");
    Path damaged = fileOf(warehouse, "a");
    Files.writeString(damaged, "damaged");
    assertThat(warehouse.read(Tables.RATES, b).size()).isEqualTo(1);
    assertThatThrownBy(() -> warehouse.read(Tables.RATES, Filter.all()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Cannot read table rates");
  }

  /** The file whose removal would lose the row. */
  private Path fileOf(Warehouse warehouse, String name) throws IOException {
    Path log = folder.resolve("ware house/rates/_delta_log");
    int version = name.charAt(0) - 'a' + 1;
    String json = Files.readString(log.resolve("%020d.json".formatted(version)));
    int at = json.indexOf("\"path\":\"") + 8;
    String path = json.substring(at, json.indexOf('"', at));
    return folder.resolve("ware house/rates").resolve(path);
  }
}
