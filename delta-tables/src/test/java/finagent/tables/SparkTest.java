package finagent.tables;

import static finagent.tables.ingest.Csvs.HEADER;
import static finagent.tables.ingest.Csvs.flat;
import static finagent.tables.ingest.Csvs.write;
import static org.assertj.core.api.Assertions.assertThat;

import finagent.planner.Digest;
import finagent.sandbox.grid.Slice;
import finagent.tables.ingest.Csvs;
import finagent.tables.ingest.FileRestater;
import finagent.tables.ingest.ImportReport;
import finagent.tables.ingest.ImportRequest;
import finagent.tables.ingest.Progress;
import finagent.tables.ingest.SparkRestater;
import finagent.tables.market.DeltaMarket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark does to the same tables; one session for all. */
class SparkTest {
  private static final long FROM = LocalDate.of(2020, 1, 1).toEpochDay();
  private static final long TO = LocalDate.of(2020, 12, 31).toEpochDay();
  private static SparkSession spark;

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeAll
  static void startSpark() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2");
    Warehouse.sparkSettings().forEach(builder::config);
    spark = builder.getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void importTwoInstruments() throws IOException {
    warehouse = Warehouse.open(folder.resolve("w"));
    ingest(
        "2026-01-01T00:00:00Z",
        "1.csv",
        flat("2020-01-02", "A", 10)
            + flat("2020-01-03", "A", 11)
            + flat("2020-01-02", "B", 20)
            + flat("2020-01-03", "B", 21));
  }

  private ImportReport ingest(String now, String name, String bars) throws IOException {
    Path file = write(folder, name, HEADER + bars);
    return Csvs.importer(warehouse, now, new SparkRestater(() -> spark))
        .run(ImportRequest.of(ImportRequest.Kind.BARS, "x", file), Progress.silent());
  }

  private Slice slice(String instrument, long version) {
    return new Slice("x", version, List.of(instrument), "", "", FROM, TO);
  }

  private Digest fingerprint(String instrument) {
    return new DeltaMarket(warehouse)
        .fingerprint(slice(instrument, warehouse.version(Tables.BARS_DAILY)));
  }

  private double close(String instrument, int bar, long version) {
    return new DeltaMarket(warehouse).read(slice(instrument, version)).bars().at("close", bar, 0);
  }

  @Test
  void barsRestatedWithoutSparkAreWhatSparkReads() throws IOException {
    long before = warehouse.version(Tables.BARS_DAILY);
    Path file =
        write(
            folder,
            "2.csv",
            HEADER
                + flat("2020-01-03", "A", 15)
                + flat("2020-01-06", "A", 16)
                + flat("2020-01-06", "C", 30));
    Csvs.importer(warehouse, "2026-01-02T00:00:00Z", new FileRestater())
        .run(ImportRequest.of(ImportRequest.Kind.BARS, "x", file), Progress.silent());
    Dataset<Row> bars = spark.read().format("delta").load(warehouse.place(Tables.BARS_DAILY));
    assertThat(
            bars.orderBy("instrument_id", "session").collectAsList().stream()
                .map(
                    row ->
                        "%s %s %s"
                            .formatted(
                                row.<String>getAs("instrument_id"),
                                row.<Object>getAs("session"),
                                row.<Double>getAs("close"))))
        .containsExactly(
            "A 2020-01-02 10.0",
            "A 2020-01-03 15.0",
            "A 2020-01-06 16.0",
            "B 2020-01-02 20.0",
            "B 2020-01-03 21.0",
            "C 2020-01-06 30.0");
    assertThat(close("A", 1, before)).as("the older version stays readable").isEqualTo(11);
    assertThat(warehouse.version(Tables.BARS_DAILY)).isEqualTo(before + 1);
    ingest("2026-01-03T00:00:00Z", "3.csv", flat("2020-01-03", "A", 17));
    assertThat(close("A", 1, warehouse.version(Tables.BARS_DAILY)))
        .as("Spark merges on top of it")
        .isEqualTo(17);
  }

  @Test
  void aRestatedBarReplacesTheOldOneWhichStaysReadable() throws IOException {
    long before = warehouse.version(Tables.BARS_DAILY);
    Digest a = fingerprint("A");
    Digest b = fingerprint("B");

    ImportReport report =
        ingest(
            "2026-01-02T00:00:00Z",
            "2.csv",
            flat("2020-01-03", "A", 11.5) + flat("2020-01-06", "A", 12));

    assertThat(report.restated()).isEqualTo(1);
    assertThat(report.added()).isEqualTo(1);
    assertThat(warehouse.read(Tables.BARS_DAILY, Filter.all()).size()).isEqualTo(5);
    long after = warehouse.version(Tables.BARS_DAILY);
    assertThat(close("A", 1, after)).isEqualTo(11.5);
    assertThat(close("A", 2, after)).isEqualTo(12);
    assertThat(close("A", 1, before)).isEqualTo(11);
    assertThat(fingerprint("A")).isNotEqualTo(a);
    assertThat(fingerprint("B")).isEqualTo(b);
    assertThat(new DeltaMarket(warehouse).fingerprint(slice("A", before)))
        .as("at the old version")
        .isEqualTo(a);
    assertThat(folder.resolve("w/_staging")).doesNotExist();

    ImportReport again = ingest("2026-01-03T00:00:00Z", "3.csv", flat("2020-01-03", "A", 11.5));
    assertThat(again.wrote()).isFalse();
  }

  @Test
  void sumsAfterARestatementAreThoseOfAFreshImport() throws IOException {
    ingest("2026-01-02T00:00:00Z", "2.csv", flat("2020-01-03", "A", 11.5));
    Digest restated = fingerprint("A");
    warehouse = Warehouse.open(folder.resolve("fresh"));
    ingest(
        "2026-01-09T00:00:00Z",
        "3.csv",
        flat("2020-01-02", "A", 10) + flat("2020-01-03", "A", 11.5) + flat("2020-01-03", "B", 1));
    assertThat(fingerprint("A")).isEqualTo(restated);
  }

  @Test
  void compactingChangesFilesAndNoFingerprint() throws IOException {
    ingest("2026-01-02T00:00:00Z", "2.csv", flat("2020-01-06", "A", 12));
    Digest a = fingerprint("A");
    long before = warehouse.version(Tables.BARS_DAILY);
    assertThat(
            new Upkeep(spark, warehouse)
                .compact(Tables.BARS_DAILY, List.of("instrument_id", "session")))
        .isGreaterThan(before);
    assertThat(fingerprint("A")).isEqualTo(a);
    assertThat(close("A", 2, warehouse.version(Tables.BARS_DAILY))).isEqualTo(12);
    assertThat(ingest("2026-01-03T00:00:00Z", "3.csv", flat("2020-01-07", "A", 13)).added())
        .isEqualTo(1);
  }

  @Test
  void sparkReadsWhatHousekeepingLeft() throws IOException {
    ingest("2026-01-02T00:00:00Z", "2.csv", flat("2020-01-06", "A", 12));
    ingest("2026-01-03T00:00:00Z", "3.csv", flat("2020-01-06", "B", 22));
    long pinned = warehouse.version(Tables.BARS_DAILY);
    Digest a = fingerprint("A");
    Housekeeping keeping = new Housekeeping(warehouse);
    assertThat(keeping.compact(Tables.BARS_DAILY)).isEqualTo(new Housekeeping.Compacted(3, 1));
    assertThat(keeping.remove(Tables.BARS_DAILY, "instrument_id", Set.of("B"))).isEqualTo(3);
    assertThat(
            keeping
                .vacuum(
                    Tables.BARS_DAILY,
                    new TreeSet<>(Set.of(pinned)),
                    Instant.now().plusSeconds(60),
                    true)
                .files())
        .as("the compacted file, which the pinned version does not need")
        .isEqualTo(1);
    String place = warehouse.place(Tables.BARS_DAILY);
    assertThat(spark.read().format("delta").load(place).count()).isEqualTo(3);
    assertThat(spark.read().format("delta").option("versionAsOf", pinned).load(place).count())
        .isEqualTo(6);
    assertThat(fingerprint("A")).isEqualTo(a);
    assertThat(ingest("2026-01-04T00:00:00Z", "4.csv", flat("2020-01-03", "A", 17)).restated())
        .as("Spark merges on top of it")
        .isEqualTo(1);
    assertThat(close("A", 1, warehouse.version(Tables.BARS_DAILY))).isEqualTo(17);
  }

  @Test
  void sparkReadsWhatKernelWroteAndTheOtherWayRound() {
    Dataset<Row> table = spark.read().format("delta").load(warehouse.place(Tables.BARS_DAILY));
    assertThat(table.count()).isEqualTo(4);
    assertThat(table.schema().apply("volume").getComment().get())
        .isEqualTo("traded volume, shares");
    Row first = table.orderBy("instrument_id", "session").first();
    assertThat(first.getAs("end_at").toString()).startsWith("2020-01-02");
    assertThat(first.<Double>getAs("close")).isEqualTo(10.0);

    Rows rates = Rows.of(Tables.RATES).add("k", 1, Double.NaN, 5L);
    warehouse.append(Tables.RATES, rates);
    spark
        .sql(
            "INSERT INTO delta.`%s` VALUES ('s', DATE'1970-01-03', CAST('-0.0' AS DOUBLE),"
                    .formatted(warehouse.place(Tables.RATES))
                + " TIMESTAMP'1970-01-01 00:00:00.000007')")
        .count();
    Rows read =
        warehouse.read(
            Tables.RATES,
            Filter.all().equal("name", "s"),
            Tables.RATES.columnNames(),
            OptionalLong.empty());
    assertThat(read.ints("session")[0]).isEqualTo(2);
    assertThat(Double.doubleToRawLongBits(read.doubles("rate")[0]))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(read.longs("known_at")[0]).isEqualTo(7);
  }
}
