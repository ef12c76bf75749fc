package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.jobs.grid.SharedSpark;
import finagent.jobs.montecarlo.Simulation;
import finagent.sandbox.grid.Grid;
import finagent.sandbox.grid.Here;
import finagent.sandbox.montecarlo.ChunkRow;
import finagent.sandbox.montecarlo.ModelKind;
import finagent.sandbox.montecarlo.Paths;
import finagent.tables.montecarlo.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is promised of a simulation, for every model its markets may come from. */
@Tag("slow")
class EveryModelTest {
  @TempDir static Path folder;
  static SmallSimulations simulations;
  static final SortedMap<ModelKind, String> DIGESTS = new TreeMap<>();

  @BeforeAll
  static void market() throws IOException {
    simulations = SmallSimulations.in(folder);
  }

  private static String digest(ModelKind kind) {
    return DIGESTS.computeIfAbsent(kind, k -> simulations.digest(k, Here.here(1), 1, "one"));
  }

  @ParameterizedTest
  @EnumSource
  void theSameBitsHoweverItIsCut(ModelKind kind) {
    String one = digest(kind);
    assertThat(one).hasSize(64);
    assertThat(simulations.digest(kind, Here.asIfRemote(2), 2, "2")).isEqualTo(one);
    assertThat(simulations.digest(kind, SharedSpark.grid(), 7, "spark")).isEqualTo(one);
    try (Grid shuffled = new ShuffledGrid(Here.here(1), new Random(5))) {
      assertThat(simulations.digest(kind, shuffled, 50, "50")).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameBitsWhateverOrderItsChunksWereWrittenIn(ModelKind kind) {
    digest(kind);
    Simulation.Outcome whole = simulations.outcome(kind, Here.here(1), 1, "one");
    List<List<Tally>> chunks =
        new ArrayList<>(simulations.chunks("one", whole.key(), 1L << 50).values());
    Collections.shuffle(chunks, new Random(5));
    chunks.forEach(chunk -> simulations.store("reordered").append(whole.key(), chunk));
    Simulation.Outcome again = simulations.outcome(kind, Here.here(1), 1, "reordered");
    assertThat(again.computed()).isZero();
    assertThat(SmallSimulations.digest(again)).isEqualTo(SmallSimulations.digest(whole));
  }

  @ParameterizedTest
  @EnumSource
  void everyPathAloneIsThePathOfTheSweep(ModelKind kind) {
    digest(kind);
    Simulation.Outcome whole = simulations.outcome(kind, Here.here(1), 1, "one");
    long chunk = 1;
    double[] returns = new double[Paths.CHUNK];
    List<Integer> order = new ArrayList<>();
    for (int p = 0; p < returns.length; p++) {
      order.add(p);
    }
    Collections.shuffle(order, new Random(5));
    SmallSimulations.Alone alone = simulations.alone(kind, 1);
    for (int p : order) {
      double[] equity = alone.equity(chunk * Paths.CHUNK + p);
      returns[p] = equity[equity.length - 1] / equity[0] - 1;
    }
    Tally kept =
        simulations.chunks("one", whole.key(), 2).get(chunk).stream()
            .filter(tally -> tally.statistic().equals("total-return"))
            .findFirst()
            .orElseThrow();
    assertThat(ChunkRow.of(chunk, returns, Paths.CHUNK)).isEqualTo(kept.row());
    assertThat(kept.row().bins()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource
  void seedsShareNoPath(ModelKind kind) {
    TreeSet<String> seen = new TreeSet<>();
    int paths = 0;
    for (long seed : new long[] {1, 2, -1, 1L << 40}) {
      SmallSimulations.Alone alone = simulations.alone(kind, seed);
      for (long path = 0; path < 1200; path += 7) {
        seen.add(alone.closes(path));
        paths++;
      }
    }
    assertThat(seen).hasSize(paths);
  }

  @Test
  void theSameBitsWithoutVectors() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            SmallSimulations.class.getName(),
            folder.resolve("scalar").toString());
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("scalar.log").toFile()).start();
    List<String> told =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    List<String> expected = new ArrayList<>();
    expected.add("vectors: false");
    for (ModelKind kind : ModelKind.values()) {
      expected.add(kind.word() + " " + digest(kind));
    }
    assertThat(told).isEqualTo(expected);
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
  }
}
