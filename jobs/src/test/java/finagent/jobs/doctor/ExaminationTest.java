package finagent.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import finagent.jobs.grid.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with an executor, and what to set. */
class ExaminationTest {
  private static final long NOW = 1_700_000_000_000_000L;
  private static final Round ROUND = new Round(new TreeMap<>(), NOW, NOW + 200_000, List.of());
  private static final Vitals DRIVER = vitals("driver");
  private static final Vitals GOOD = vitals("1");

  private static Vitals vitals(String executor) {
    return new Vitals(
        executor,
        "node-7",
        "17.0.9",
        "3.5.7",
        "2.12.18",
        true,
        "1",
        8,
        1L << 30,
        "UTC",
        "en_US",
        "1.5",
        "ab".repeat(32),
        "",
        NOW + 100_000);
  }

  /** What is not well about an executor, with the words said. */
  private static List<String> wrong(Vitals one) {
    return Examination.judge(DRIVER, one, ROUND).stream()
        .filter(finding -> !finding.well())
        .map(finding -> finding.where() + " | " + finding.what() + " | " + finding.found())
        .toList();
  }

  @Test
  void aGoodExecutorHasNoFault() {
    assertThat(wrong(GOOD)).isEmpty();
    assertThat(Examination.judge(DRIVER, GOOD, ROUND))
        .extracting(Finding::what)
        .containsExactly(
            "java",
            "spark",
            "program",
            "vectors",
            "threads",
            "time zone",
            "locale",
            "warehouse",
            "clock");
  }

  @Test
  void eachFaultIsNamedWithItsExecutorAndWhatToSet() {
    Vitals bad =
        new Vitals(
            "2",
            "node-8",
            "11.0.2",
            "3.5.1",
            "2.12.18",
            false,
            "16",
            8,
            1L << 30,
            "America/New_York",
            "de_DE",
            "1,5",
            "cd".repeat(32),
            "does not see what the driver wrote there: it is another folder",
            NOW - 5_000_000);
    List<String> wrong = wrong(bad);
    assertThat(wrong).allMatch(line -> line.startsWith("executor 2 on node-8 | "));
    assertThat(wrong)
        .satisfiesExactly(
            line -> assertThat(line).contains("java", "11.0.2", "spark.executorEnv.JAVA_HOME"),
            line -> assertThat(line).contains("spark", "3.5.1", "the driver has 3.5.7"),
            line -> assertThat(line).contains("program", "cdcdcdcdcdcd", "abababababab"),
            line -> assertThat(line).contains("vectors", "--add-modules jdk.incubator.vector"),
            line -> assertThat(line).contains("threads", "spark.executorEnv.OMP_NUM_THREADS=1"),
            line -> assertThat(line).contains("time zone", "-Duser.timezone=UTC"),
            line -> assertThat(line).contains("locale", "1,5", "-Duser.language=en"),
            line -> assertThat(line).contains("warehouse", "another folder", "shared mount"),
            line -> assertThat(line).contains("clock", "at least 5.0 s behind"));
  }

  @Test
  void anExecutorOfTheSharedSessionIsMetAndWell(@TempDir Path folder) throws IOException {
    List<Finding> findings = Examination.of(SharedSpark.session(), folder.toString());
    assertThat(findings).extracting(Finding::where).containsOnly("this JVM");
    assertThat(findings)
        .as("what a test's JVM can be held to")
        .filteredOn(finding -> !finding.what().equals("threads"))
        .allMatch(Finding::well);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("nothing is left in the warehouse").isEmpty();
    }
  }

  @Test
  void anotherFolderOfTheSameNameIsFoundOut(@TempDir Path folder) throws IOException {
    try (Marked mark = Marked.leave(folder.toString())) {
      assertThat(Marked.trouble(mark.place(), mark.token())).isEmpty();
      assertThat(Marked.trouble(mark.place(), "other")).contains("something else");
      assertThat(Marked.trouble(folder + "/nowhere/x", mark.token())).contains("another folder");
    }
  }
}
