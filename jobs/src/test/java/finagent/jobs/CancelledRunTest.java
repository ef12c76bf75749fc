package finagent.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import finagent.tables.Warehouse;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is interrupted leaves nothing that seems to be under way. */
class CancelledRunTest {
  private static final String RUN = "r-interrupted";

  @TempDir Path folder;

  private static Path strategy(Path folder) {
    return folder.resolve("long.yaml");
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dfinagent.root=" + System.getProperty("finagent.root", ".."),
            "-cp",
            System.getProperty("java.class.path"),
            CancelledRunTest.class.getName(),
            folder.toString())
        .redirectError(folder.resolve("child").toFile())
        .start();
  }

  /** Interrupts a process as soon as it is said to work. */
  private static final class Impatient extends StringWriter {
    private final Process process;

    Impatient(Process process) {
      this.process = process;
    }

    @Override
    public void write(String text, int from, int length) {
      super.write(text, from, length);
      if (text.substring(from, from + length).contains(", at ")) {
        process.destroy();
      }
    }
  }

  @Test
  void noTaskIsPendingOrRunningAfterwards() throws IOException, InterruptedException {
    Cli cli = new Cli(folder);
    cli.ingest("small", Cli.market(4, 300, 1));
    cli.written(
        "long.yaml",
        """
        name: long
        data: {set: small}
        alphas: {a: {agent: ma-cross, fast: 3d, slow: 12d}}
        portfolio: equal-weight
        controls: {draws: 1000000}
        """);
    Process process = child();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      assertThat(said.readLine())
          .as(() -> "child: " + text(folder.resolve("child")))
          .isEqualTo("begun");
      Impatient followed = new Impatient(process);
      int code =
          Main.run(
              cli.arguments("status", RUN, "--follow"),
              new PrintWriter(followed),
              new PrintWriter(new StringWriter()));
      process.waitFor();
      assertThat(code).as(followed.toString()).isEqualTo(Main.FAILED);
      assertThat(followed.toString()).contains("running: ", ", at ", "cancelled: ");
    } finally {
      process.destroyForcibly();
    }
    RunLog log = new RunLog(cli.warehouse());
    Run run = log.run(RUN).orElseThrow();
    assertThat(run.state()).isEqualTo(Run.State.CANCELLED);
    assertThat(run.message()).isEqualTo("interrupted");
    List<TaskState> tasks = log.tasks(RUN);
    assertThat(tasks)
        .extracting(TaskState::status)
        .contains(TaskState.Status.CANCELLED)
        .doesNotContain(TaskState.Status.PENDING, TaskState.Status.RUNNING);
    assertThat(tasks)
        .filteredOn(task -> task.status() == TaskState.Status.CANCELLED)
        .allMatch(task -> task.message().equals("interrupted"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Says when the run stands in the tables. */
  private static final class Telling extends Clock {
    private final Warehouse warehouse;
    private boolean told;

    Telling(Warehouse warehouse) {
      this.warehouse = warehouse;
    }

    @Override
    public synchronized Instant instant() {
      if (!told && new RunLog(warehouse).run(RUN).isPresent()) {
        told = true;
        System.out.println("begun");
      }
      return Clock.systemUTC().instant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** A run that takes long. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    Warehouse warehouse = new Cli(folder).warehouse();
    Console quiet =
        new Console(
            new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), true);
    try (Strategies strategies = Strategies.read(List.of(strategy(folder)), List.of())) {
      RunJob.Outcome outcome =
          new RunJob(warehouse, strategies, quiet, new Telling(warehouse))
              .run(
                  new RunJob.Request(
                      RUN,
                      "long",
                      Grids.HERE,
                      Collections.emptySortedMap(),
                      0,
                      false,
                      false,
                      false));
      System.out.println(outcome.run().state());
    }
  }
}
