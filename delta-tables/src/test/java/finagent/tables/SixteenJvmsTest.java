package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twelve processes with Delta Kernel and four with Spark write one warehouse at the same time: each
 * twenty times rows, and then the commit that makes them count. {@code -Dfinagent.repetitions=5}
 * does all of it five times.
 */
@Tag("slow")
class SixteenJvmsTest {
  private static final int WRITERS = 16;
  private static final int ON_SPARK = 4;
  private static final int APPENDS = 20;
  private static final int REPETITIONS = Integer.getInteger("finagent.repetitions", 1);

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNothingTwice() throws IOException, InterruptedException {
    for (int r = 0; r < REPETITIONS; r++) {
      together(folder.resolve("w" + r));
    }
  }

  private void together(Path place) throws IOException, InterruptedException {
    Warehouse warehouse = Warehouse.open(place);
    row(warehouse, "first", 0);
    List<Process> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      writers.add(start(place, w));
    }
    for (int w = 0; w < WRITERS; w++) {
      boolean ended = writers.get(w).waitFor(10, TimeUnit.MINUTES);
      String output = Files.readString(folder.resolve("out" + w));
      assertThat(ended).as(output).isTrue();
      assertThat(writers.get(w).exitValue()).as(output).isZero();
    }
    Set<String> expected = new TreeSet<>(Set.of("first/0"));
    for (int w = 0; w < WRITERS; w++) {
      for (int n = 0; n < APPENDS; n++) {
        expected.add("w%d/%d".formatted(w, n));
      }
    }
    assertThat(written(warehouse)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(committed(warehouse)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(warehouse.version(Tables.COMMITS)).isEqualTo(WRITERS * APPENDS + 1);
  }

  private static List<String> written(Warehouse warehouse) {
    Rows rows = warehouse.read(Tables.RATES, Filter.all());
    List<String> found = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      found.add(rows.text("name", r) + "/" + rows.ints("session")[r]);
    }
    return found;
  }

  private static List<String> committed(Warehouse warehouse) {
    Rows rows = warehouse.read(Tables.COMMITS, Filter.all());
    List<String> found = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      found.add(rows.text("key", r));
    }
    return found;
  }

  private Process start(Path place, int writer) throws IOException {
    boolean spark = writer < ON_SPARK;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(spark ? "-Xmx700m" : "-Xmx200m");
    command.add("-XX:TieredStopAtLevel=1");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SixteenJvmsTest.class.getName());
    command.add(spark ? "spark" : "kernel");
    command.add(place.toString());
    command.add("w" + writer);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out" + writer).toFile())
        .start();
  }

  /** One writer. */
  public static void main(String[] args) {
    Warehouse warehouse = Warehouse.open(args[1]);
    if (args[0].equals("kernel")) {
      for (int n = 0; n < APPENDS; n++) {
        row(warehouse, args[2], n);
      }
      return;
    }
    SparkSession.Builder builder =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false");
    Warehouse.sparkSettings().forEach(builder::config);
    try (SparkSession spark = builder.getOrCreate()) {
      for (int n = 0; n < APPENDS; n++) {
        insert(spark, warehouse, args[2], n);
      }
    }
  }

  private static void row(Warehouse warehouse, String writer, int n) {
    warehouse.append(Tables.RATES, Rows.of(Tables.RATES).add(writer, n, 0.01, 1L));
    String key = writer + "/" + n;
    warehouse.append(
        Tables.COMMITS,
        Rows.of(Tables.COMMITS)
            .add(key, key, "run", 1, 0L, 1L, "digest", "bitwise", 1L, Optional.empty()));
  }

  private static void insert(SparkSession spark, Warehouse warehouse, String writer, int n) {
    spark.sql(
        "INSERT INTO delta.`%s` VALUES ('%s', date_add(DATE'1970-01-01', %d), 0.01D, TIMESTAMP'1970-01-01 00:00:00')"
            .formatted(warehouse.place(Tables.RATES), writer, n));
    String key = writer + "/" + n;
    spark.sql(
        "INSERT INTO delta.`%s` VALUES ('%s', '%s', 'run', 1, 0L, 1L, 'digest', 'bitwise', TIMESTAMP'1970-01-01 00:00:00', NULL)"
            .formatted(warehouse.place(Tables.COMMITS), key, key));
  }
}
