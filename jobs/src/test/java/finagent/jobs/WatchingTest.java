package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import finagent.jobs.grid.SharedSpark;
import finagent.tables.LogTags;
import finagent.tables.results.Run;
import finagent.tables.results.RunLog;
import finagent.tables.results.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a run from outside. */
class WatchingTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+/metrics");

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
  }

  private static Run run(String id, Run.State state, String message) {
    return new Run(
        id,
        state,
        Instant.now(),
        "ada",
        "",
        "title",
        "spec",
        new TreeMap<>(),
        new TreeMap<>(),
        0,
        "0.1.0",
        "",
        message);
  }

  private static TaskState task(String id, TaskState.Status status) {
    return new TaskState(
        "r-1", id, "k-" + id, "book", "execution", List.of("s"), status, Instant.now(), 1, "");
  }

  /** Gathers what is said and acts on it at once. */
  private static final class Ears extends StringWriter {
    private final Consumer<String> act;

    Ears(Consumer<String> act) {
      this.act = act;
    }

    @Override
    public void write(String text, int from, int length) {
      super.write(text, from, length);
      act.accept(text.substring(from, from + length));
    }
  }

  @Test
  void followingEndsWhenTheRunEnds() {
    RunLog log = new RunLog(cli.warehouse());
    log.append(run("r-1", Run.State.RUNNING, ""));
    log.append(List.of(task("a", TaskState.Status.RUNNING), task("b", TaskState.Status.PENDING)));
    List<String> acted = new ArrayList<>();
    Ears ears =
        new Ears(
            said -> {
              if (said.contains("at a") && acted.isEmpty()) {
                acted.add("a is done");
                log.append(
                    List.of(
                        task("a", TaskState.Status.COMPLETED),
                        task("b", TaskState.Status.RUNNING)));
              } else if (said.contains("at b") && acted.size() == 1) {
                acted.add("b is done");
                log.append(List.of(task("b", TaskState.Status.COMPLETED)));
                log.append(run("r-1", Run.State.COMPLETED, ""));
              }
            });
    int code =
        Main.run(
            cli.arguments("status", "r-1", "--follow"),
            new PrintWriter(ears),
            new PrintWriter(new StringWriter()));
    assertThat(code).isZero();
    assertThat(acted).containsExactly("a is done", "b is done");
    assertThat(ears.toString())
        .containsSubsequence(
            "running: tasks {pending=1, running=1}, at a",
            "running: tasks {completed=1, running=1}, at b",
            "completed: tasks {completed=2}",
            "run r-1: completed");
  }

  @Test
  void followingARunThatFailedFails() {
    RunLog log = new RunLog(cli.warehouse());
    log.append(run("r-1", Run.State.RUNNING, ""));
    log.append(run("r-1", Run.State.FAILED, "out of money"));
    Cli.Said said = cli.run("status", "r-1", "--follow");
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.out()).contains("failed", "out of money");
    assertThat(cli.ok("status", "r-1").out()).contains("out of money");
  }

  @Test
  void aRunOnSparkTellsItsHealthAndTasksTheirStages() throws IOException {
    assertThat(SharedSpark.session().sparkContext().isStopped()).isFalse();
    cli.ingest("small", Cli.market(8, 200, 1));
    String strategy =
        cli.written(
            "small.yaml",
            """
            name: small
            data: {set: small}
            alphas: {mom: {agent: momentum, lookback: 60d}}
            portfolio: {agent: rank-long-short, long: 30%, short: 30%}
            schedule: {rebalance: weekly}
            controls: {draws: 4}
            """);
    String id = cli.json("run", strategy, "--master", "local[2]").get("run").asText();
    JsonNode health = cli.json("status", id).get("health");
    assertThat(health.size()).as("instruments, books, noise").isGreaterThanOrEqualTo(2);
    assertThat(Cli.texts(health, "kind")).containsOnly("stage");
    assertThat(Cli.texts(health, "task")).allMatch(task -> task.startsWith("small/"));
    List<TaskState> tasks = new RunLog(cli.warehouse()).tasks(id);
    TaskState book =
        tasks.stream().filter(t -> t.task().equals("small/book")).findFirst().orElseThrow();
    assertThat(book.status()).isEqualTo(TaskState.Status.COMPLETED);
    assertThat(book.stages()).isNotEmpty();
    assertThat(Cli.texts(health, "item")).containsAll(book.stages());
    assertThat(tasks).extracting(TaskState::status).containsOnly(TaskState.Status.COMPLETED);
    assertThat(cli.ok("status", id, "--all").out())
        .contains("Spark: " + health.size() + " stages, 0 attempts tried again, 0 executors lost");
    assertThat(
            cli.json("status", cli.json("run", strategy, "--fresh").get("run").asText())
                .get("health"))
        .as("without Spark there is nothing to tell")
        .isEmpty();
  }

  private static HttpResponse<String> get(String address) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void numbersAreServedWhileACommandWorksAndNotAfter() {
    List<String> pages = new ArrayList<>();
    Ears ears =
        new Ears(
            said -> {
              Matcher address = ADDRESS.matcher(said);
              if (address.find()) {
                HttpResponse<String> answer = get(address.group());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .startsWith("text/plain; version=0.0.4");
                pages.add(answer.body());
              }
            });
    int code =
        Main.run(
            cli.arguments("runs", "--metrics-port", "0"),
            new PrintWriter(new StringWriter()),
            new PrintWriter(ears, true));
    assertThat(code).isZero();
    assertThat(pages).hasSize(1);
    assertThat(pages.get(0)).contains("# TYPE jvm_memory_used_bytes gauge\njvm_memory_used_bytes ");
    Matcher address = ADDRESS.matcher(ears.toString());
    assertThat(address.find()).isTrue();
    String gone = address.group();
    assertThatThrownBy(() -> get(gone)).hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void everyLineIsOneThatPrometheusReads() {
    Meter meter = new Meter();
    meter.run("a \"quoted\"\\ run\n");
    meter.tasks(Map.of("completed", 3, "running", 1));
    meter.progress("paths", 512, 2048);
    String page = meter.text();
    assertThat(page)
        .contains(
            "finagent_run_info{run=\"a \\\"quoted\\\"\\\\ run\\n\"} 1\n",
            "finagent_tasks{status=\"completed\"} 3\n",
            "finagent_progress_done{what=\"paths\"} 512\n",
            "finagent_progress_total{what=\"paths\"} 2048\n",
            "finagent_spark_stages_total 0\n");
    assertThat(Arrays.stream(page.split("\n")))
        .allMatch(
            line ->
                line.matches(
                    "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"(\\\\.|[^\"\\\\])*\"\\})?"
                        + " [0-9.E+-]+"));
    meter.run("another");
    assertThat(meter.text()).doesNotContain("finagent_tasks{");
  }

  @Test
  void aPortThatIsTakenIsRefusedInWords() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(cli.refused("runs", "--metrics-port", port))
          .contains("127.0.0.1:" + port, "Name another --metrics-port");
    }
    assertThat(cli.refused("runs", "--metrics-port", "70000")).contains("70000", "0..65535");
  }

  @Test
  void aLogLineSaysItsRunAndItsTask() throws IOException {
    Properties settings = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Main.class.getResourceAsStream("/log4j2.properties"))) {
      settings.load(in);
    }
    PatternLayout layout =
        PatternLayout.newBuilder()
            .withPattern(settings.getProperty("appender.stderr.layout.pattern"))
            .build();
    StringMap tags = ContextDataFactory.createContextData();
    Log4jLogEvent.Builder event =
        Log4jLogEvent.newBuilder()
            .setLoggerName("finagent.jobs.HealthLog")
            .setLevel(Level.WARN)
            .setMessage(new SimpleMessage("executor 1 was lost"))
            .setContextData(tags);
    assertThat(layout.toSerializable(event.build()))
        .endsWith(" WARN HealthLog: executor 1 was lost" + System.lineSeparator());
    tags.putValue(LogTags.RUN, "r-1");
    tags.putValue(LogTags.TASK, "momentum/book");
    assertThat(layout.toSerializable(event.setContextData(tags).build()))
        .endsWith(
            " WARN HealthLog run=r-1 task=momentum/book: executor 1 was lost"
                + System.lineSeparator());
  }
}
