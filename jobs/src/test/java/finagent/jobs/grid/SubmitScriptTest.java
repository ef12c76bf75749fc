package finagent.jobs.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code scripts/submit} makes of a driver's end in cluster mode. The reports are those of
 * Spark 3.5, told by a program in place of its spark-submit.
 */
class SubmitScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("finagent.root", ".."), "scripts/submit").toAbsolutePath();

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void jar() throws IOException {
    assumeThat(Path.of("/bin/bash")).as("the scripts are for bash").exists();
    jar = Files.writeString(folder.resolve("grid.jar"), "");
  }

  /** Exit code of the script where spark-submit reports this and ends with a code. */
  private int submit(String master, String report, int code, String... options)
      throws IOException, InterruptedException {
    Path spark = folder.resolve("spark");
    Files.createDirectories(spark.resolve("bin"));
    Files.writeString(spark.resolve("report"), report);
    Path program = spark.resolve("bin/spark-submit");
    Files.writeString(
        program, "#!/bin/bash\ncat \"$SPARK_HOME/report\" >&2\nexit %d\n".formatted(code));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command =
        new ArrayList<>(List.of("/bin/bash", SCRIPT.toString(), "--master", master));
    command.addAll(List.of("--deploy-mode", "cluster", "--spark-home", spark.toString()));
    command.addAll(List.of("--jar", jar.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("run", "x.yaml"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }

  @ParameterizedTest
  @CsvSource({"FINISHED, 0", "FAILED, 1", "KILLED, 1", "RUNNING, 3"})
  void onStandaloneTheMastersStateDecides(String state, int expected) throws Exception {
    String report =
        "26/11/20 ClientEndpoint: State of driver-20261120120000-0001 is %s\n".formatted(state);
    assertThat(submit("spark://127.0.0.1:7077", report, 0)).isEqualTo(expected);
  }

  @Test
  void onYarnSparkSubmitFailsItself() throws Exception {
    String report = "\t final status: SUCCEEDED\n";
    assertThat(submit("yarn", report, 0)).isZero();
    assertThat(submit("yarn", "Application application_1_0001 finished with failed status\n", 1))
        .isEqualTo(1);
    assertThat(submit("yarn", report, 0, "--conf", "spark.yarn.submit.waitAppCompletion=false"))
        .as("nobody waited")
        .isEqualTo(3);
  }

  private static String container(String name, String state) {
    return "\n\t container name: %s\n\t container image: i\n\t container state: %s"
        .formatted(name, state);
  }

  private static String ended(String name, int code) {
    return container(name, "terminated")
        + "\n\t container started at: t\n\t container finished at: t"
        + "\n\t exit code: %d\n\t termination reason: Completed\n".formatted(code);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "137, 137"})
  void onKubernetesTheDriversContainerDecides(int code, int expected) throws Exception {
    String report =
        "LoggingPodStatusWatcherImpl: Container final statuses:\n\n"
            + ended("spark-kubernetes-driver", code)
            + "\n"
            + ended("sidecar", 7)
            + "LoggingPodStatusWatcherImpl: Application f with submission ID a:b finished\n";
    assertThat(submit("k8s://https://127.0.0.1:6443", report, 0)).isEqualTo(expected);
  }

  @Test
  void aDriverOnKubernetesWhoseEndWasNotReportedWasLostSightOf() throws Exception {
    String report = container("spark-kubernetes-driver", "running");
    assertThat(submit("k8s://https://127.0.0.1:6443", report, 0)).isEqualTo(3);
    assertThat(submit("k8s://https://127.0.0.1:6443", ended("own-name", 4), 0)).isEqualTo(4);
  }
}
