package finagent.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes write one warehouse at the same time, and create its tables doing so. */
class SeveralJvmsTest {
  private static final int WRITERS = Integer.getInteger("finagent.writers", 4);
  private static final int APPENDS = Integer.getInteger("finagent.appends", 5);

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNothingTwice() throws IOException, InterruptedException {
    Path place = folder.resolve("w");
    List<Process> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      writers.add(start(place, w));
    }
    for (int w = 0; w < WRITERS; w++) {
      boolean ended = writers.get(w).waitFor(3, TimeUnit.MINUTES);
      String output = Files.readString(folder.resolve("out" + w));
      assertThat(ended).as(output).isTrue();
      assertThat(writers.get(w).exitValue()).as(output).isZero();
    }
    Warehouse warehouse = Warehouse.open(place);
    Rows rows = warehouse.read(Tables.RATES, Filter.all());
    Set<String> seen = new TreeSet<>();
    for (int r = 0; r < rows.size(); r++) {
      seen.add(rows.text("name", r) + "/" + rows.ints("session")[r]);
    }
    assertThat(rows.size()).isEqualTo(WRITERS * APPENDS);
    assertThat(seen).hasSize(WRITERS * APPENDS);
    assertThat(warehouse.version(Tables.RATES)).isEqualTo(WRITERS * APPENDS);
    assertThat(warehouse.version(Tables.BENCHMARK)).isEqualTo(WRITERS * APPENDS);
    try (Stream<Path> log = Files.list(place.resolve("rates/_delta_log"))) {
      assertThat(log.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  private Process start(Path place, int writer) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SeveralJvmsTest.class.getName(),
            place.toString(),
            Integer.toString(writer))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out" + writer).toFile())
        .start();
  }

  /** One writer. */
  public static void main(String[] args) {
    Warehouse warehouse = Warehouse.open(args[0]);
    for (int n = 0; n < APPENDS; n++) {
      warehouse.append(Tables.RATES, Rows.of(Tables.RATES).add("writer" + args[1], n, 0.01, 1L));
      warehouse.append(
          Tables.BENCHMARK, Rows.of(Tables.BENCHMARK).add("writer" + args[1], n, 0.01, 1L));
    }
  }
}
