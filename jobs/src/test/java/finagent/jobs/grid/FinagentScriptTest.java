package finagent.jobs.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/finagent} where several people share one folder. Maven and Java are small programs
 * here that write down how they were called.
 */
class FinagentScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("finagent.root", ".."), "scripts/finagent").toAbsolutePath();

  @TempDir Path folder;
  private Path root;
  private Path bin;
  private Path target;

  @BeforeEach
  void aFolderThatIsNotBuiltYet() throws IOException {
    assumeThat(Path.of("/bin/bash")).as("the scripts are for bash").exists();
    root = folder.resolve("root");
    bin = Files.createDirectories(folder.resolve("bin"));
    target = Files.createDirectories(root.resolve("jobs/target"));
    Files.createDirectories(root.resolve("scripts"));
    Files.copy(SCRIPT, root.resolve("scripts/finagent"));
    Files.writeString(
        root.resolve("pom.xml"), "<project>\n  <version>0.2.0</version>\n</project>\n");
    for (String room :
        List.of(
            "planner",
            "sandbox-montecarlo",
            "rl-distributed",
            "agents",
            "delta-tables",
            "jobs",
            "notebooks/kernel")) {
      Files.createDirectories(root.resolve(room + "/src/main"));
      Files.writeString(root.resolve(room).resolve("pom.xml"), "<project/>\n");
    }
    program("java", "echo \"$@\" >> '%s'".formatted(folder.resolve("java.log")));
    program(
        "mvn",
        """
        echo built >> '%s'
        if [ -p gate ]; then read -r _ < gate; fi
        mkdir -p notebooks/kernel/target
        echo x > jobs/target/jobs-0.2.0.jar
        echo c > jobs/target/classpath
        echo k > notebooks/kernel/target/classpath
        """
            .formatted(folder.resolve("mvn.log")));
  }

  private void program(String name, String body) throws IOException {
    Path program = Files.writeString(bin.resolve(name), "#!/bin/bash\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", "scripts/finagent", "runs");
    Map<String, String> environment = builder.directory(root.toFile()).environment();
    environment.remove("JAVA_HOME");
    environment.merge("PATH", bin + ":", (path, ours) -> ours + path);
    return builder.redirectErrorStream(true).start();
  }

  /** Runs a command that must succeed; what it said. */
  private String run() throws IOException, InterruptedException {
    Process process = start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private List<String> log(String program) throws IOException {
    return Files.readAllLines(folder.resolve(program + ".log"));
  }

  private static String line(Process process) throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    return String.valueOf(said.readLine());
  }

  @Test
  void oneOfTwoBuildsAndTheOtherWaitsForIt() throws Exception {
    assumeThat(Path.of("/usr/bin/flock")).as("files can be locked").exists();
    assertThat(new ProcessBuilder("mkfifo", root.resolve("gate").toString()).start().waitFor())
        .isZero();
    Process first = start();
    try {
      assertThat(line(first)).contains("finagent: building");
      Process second = start();
      try {
        assertThat(line(second)).contains("waiting for somebody else's build");
        Files.writeString(root.resolve("gate"), "go\n");
        first.inputReader(StandardCharsets.UTF_8).lines().forEach(said -> {});
        second.inputReader(StandardCharsets.UTF_8).lines().forEach(said -> {});
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
      } finally {
        second.destroy();
      }
    } finally {
      first.destroy();
    }
    assertThat(log("mvn")).containsExactly("built");
  }

  @Test
  void theJarOfThisVersionRunsBesideAnOlderOne() throws Exception {
    Files.writeString(target.resolve("jobs-0.1.0.jar"), "old");
    run();
    assertThat(log("java")).isNotEmpty().allMatch(call -> call.contains("/jobs-0.2.0.jar:"));

    Files.delete(target.resolve("jobs-0.2.0.jar"));
    run();
    assertThat(log("mvn")).as("the older one does not stand in").hasSize(2);
  }

  @Test
  void whereNothingCanBeWrittenCommandsGoOnWithoutAFastStart() throws Exception {
    run();
    Files.delete(target.resolve("finagent.jsa"));
    program("mktemp", "echo 'mktemp: Permission denied' >&2; exit 1");
    assertThat(run()).isEmpty();
    assertThat(log("java").get(log("java").size() - 1))
        .endsWith("finagent.jobs.Main runs")
        .doesNotContain("SharedArchiveFile");
  }
}
